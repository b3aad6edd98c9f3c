import { InputError } from "../../../base/input-error.js";

export interface TextToken {
	readonly kind: "word" | "number" | "text" | "mark" | "end";
	/** As written; of a text, what it stands for. */
	readonly value: string;
	/** From 1. */
	readonly line: number;
	readonly column: number;
}

/** Reads the words, numbers, texts and marks of protobuf's text format one by one. */
export interface TextTokens {
	/** The token that `next` will give. */
	peek(): TextToken;
	next(): TextToken;
}

export function textTokens(source: string): TextTokens {
	let at = 0;
	let line = 1;
	let lineStart = 0;
	let ahead: TextToken | undefined;
	const match = (pattern: RegExp): string | undefined => {
		pattern.lastIndex = at;
		return pattern.exec(source)?.[0];
	};
	const skipSpace = (): void => {
		for (;;) {
			const c = source[at];
			if (c === "\n") {
				line++;
				lineStart = at + 1;
			}
			if (c === "#") at += match(COMMENT)!.length;
			else if (c !== undefined && SPACE.test(c)) at++;
			else return;
		}
	};
	const read = (): TextToken => {
		skipSpace();
		const place = { line, column: at - lineStart + 1 };
		const start = source[at];
		if (start === undefined) return { kind: "end", value: "", ...place };
		if (start === '"' || start === "'") {
			const end = textEnd(source, at);
			if (end === undefined)
				throw unexpected(
					{ kind: "mark", value: start, ...place },
					"a text that ends on its line",
				);
			const value = unescapeText(source.slice(at + 1, end));
			at = end + 1;
			return { kind: "text", value, ...place };
		}
		const word = match(WORD);
		const number = word === undefined ? match(NUMBER) : undefined;
		const value = word ?? number ?? start;
		at += value.length;
		const kind =
			word !== undefined ? "word" : number !== undefined ? "number" : "mark";
		return { kind, value, ...place };
	};
	const peek = (): TextToken => {
		ahead ??= read();
		return ahead;
	};
	const next = (): TextToken => {
		const token = peek();
		ahead = undefined;
		return token;
	};
	return { peek, next };
}

/** The error about a token that does not belong where it is. */
export function unexpected(
	{ kind, value, line, column }: TextToken,
	expected: string,
): InputError {
	const shown = value.length > 40 ? `${value.slice(0, 40)}…` : value;
	const found = kind === "end" ? "the end of the file" : JSON.stringify(shown);
	return new InputError(
		`${line}:${column}: found ${found}, expected ${expected}`,
	);
}

const SPACE = /[\s\uFEFF]/;
const COMMENT = /#[^\n]*/y;
const WORD = /[A-Za-z_]\w*/y;
const NUMBER = /0x[\da-f]+|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?f?/iy;

/** Index of the quote that ends the text that begins at a quote; undefined where its line ends first. */
function textEnd(source: string, start: number): number | undefined {
	for (let at = start + 1; at < source.length; at++) {
		const c = source[at];
		if (c === source[start]) return at;
		if (c === "\n") return undefined;
		if (c === "\\") at++;
	}
	return undefined;
}

const ESCAPES: Readonly<Record<string, string>> = {
	n: "\n",
	r: "\r",
	t: "\t",
};

function unescapeText(text: string): string {
	if (!text.includes("\\")) return text;
	return text.replace(
		/\\(?:x([\da-f]{1,2})|([0-7]{1,3})|(.))/gis,
		(_, hex?: string, octal?: string, plain?: string) => {
			if (plain !== undefined) return ESCAPES[plain] ?? plain;
			const code = hex ? Number.parseInt(hex, 16) : Number.parseInt(octal!, 8);
			return String.fromCharCode(code);
		},
	);
}
