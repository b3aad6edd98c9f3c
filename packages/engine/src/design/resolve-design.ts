import { type Document, isMap, isNode, LineCounter, parseDocument } from "yaml";
import type * as z from "zod";
import { InputError } from "../base/input-error.js";
import type { Design } from "./design.js";
import { designSchema } from "./design-schema.js";

/** Where a design's text is from; `name` goes into messages. */
export interface DesignSource {
	readonly name: string;
	readonly text: string;
}

/** Gives the text of a design that another one `extends`, or undefined where there is none of that name. */
export type DesignLookup = (name: string) => DesignSource | undefined;

/** The lookup that knows no design. */
const NO_LOOKUP: DesignLookup = () => undefined;

/**
 * Turns YAML or JSON text into a complete, valid design. `extends: name` starts from the design that
 * `lookup` gives; maps are merged key by key, a map whose `kind` or `unit` differs is replaced whole.
 *
 * @throws InputError with file, line and column, what was found and what was expected
 */
export function resolveDesign(
	source: DesignSource,
	lookup: DesignLookup = NO_LOOKUP,
): Design {
	const { merged, document, lines } = merge(source, lookup, []);
	const result = designSchema.safeParse(merged);
	if (result.success) return result.data;
	const issue = result.error.issues[0] as z.core.$ZodIssue;
	throw new InputError(
		`${place(source.name, document, lines, issue)}: ${describe(issue, merged)}`,
	);
}

interface Merged {
	readonly merged: Record<string, unknown>;
	readonly document: Document;
	readonly lines: LineCounter;
}

function merge(
	source: DesignSource,
	lookup: DesignLookup,
	seen: readonly string[],
): Merged {
	const { document, lines } = parse(source);
	const own = document.toJS({ maxAliasCount: 100 }) as Record<string, unknown>;
	const { extends: parentName, ...fields } = own;
	if (parentName === undefined) return { merged: fields, document, lines };

	const at = position(document, lines, ["extends"]);
	const where = `${source.name}${at}: extends`;
	if (typeof parentName !== "string")
		throw new InputError(
			`${where}: found ${show(parentName)}, expected the name of a design`,
		);
	if (seen.includes(parentName))
		throw new InputError(
			`${where}: ${[...seen, parentName].join(" extends ")} is a circle`,
		);
	const parent = lookup(parentName);
	if (parent === undefined)
		throw new InputError(`${where}: no design is called "${parentName}"`);
	const base = merge(parent, lookup, [...seen, parentName]).merged;
	return {
		merged: overlay(base, fields) as Record<string, unknown>,
		document,
		lines,
	};
}

function parse(source: DesignSource): {
	document: Document;
	lines: LineCounter;
} {
	const lines = new LineCounter();
	const document = parseDocument(source.text, {
		lineCounter: lines,
		prettyErrors: false,
	});
	const error = document.errors[0];
	if (error !== undefined) {
		const { line, col } = lines.linePos(error.pos[0]);
		throw new InputError(
			`${source.name}:${line}:${col}: not YAML: ${error.message}`,
		);
	}
	if (!isMap(document.contents)) {
		throw new InputError(
			`${source.name}:1:1: found ${show(document.toJS())}, expected a design: a map with fields such as "extends"`,
		);
	}
	return { document, lines };
}

function overlay(base: unknown, top: unknown): unknown {
	if (!isRecord(base) || !isRecord(top)) return top;
	if (base.kind !== top.kind && top.kind !== undefined) return top;
	if (base.unit !== top.unit && top.unit !== undefined) return top;
	const merged: Record<string, unknown> = { ...base };
	for (const [key, value] of Object.entries(top))
		merged[key] = overlay(base[key], value);
	return merged;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

type Issue = z.core.$ZodIssue;

/** `file:line:column` of the nearest field of the path that the file itself has, then the path. */
function place(
	name: string,
	document: Document,
	lines: LineCounter,
	issue: Issue,
): string {
	const path =
		issue.code === "unrecognized_keys"
			? [...issue.path, issue.keys[0] as string]
			: issue.path;
	const field = path.length > 0 ? `: ${path.join(".")}` : "";
	return `${name}${position(document, lines, path)}${field}`;
}

function position(
	document: Document,
	lines: LineCounter,
	path: readonly PropertyKey[],
): string {
	for (let length = path.length; length > 0; length--) {
		const node = document.getIn(path.slice(0, length), true);
		if (isNode(node) && node.range) {
			const { line, col } = lines.linePos(node.range[0]);
			return `:${line}:${col}`;
		}
	}
	return "";
}

function describe(issue: Issue, merged: unknown): string {
	const found = issue.path.reduce<unknown>(
		(value, key) => (isRecord(value) ? value[String(key)] : undefined),
		merged,
	);
	if (found === undefined && issue.code !== "unrecognized_keys")
		return "missing, and no design that it extends has it";
	switch (issue.code) {
		case "unrecognized_keys":
			return "unknown field";
		case "invalid_value":
			return `found ${show(found)}, expected ${issue.values.map(String).join(" or ")}`;
		case "invalid_union":
			return `found ${show(found)}, ${issue.discriminator ? `whose "${issue.discriminator}" is unknown` : issue.message}`;
		case "too_small":
			return `found ${show(found)}, expected at least ${issue.minimum}`;
		case "too_big":
			return `found ${show(found)}, expected at most ${issue.maximum}`;
		case "invalid_type":
			return `found ${show(found)}, expected ${issue.expected === "int" ? "a whole number" : `a ${issue.expected}`}`;
		default:
			return `found ${show(found)}, ${issue.message}`;
	}
}

function show(value: unknown): string {
	const text = JSON.stringify(value) ?? "nothing";
	return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
