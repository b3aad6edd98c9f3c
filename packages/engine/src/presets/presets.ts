import { aspDac2018 } from "./asp-dac-2018/preset.js";
import { binaryCnnRram } from "./binary-cnn-rram/preset.js";
import { isaac } from "./isaac/preset.js";
import { isaacPe } from "./isaac-pe/preset.js";
import { isaacSe } from "./isaac-se/preset.js";
import { newton } from "./newton/preset.js";
import type { Preset } from "./preset.js";
import { prime } from "./prime/preset.js";
import { puma } from "./puma/preset.js";
import { raella } from "./raella/preset.js";

/** The reference architectures that come with mho. */
export const presets: readonly Preset[] = [
	isaac,
	isaacPe,
	isaacSe,
	aspDac2018,
	prime,
	binaryCnnRram,
	newton,
	raella,
	puma,
];

/** The preset of a name or an alias. */
export function findPreset(name: string): Preset | undefined {
	return presets.find(
		(preset) => preset.name === name || preset.aliases?.includes(name),
	);
}
