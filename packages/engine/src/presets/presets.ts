import { InputError } from "../base/input-error.js";
import type { Design } from "../design/design.js";
import { resolveDesign } from "../design/resolve-design.js";
import type { YamlSource } from "../design/yaml-file.js";
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

/** Finds presets for `extends:`. */
export const presetLookup = (name: string): YamlSource | undefined => {
	const preset = findPreset(name);
	return preset && { name: `preset ${name}`, text: preset.design };
};

/**
 * The complete design of a preset.
 *
 * @throws InputError where there is none of that name
 */
export function presetDesign(name: string): Design {
	const source = presetLookup(name);
	if (source === undefined) {
		throw new InputError(
			`design ${name}: found no preset of that name, expected ${presets.map((preset) => preset.name).join(" or ")}`,
		);
	}
	return resolveDesign(source, presetLookup);
}
