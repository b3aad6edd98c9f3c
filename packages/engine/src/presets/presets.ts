import { InputError } from "../base/input-error.js";
import type { Design } from "../design/design.js";
import { resolveDesign } from "../design/resolve-design.js";
import type { YamlSource } from "../design/yaml-file.js";
import { aspDac2018 } from "./asp-dac-2018/preset.js";
import { isaac } from "./isaac/preset.js";
import type { Preset } from "./preset.js";

/** The reference architectures that come with mho. */
export const presets: readonly Preset[] = [isaac, aspDac2018];

/** Finds presets for `extends:`. */
export const presetLookup = (name: string): YamlSource | undefined => {
	const preset = presets.find((candidate) => candidate.name === name);
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
