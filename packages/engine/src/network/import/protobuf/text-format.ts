import type { ProtoMessage, ProtoValue } from "./proto-message.js";
import {
	type TextToken,
	type TextTokens,
	textTokens,
	unexpected,
} from "./text-tokens.js";

/**
 * Reads protobuf's text format without a schema, so that the fields of a fork are no obstacle where nothing asks
 * for them. The place of a message is the line of its name.
 *
 * @throws InputError that begins with line:column
 */
export function parseTextFormat(text: string): ProtoMessage {
	return readMessage(textTokens(text), "line 1", undefined, 0);
}

/** The nesting that protobuf's own parsers allow. */
const DEEPEST = 100;

function readMessage(
	tokens: TextTokens,
	place: string,
	end: "}" | ">" | undefined,
	depth: number,
): ProtoMessage {
	const fields = new Map<string, ProtoValue[]>();
	for (;;) {
		const name = tokens.next();
		if (end === undefined ? name.kind === "end" : isMark(name, end))
			return { place, fields };
		if (name.kind !== "word")
			throw unexpected(name, end ? `a field or ${end}` : "a field");
		if (depth > DEEPEST)
			throw unexpected(name, `at most ${DEEPEST} nested messages`);
		const values = fields.get(name.value) ?? [];
		fields.set(name.value, values);
		readValues(tokens, name, depth, values);
		if (isMark(tokens.peek(), ",") || isMark(tokens.peek(), ";")) tokens.next();
	}
}

/** What follows a field's name: one value, or several in brackets. */
function readValues(
	tokens: TextTokens,
	name: TextToken,
	depth: number,
	to: ProtoValue[],
): void {
	const hasColon = isMark(tokens.peek(), ":");
	if (hasColon) tokens.next();
	const read = (): ProtoValue => {
		const token = tokens.next();
		const end = MESSAGE_ENDS[token.value];
		if (token.kind === "mark" && end) {
			const place = `line ${name.line}`;
			const value = readMessage(tokens, place, end, depth + 1);
			return { kind: "message", value };
		}
		if (!hasColon) throw unexpected(token, `: or { after ${name.value}`);
		return readScalar(tokens, token, name);
	};
	if (!isMark(tokens.peek(), "[")) {
		to.push(read());
		return;
	}
	tokens.next();
	if (isMark(tokens.peek(), "]")) {
		tokens.next();
		return;
	}
	for (;;) {
		to.push(read());
		const separator = tokens.next();
		if (isMark(separator, "]")) return;
		if (!isMark(separator, ",")) throw unexpected(separator, ", or ]");
	}
}

const MESSAGE_ENDS: Readonly<Record<string, "}" | ">">> = {
	"{": "}",
	"<": ">",
};

function readScalar(
	tokens: TextTokens,
	token: TextToken,
	name: TextToken,
): ProtoValue {
	if (isMark(token, "-"))
		return { kind: "number", value: -numberOf(tokens.next()) };
	if (token.kind === "number" || SPECIAL_NUMBERS.has(token.value))
		return { kind: "number", value: numberOf(token) };
	if (token.kind === "word") return { kind: "word", value: token.value };
	if (token.kind !== "text")
		throw unexpected(token, `a value of ${name.value}`);
	let { value } = token;
	while (tokens.peek().kind === "text") value += tokens.next().value;
	return { kind: "text", value };
}

const SPECIAL_NUMBERS: ReadonlyMap<string, number> = new Map([
	["inf", Number.POSITIVE_INFINITY],
	["infinity", Number.POSITIVE_INFINITY],
	["nan", Number.NaN],
]);

function numberOf(token: TextToken): number {
	const { kind, value } = token;
	const special = kind === "word" ? SPECIAL_NUMBERS.get(value) : undefined;
	if (special !== undefined) return special;
	if (kind !== "number") throw unexpected(token, "a number");
	if (/^0x/i.test(value)) return Number(value);
	if (/^0[0-7]+$/.test(value)) return Number.parseInt(value, 8);
	return Number(value.replace(/f$/i, ""));
}

const isMark = ({ kind, value }: TextToken, mark: string): boolean =>
	kind === "mark" && value === mark;
