import { describe, expect, test } from "vitest";
import { resolveDesign } from "./resolve-design.js";
import {
	complete,
	messageOf,
	resolve,
	tiny,
	tinyWith,
} from "./tiny-design.support.js";

test("reads a complete design, with quantities in SI units", () => {
	const design = resolve(tiny);
	expect(design.crossbar.arrayReadTime).toBe(1e-7);
	expect(design.components.cell.area).toBe(1e-12);
	expect(design.technologyNode).toBe(3.2e-8);
	expect(structuredClone(design)).toEqual(design);
	expect(resolve(JSON.stringify(complete))).toEqual(design);
});

describe("extends", () => {
	test("changes single fields and leaves the others", () => {
		const design = resolve("extends: tiny\ncrossbar: { rows: 64 }");
		expect(design).toEqual({
			...resolve(tiny),
			crossbar: { ...resolve(tiny).crossbar, rows: 64 },
		});
	});

	test("adds to maps that are open: layers", () => {
		const { layers } = resolve(
			"extends: tiny\nlayers: { conv1: { inputBits: 4 }, conv2: { inputBits: 5 } }",
		);
		expect(layers).toEqual({
			conv1: { weightBits: 8, inputBits: 4 },
			conv2: { inputBits: 5 },
		});
	});

	test("keeps the fields of a choice that stays the same", () => {
		expect(resolve("extends: tiny\nadc: { bits: 6 }").adc).toEqual({
			kind: "fixed",
			bits: 6,
			step: 1,
			signed: false,
		});
		expect(resolve("extends: tiny\nadc: { kind: fixed, bits: 6 }").adc).toEqual(
			{ kind: "fixed", bits: 6, step: 1, signed: false },
		);
	});

	test("replaces a map whose kind or unit differs as a whole", () => {
		expect(resolve("extends: tiny\nadc: { kind: lossless }").adc).toEqual({
			kind: "lossless",
		});
		expect(
			resolve(
				"extends: tiny\npartialProducts: { at: { unit: kept-fraction, fraction: 0.25 } }",
			).partialProducts,
		).toEqual({
			kind: "threshold",
			at: { unit: "kept-fraction", fraction: 0.25 },
		});
	});

	test("may go over several designs", () => {
		const design = resolveDesign(
			{ name: "top", text: "extends: middle\ncrossbar: { rows: 32 }" },
			(name) =>
				name === "middle"
					? {
							name,
							text: "extends: tiny\nname: middle\ncrossbar: { rows: 64, columns: 64 }",
						}
					: { name, text: tiny },
		);
		expect(design.name).toBe("middle");
		expect(design.crossbar).toMatchObject({ rows: 32, columns: 64 });
	});

	test.each([
		[
			"# mine\nextends: nowhere",
			'my.yaml:2:1: extends: found "nowhere", expected the name of a known design, or of a file beside this one',
		],
		[
			"extends: [tiny]",
			'my.yaml:1:1: extends: found ["tiny"], expected the name of a design',
		],
		[
			"extends: itself",
			"library/itself.yaml:1:1: extends: found a circle, library/itself.yaml extends library/itself.yaml, expected a design that does not come back to itself",
		],
		[
			"extends: hen",
			"library/egg.yaml:1:1: extends: found a circle, library/hen.yaml extends library/egg.yaml extends library/hen.yaml, expected a design that does not come back to itself",
		],
	])("refuses %j", (text, message) => {
		expect(messageOf(text)).toBe(message);
	});

	test("knows nothing without a lookup", () => {
		expect(() =>
			resolveDesign({ name: "my.yaml", text: "extends: tiny" }),
		).toThrow(
			'my.yaml:1:1: extends: found "tiny", expected the name of a known design',
		);
	});
});

describe("a design that is wrong", () => {
	test.each([
		["", "my.yaml:1:1: found nothing, expected a design: a map of fields"],
		["hello", 'my.yaml:1:1: found "hello", expected a design: a map of fields'],
		["[1]", "my.yaml:1:1: found [1], expected a design: a map of fields"],
		["{}", "my.yaml:1:1: schema: missing, expected mho/design/1"],
		["name: a\nname: b", "my.yaml:2:1: not YAML: Map keys must be unique"],
		[
			"extends: tiny\ncrossbar:\n\trows: 3",
			"my.yaml:3:1: not YAML: Tabs are not allowed as indentation",
		],
		[
			"name: a\n---\nname: b",
			"my.yaml:2:1: found a second document, expected one design",
		],
		[
			"name: *nobody",
			"my.yaml: not plain data: Unresolved alias (the anchor must be set before the alias): nobody",
		],
	])("as text: %j", (text, message) => {
		expect(messageOf(text)).toBe(message);
	});

	test.each([
		[
			"adc: &a { kind: *a }",
			"my.yaml: not plain data: Converting circular structure to JSON",
		],
		[
			"- ".repeat(50_000),
			"my.yaml: found more than 100 nested levels, expected a design",
		],
		[
			"[".repeat(50_000),
			"my.yaml: found more than 100 nested levels, expected a design",
		],
		[
			bomb(),
			"my.yaml: not plain data: Excessive alias count indicates a resource exhaustion attack",
		],
	])("or is meant to break the reader (%#)", (text, message) => {
		expect(messageOf(text)).toBe(message);
	});

	test.each([
		[
			"crossbar: { rows: many }",
			'2:13: crossbar.rows: found "many", expected a number',
		],
		[
			'crossbar: { rows: "128" }',
			'2:13: crossbar.rows: found "128", expected a number',
		],
		[
			"crossbar: { rows: 12.5 }",
			"2:13: crossbar.rows: found 12.5, expected a whole number",
		],
		[
			"crossbar: { rows: .inf }",
			"2:13: crossbar.rows: found Infinity, expected a number",
		],
		[
			"crossbar:\n  rows:\n",
			"3:3: crossbar.rows: found nothing, expected a number",
		],
		[
			"crossbar: { rows: 0 }",
			"2:13: crossbar.rows: found 0, expected at least 1",
		],
		[
			"crossbar: { rows: 2000 }",
			"2:13: crossbar.rows: found 2000, expected at most 1024",
		],
		[
			"hierarchy: { adcsPerPe: 0 }",
			"2:14: hierarchy.adcsPerPe: found 0, expected more than 0",
		],
		["crossbar: 7", "2:1: crossbar: found 7, expected a map of fields"],
		["layers:", "2:1: layers: found nothing, expected a map of fields"],
		["adc: { signed: 1 }", "2:8: adc.signed: found 1, expected true or false"],
		["description: 5", "2:1: description: found 5, expected text"],
		[
			"name: my design",
			'2:1: name: found "my design", expected letters, digits, dots and dashes',
		],
		[
			"encoding: { weights: gray }",
			'2:13: encoding.weights: found "gray", expected offset-binary or column-flip or twos-complement or sign-magnitude or canonical-signed-digits or balanced-radix or balanced-radix-5 or balanced-radix-7 or symmetric-radix or centre-offset',
		],
		[
			"schema: mho/design/2",
			"2:1: schema: found mho/design/2, which a newer mho has written, expected mho/design/1",
		],
		[
			"adc: { kind: magic }",
			'2:8: adc.kind: found "magic", expected lossless or fixed or per-product or significance or calibrated or table or early-stop',
		],
		[
			"adc: { kind: [] }",
			"2:8: adc.kind: found [], expected lossless or fixed or per-product or significance or calibrated or table or early-stop",
		],
		[
			"partialProducts: { at: { unit: digits } }",
			'2:26: partialProducts.at.unit: found "digits", expected significance or bits-below-top or kept-fraction',
		],
		[
			"replication: { kind: given }",
			"2:1: replication.copies: missing, expected a map of fields",
		],
		[
			"crossbar: { readPulse: 1 nJ }",
			'2:13: crossbar.readPulse: found "1 nJ", expected at least 0 s: a number, or text such as "100 ns"',
		],
		[
			"crossbar: { readPulse: -1 }",
			"2:13: crossbar.readPulse: found -1, expected at least 0",
		],
		[
			"components: { dac: { source: me } }",
			'2:22: components.dac.source: found "me", expected where the figure is from: paper, table, row, arithmetic',
		],
		[
			"crosbar:\n  rows: 64",
			"2:1: crosbar: unknown field, expected schema, name, description, technologyNode, operands, encoding, adc, adcDefects, partialProducts, layers, crossbar, device, hierarchy, replication, schedule, idle, components",
		],
		[
			"hierarchy: { tiles: { tally: 3 } }",
			"2:23: hierarchy.tiles.tally: unknown field, expected kind, count",
		],
		[
			"adc: { kind: lossless, bits: 8 }",
			"2:24: adc.bits: unknown field, expected kind",
		],
		[
			"layers: { conv1: { cellBits: 1 } }",
			"2:20: layers.conv1.cellBits: unknown field, expected weightBits, inputBits, greatestWeight, greatestInput, weightSlices, encoding, adc, partialProducts",
		],
		[
			"__proto__: { name: ghost }",
			"2:1: __proto__: unknown field, expected schema, name, description, technologyNode, operands, encoding, adc, adcDefects, partialProducts, layers, crossbar, device, hierarchy, replication, schedule, idle, components",
		],
		[
			"layers: { conv1: &few { weightBits: 0 }, conv2: *few }",
			"2:25: layers.conv1.weightBits: found 0, expected at least 1",
		],
	])("in a field: %s", (text, message) => {
		expect(messageOf(`extends: tiny\n${text}`)).toBe(`my.yaml:${message}`);
	});

	test("a misspelt field is named rather than the one that is missing for it", () => {
		const [text, line] = tinyWith("  weightBits: 16", "  weightBit: 16\n");
		expect(messageOf(text)).toBe(
			`my.yaml:${line}:3: operands.weightBit: unknown field, expected weightBits, inputBits, greatestWeight, greatestInput, inputSign, unsignedImages, activationRange, biasCorrection, channelEqualization`,
		);
	});

	test("a missing field is placed at the map that should have it", () => {
		const [text, line] = tinyWith("  columns: 128", "");
		expect(messageOf(text)).toBe(
			`my.yaml:${line - 2}:1: crossbar.columns: missing, expected a number`,
		);
	});

	test("is placed in the file that says it, not in the one that extends it", () => {
		const line = tiny.split("\n").indexOf("crossbar:") + 1;
		expect(messageOf("extends: crooked\ncrossbar: { columns: 64 }")).toBe(
			`library/crooked.yaml:${line + 1}:3: crossbar.rows: found -128, expected at least 1`,
		);
		expect(messageOf("extends: headless\nname: mine")).toBe(
			`library/headless.yaml:${line}:1: crossbar.rows: missing, expected a number`,
		);
	});

	test("ranges that are stated are chosen for nothing", () => {
		const adc =
			"adc: { kind: early-stop, converter: { kind: lossless }, ranges: [1], per: product }";
		expect(messageOf(`extends: tiny\n${adc}`)).toMatch(
			/^my\.yaml:2:\d+: adc\.per: .*expected only beside ranges: calibrated$/,
		);
	});

	test("never shows more than a piece of a long value", () => {
		expect(
			messageOf(`extends: tiny\nadc: { kind: ${"x".repeat(1000)} }`),
		).toMatch(
			/^my\.yaml:2:8: adc\.kind: found "x{56}…, expected lossless or fixed or per-product or significance or calibrated or table or early-stop$/,
		);
	});
});

/** Aliases of aliases: ten thousand values in five lines. */
function bomb(): string {
	const lines = [`a0: &a0 [${Array(10).fill("1")}]`];
	for (let i = 1; i < 5; i++)
		lines.push(`a${i}: &a${i} [${Array(10).fill(`*a${i - 1}`)}]`);
	return lines.join("\n");
}
