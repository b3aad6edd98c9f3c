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
import { migrate } from "../base/migrate.js";
import { show } from "./describe-issue.js";

/** Text of YAML or JSON; `name` goes into messages. */
export interface YamlSource {
	readonly name: string;
	readonly text: string;
}

/** A file that was read, with what finds a field's line and column in it. */
export interface YamlFile {
	readonly name: string;
	readonly document: Document.Parsed;
	readonly lines: LineCounter;
	readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * Reads a file that holds one map, of the present version of its format or an older one.
 *
 * @param what it is, for messages
 * @param schema the present version
 * @throws InputError with line and column
 */
export function readYaml(
	{ name, text }: YamlSource,
	what: string,
	schema: string,
): YamlFile {
	refuseDeepNesting(name, text, what);
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
					? `found a second document, expected one ${what}`
					: `not YAML: ${error.message}`
			}`,
		);
	}
	const fields = plainData(document, name);
	if (!isMap(document.contents) || !isRecord(fields)) {
		throw new InputError(
			`${name}:1:1: found ${show(fields)}, expected a ${what}: a map of fields`,
		);
	}
	const file = { name, document, lines, fields };
	return { ...file, fields: present(file, schema) };
}

function present(file: YamlFile, schema: string): YamlFile["fields"] {
	try {
		return migrate(file.fields, schema);
	} catch (error) {
		throw new InputError(
			`${placeOf([file], ["schema"])}: ${(error as Error).message}`,
		);
	}
}

/** Deeper than any file of ours. */
const MAX_NESTING = 100;

/** The YAML library is recursive: text that is nested thousands deep ends the process, past any `catch`. */
function refuseDeepNesting(name: string, text: string, what: string): void {
	const parser = new Parser();
	for (const lexeme of new Lexer().lex(text)) {
		for (const _ of parser.next(lexeme));
		if (parser.stack.length > MAX_NESTING)
			throw new InputError(
				`${name}: found more than ${MAX_NESTING} nested levels, expected a ${what}`,
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

export function isRecord(
	value: unknown,
): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `file:line:column: path`, in the file that has most of the path; of several the one that is laid over the others. */
export function placeOf(
	files: readonly YamlFile[],
	path: readonly PropertyKey[],
): string {
	const found = files.map((file) => ({ file, ...findField(file, path) }));
	const deepest = Math.max(...found.map(({ depth }) => depth));
	const { file, offset } = found.find(({ depth }) => depth === deepest)!;
	// The name of a field may hold anything, a message is one line.
	const names = path.join(".").replace(/\p{Cc}/gu, "\u{FFFD}");
	const field = path.length > 0 ? `: ${names}` : "";
	return `${file.name}${lineAndColumn(file.lines, offset)}${field}`;
}

/** How many keys of the path a file has, and where the last of them is. */
function findField(
	{ document }: YamlFile,
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
