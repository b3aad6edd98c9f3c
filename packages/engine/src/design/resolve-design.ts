import {
	type Document,
	isAlias,
	isMap,
	isScalar,
	Lexer,
	LineCounter,
	type Pair,
	type ParsedNode,
	Parser,
	parseDocument,
} from "yaml";
import { InputError } from "../base/input-error.js";
import { describeIssue, show } from "./describe-issue.js";
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
	const { merged, files } = merge(source, lookup, []);
	const result = designSchema.safeParse(merged);
	if (result.success) return result.data;
	const { issues } = result.error;
	// A misspelt field is also a missing one; the misspelling tells more.
	const issue =
		issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0]!;
	const path =
		issue.code === "unrecognized_keys"
			? [...issue.path, issue.keys[0]!]
			: issue.path;
	throw new InputError(
		`${place(files, path)}: ${describeIssue(issue, merged)}`,
	);
}

interface DesignFile {
	readonly name: string;
	readonly document: Document.Parsed;
	readonly lines: LineCounter;
	readonly fields: Readonly<Record<string, unknown>>;
}

interface Merged {
	readonly merged: Readonly<Record<string, unknown>>;
	/** The design's own file, then what it extends. */
	readonly files: readonly DesignFile[];
}

function merge(
	source: DesignSource,
	lookup: DesignLookup,
	seen: readonly string[],
): Merged {
	const file = parse(source);
	const { extends: parentName, ...fields } = file.fields;
	if (parentName === undefined) return { merged: fields, files: [file] };

	const where = place([file], ["extends"]);
	if (typeof parentName !== "string")
		throw new InputError(
			`${where}: found ${show(parentName)}, expected the name of a design`,
		);
	if (seen.includes(parentName))
		throw new InputError(
			`${where}: found a circle, ${[...seen, parentName].join(" extends ")}, expected a design that does not come back to itself`,
		);
	const parent = lookup(parentName);
	if (parent === undefined)
		throw new InputError(
			`${where}: found ${show(parentName)}, expected the name of a known design`,
		);
	const base = merge(parent, lookup, [...seen, parentName]);
	return {
		merged: overlay(base.merged, fields) as Record<string, unknown>,
		files: [file, ...base.files],
	};
}

function parse({ name, text }: DesignSource): DesignFile {
	refuseDeepNesting(name, text);
	const lines = new LineCounter();
	const document = parseDocument(text, {
		lineCounter: lines,
		prettyErrors: false,
	});
	const error = document.errors[0];
	if (error !== undefined) {
		throw new InputError(
			`${name}${lineAndColumn(lines, error.pos[0])}: ${
				error.code === "MULTIPLE_DOCS"
					? "found a second document, expected one design"
					: `not YAML: ${error.message}`
			}`,
		);
	}
	const fields = plainData(document, name);
	if (!isMap(document.contents) || !isRecord(fields)) {
		throw new InputError(
			`${name}:1:1: found ${show(fields)}, expected a design: a map with fields such as "extends"`,
		);
	}
	return { name, document, lines, fields };
}

/** Deeper than any design. */
const MAX_NESTING = 100;

/** The YAML library is recursive: text that is nested thousands deep ends the process, past any `catch`. */
function refuseDeepNesting(name: string, text: string): void {
	const parser = new Parser();
	for (const lexeme of new Lexer().lex(text)) {
		for (const _ of parser.next(lexeme));
		if (parser.stack.length > MAX_NESTING)
			throw new InputError(
				`${name}: found more than ${MAX_NESTING} nested levels, expected a design`,
			);
	}
}

/** The document without its notation; aliases that are unknown, circular or too many are refused. */
function plainData(document: Document.Parsed, name: string): unknown {
	try {
		const data: unknown = document.toJS({ maxAliasCount: 100 });
		JSON.stringify(data);
		return data;
	} catch (error) {
		const [reason] = (error as Error).message.split("\n");
		throw new InputError(`${name}: not plain data: ${reason}`);
	}
}

function overlay(base: unknown, top: unknown): unknown {
	if (!isRecord(base) || !isRecord(top)) return top;
	if (choosesOther("kind", base, top) || choosesOther("unit", base, top))
		return top;
	return Object.fromEntries([
		...Object.entries(base),
		...Object.entries(top).map(([key, value]) => [
			key,
			Object.hasOwn(base, key) ? overlay(base[key], value) : value,
		]),
	]);
}

function choosesOther(
	discriminator: "kind" | "unit",
	base: Readonly<Record<string, unknown>>,
	top: Readonly<Record<string, unknown>>,
): boolean {
	const choice = top[discriminator];
	return typeof choice === "string" && choice !== base[discriminator];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `file:line:column: path`, in the file that has most of the path; of several the one that is laid over the others. */
function place(
	files: readonly DesignFile[],
	path: readonly PropertyKey[],
): string {
	const found = files.map((file) => ({ file, ...findField(file, path) }));
	const deepest = Math.max(...found.map(({ depth }) => depth));
	const { file, offset } = found.find(({ depth }) => depth === deepest)!;
	const field = path.length > 0 ? `: ${path.join(".")}` : "";
	return `${file.name}${lineAndColumn(file.lines, offset)}${field}`;
}

/** How many keys of the path a file has, and where the last of them is. */
function findField(
	{ document }: DesignFile,
	path: readonly PropertyKey[],
): { readonly depth: number; readonly offset: number } {
	let node: ParsedNode | null | undefined = document.contents;
	let offset = node?.range[0] ?? 0;
	for (const [depth, name] of path.entries()) {
		const pair: Pair<ParsedNode, ParsedNode | null> | undefined = isMap<
			ParsedNode,
			ParsedNode | null
		>(node)
			? node.items.find(
					({ key }) => isScalar(key) && String(key.value) === String(name),
				)
			: undefined;
		if (pair === undefined) return { depth, offset };
		offset = pair.key.range[0];
		node = isAlias(pair.value)
			? (pair.value.resolve(document) as ParsedNode | undefined)
			: pair.value;
	}
	return { depth: path.length, offset };
}

function lineAndColumn(lines: LineCounter, offset: number): string {
	const { line, col } = lines.linePos(offset);
	return `:${line}:${col}`;
}
