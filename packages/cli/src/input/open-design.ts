import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, parse as parsePath } from "node:path";
import {
	type Design,
	type DesignLookup,
	InputError,
	presetLookup,
	presets,
	resolveDesign,
} from "@mho/engine";
import { parse } from "yaml";
import { readInputFile } from "./read-input-file.js";

/**
 * A preset by name, or a design file by path; `extends:` in it may name either. A file that gives itself no name is called
 * by its own, not by what it extends.
 */
export function openDesign(nameOrPath: string): Design {
	const source = designSource(nameOrPath);
	const design = resolveDesign(source, designLookup);
	const own: { readonly name?: string } = parse(source.text);
	return own.name === undefined
		? { ...design, name: parsePath(source.name).name }
		: design;
}

/** A design that is spelt out as data; `extends:` in it may name a preset or a file beside `from`. */
export function openInlineDesign(design: object, from: string): Design {
	return resolveDesign(
		{ name: from, text: JSON.stringify(design) },
		designLookup,
	);
}

/** Text of a preset or of a design file, with the name that messages call it. */
export function designSource(nameOrPath: string): {
	name: string;
	text: string;
} {
	const source = nameOrPath === "" ? undefined : designLookup(nameOrPath, "");
	if (source) return source;
	if (looksLikePath(nameOrPath)) readInputFile(nameOrPath, "design");
	throw new InputError(
		`design ${nameOrPath || '""'}: found no preset or file of that name, expected ${presets.map(({ name }) => name).join(", ")} or a .yaml file`,
	);
}

/** Files are looked for beside the one that names them. */
const designLookup: DesignLookup = (name, from) => {
	const preset = presetLookup(name);
	if (preset) return preset;
	const path = isAbsolute(name) ? name : join(dirname(from), name);
	if (!existsSync(path)) return undefined;
	return {
		name: path,
		text: new TextDecoder().decode(readInputFile(path, "design")),
	};
};

function looksLikePath(name: string): boolean {
	return /[/\\]|\.(ya?ml|json)$/.test(name);
}
