import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../../../base/input-error.js";
import type { ProtoMessage, ProtoValue } from "./proto-message.js";
import { parseTextFormat } from "./text-format.js";

/** Fields and values without places. */
type Plain = readonly (readonly [name: string, value: PlainValue])[];
type PlainValue =
	| number
	| string
	| { readonly word: string }
	| { readonly fields: Plain };

function plain({ fields }: ProtoMessage): Plain {
	return [...fields].flatMap(([name, values]) =>
		values.map((value) => [name, plainValue(value)] as const),
	);
}

function plainValue(value: ProtoValue): PlainValue {
	switch (value.kind) {
		case "number":
		case "text":
			return value.value;
		case "word":
			return { word: value.value };
		case "message":
			return { fields: plain(value.value) };
		case "bytes":
			throw new Error("text has no bytes");
		default:
			throw value satisfies never;
	}
}

const name = fc.stringMatching(/^[a-z_][a-z0-9_]{0,5}$/);
const word = fc
	.stringMatching(/^[A-Z]{1,6}$/)
	.map((value) => ({ word: value }) as const);
const { tree } = fc.letrec<{ tree: Plain }>((tie) => ({
	tree: fc.uniqueArray(
		fc.tuple(
			name,
			fc.oneof(
				{ maxDepth: 3 },
				fc.double({ noNaN: true }),
				fc.string({ unit: "grapheme" }),
				word,
				fc.record({ fields: tie("tree") }),
			),
		),
		{ selector: ([key]) => key, maxLength: 4 },
	) as fc.Arbitrary<Plain>,
}));

/** Ways to write the same: marks that may be left out, brackets for braces, comments. */
interface Style {
	readonly colon: "" | ": ";
	readonly braces: readonly [string, string];
	readonly separator: string;
	readonly quote: string;
}
const style: fc.Arbitrary<Style> = fc.record({
	colon: fc.constantFrom("" as const, ": " as const),
	braces: fc.constantFrom(["{", "}"] as const, ["<", ">"] as const),
	separator: fc.constantFrom(" ", "\n", ", ", "; ", " # a comment }\n"),
	quote: fc.constantFrom('"', "'"),
});

function write(fields: Plain, s: Style): string {
	const valueText = (value: PlainValue): string => {
		if (typeof value === "number")
			return `: ${Object.is(value, -0) ? "-0" : String(value).replace("Infinity", "inf")}`;
		if (typeof value === "string") {
			const escaped = value
				.replace(/[\\"']/g, (c) => `\\${c}`)
				.replace(/\n/g, "\\n")
				.replace(/\r/g, "\\015");
			return `: ${s.quote}${escaped}${s.quote}`;
		}
		if ("word" in value) return `: ${value.word}`;
		return `${s.colon}${s.braces[0]} ${write(value.fields, s)} ${s.braces[1]}`;
	};
	return fields
		.map(([key, value]) => `${key}${valueText(value)}`)
		.join(s.separator);
}

describe("parseTextFormat", () => {
	test("reads back what is written in any style", () => {
		fc.assert(
			fc.property(tree, style, (fields, s) => {
				expect(plain(parseTextFormat(write(fields, s)))).toEqual(fields);
			}),
		);
	});

	test("reads lists, adjacent texts and every form of number", () => {
		const text = `
			dim: [1, 2] dim: 3 none: []
			text: "one " 'two' "\\x41\\102\\t"
			a: 0x1F b: 017 c: 1.5f d: -2e-3 e: -inf f: .5 g: 08
			m: [{ x: 1 }, < x: 2 >]`;
		expect(plain(parseTextFormat(text))).toEqual([
			["dim", 1],
			["dim", 2],
			["dim", 3],
			["text", "one twoAB\t"],
			["a", 31],
			["b", 15],
			["c", 1.5],
			["d", -0.002],
			["e", Number.NEGATIVE_INFINITY],
			["f", 0.5],
			["g", 8],
			["m", { fields: [["x", 1]] }],
			["m", { fields: [["x", 2]] }],
		]);
	});

	test("places a message at the line of its name", () => {
		const { fields } = parseTextFormat("# one\nlayer {\n a { } }\n\nlayer { }");
		const places = fields
			.get("layer")!
			.map((layer) => (layer.value as ProtoMessage).place);
		expect(places).toEqual(["line 2", "line 5"]);
	});

	test.each([
		[
			"layer {\n  name",
			"2:7: found the end of the file, expected : or { after name",
		],
		["layer {\n", "2:1: found the end of the file, expected a field or }"],
		["a: 1 }", '1:6: found "}", expected a field'],
		["a: }", '1:4: found "}", expected a value of a'],
		["a 1", '1:3: found "1", expected : or { after a'],
		[
			'a: "open\nb: 1',
			'1:4: found "\\"", expected a text that ends on its line',
		],
		["a: [1 2]", '1:7: found "2", expected , or ]'],
		["a: -b", '1:5: found "b", expected a number'],
		["\u0000", '1:1: found "\\u0000", expected a field'],
		[
			"a { ".repeat(200),
			'1:405: found "a", expected at most 100 nested messages',
		],
	])("refuses %j", (text, message) => {
		expect(() => parseTextFormat(text)).toThrow(new InputError(message));
	});
});
