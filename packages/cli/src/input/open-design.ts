import { existsSync } from "node:fs";
import {
	type Design,
	type DesignLookup,
	InputError,
	presetLookup,
	presets,
	resolveDesign,
} from "@mho/engine";
import { readInputFile } from "./read-input-file.js";

/** A preset by name, or a design file by path; `extends:` in it may name either. */
export function openDesign(nameOrPath: string): Design {
	return resolveDesign(designSource(nameOrPath), designLookup);
}

/** Text of a preset or of a design file, with the name that messages call it. */
export function designSource(nameOrPath: string): {
	name: string;
	text: string;
} {
	const source = designLookup(nameOrPath);
	if (source) return source;
	if (looksLikePath(nameOrPath)) readInputFile(nameOrPath, "design");
	throw new InputError(
		`design ${nameOrPath}: found no preset or file of that name, expected ${presets.map(({ name }) => name).join(", ")} or a .yaml file`,
	);
}

const designLookup: DesignLookup = (name) => {
	const preset = presetLookup(name);
	if (preset) return preset;
	if (!existsSync(name)) return undefined;
	return {
		name,
		text: new TextDecoder().decode(readInputFile(name, "design")),
	};
};

function looksLikePath(name: string): boolean {
	return /[/\\]|\.(ya?ml|json)$/.test(name);
}
