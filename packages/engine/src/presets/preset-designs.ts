import { InputError } from "../base/input-error.js";
import type { Design } from "../design/design.js";
import { resolveDesign } from "../design/resolve-design.js";
import type { YamlSource } from "../design/yaml-file.js";
import { aspDac2018Design } from "./asp-dac-2018/design.js";
import { binaryCnnRramDesign } from "./binary-cnn-rram/design.js";
import { isaacDesign } from "./isaac/design.js";
import { isaacPeDesign } from "./isaac-pe/design.js";
import { isaacSeDesign } from "./isaac-se/design.js";
import { newtonDesign } from "./newton/design.js";
import type { Preset } from "./preset.js";
import { primeDesign } from "./prime/design.js";
import { pumaDesign } from "./puma/design.js";
import { raellaDesign } from "./raella/design.js";

/** A preset without what was published of it: what a page loads that only wants its design. */
export type PresetDesign = Pick<Preset, "name" | "aliases" | "design">;

/** Design files of the reference architectures, in the order of `presets`. */
export const presetDesigns: readonly PresetDesign[] = [
	{ name: "isaac", aliases: ["isaac-ce"], design: isaacDesign },
	{ name: "isaac-pe", design: isaacPeDesign },
	{ name: "isaac-se", design: isaacSeDesign },
	{ name: "asp-dac-2018", design: aspDac2018Design },
	{ name: "prime", design: primeDesign },
	{ name: "binary-cnn-rram", design: binaryCnnRramDesign },
	{ name: "newton", design: newtonDesign },
	{ name: "raella", design: raellaDesign },
	{ name: "puma", design: pumaDesign },
];

/** Finds presets for `extends:`, by name or alias. */
export const presetLookup = (name: string): YamlSource | undefined => {
	const preset = presetDesigns.find(
		(each) => each.name === name || each.aliases?.includes(name),
	);
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
			`design ${name}: found no preset of that name, expected ${presetDesigns.map((preset) => preset.name).join(" or ")}`,
		);
	}
	return resolveDesign(source, presetLookup);
}
