import fc from "fast-check";
import { expect, test } from "vitest";
import { makeCodes } from "../../base/codes.js";
import type { CodeAddition } from "./contract.js";
import { referenceAddCodes } from "./reference.js";
import { wasmAddCodes } from "./wasm.js";

const worth = fc.record({
	scale: fc.constantFrom(1, 0.5, 0.1, 3e-5),
	zeroPoint: fc.constantFrom(0, 128, -3, -0.5),
	least: fc.constantFrom(0, -128, -(2 ** 15)),
});
const operand = fc.record({
	signed: fc.boolean(),
	codes: fc.array(fc.integer({ min: -(2 ** 15), max: 2 ** 16 - 1 }), {
		minLength: 1,
		maxLength: 40,
	}),
});
const infinite = Number.POSITIVE_INFINITY;
const activation = fc.constantFrom(
	{ least: -infinite, greatest: infinite },
	{ least: 0, greatest: infinite },
	{ least: 0, greatest: 6 },
	{ least: 1e4, greatest: 1e5 },
	{ least: -1e5, greatest: -1e4 },
);

test("codes of a sum are those of the definition", () => {
	fc.assert(
		fc.property(
			fc.tuple(operand, operand),
			fc.record({
				worths: fc.tuple(worth, worth),
				activation,
				precision: fc.constantFrom<"float32" | "float64">("float32", "float64"),
				rule: fc.record({
					scale: fc.constantFrom(1, 0.25, 0.3),
					whole: fc.constantFrom(0, 128, 3),
					half: fc.constantFrom(0, -0.5),
					min: fc.constantFrom(-128, -(2 ** 15)),
					max: fc.constantFrom(127, 2 ** 15 - 1),
				}),
			}),
			fc.integer({ min: 1, max: 100 }),
			fc.nat(15),
			(operands, how: CodeAddition, size, draw) => {
				// Now and then more than the kernel holds at a time.
				const length = draw === 0 ? size + 2 ** 14 : size;
				const [a, b] = operands.map(({ signed, codes }) =>
					makeCodes(signed, length).map((_, n) => codes[n % codes.length]!),
				) as [Int16Array, Int16Array];
				const [expected, actual] = [0, 1].map((fill) =>
					new Int16Array(length).fill(fill),
				) as [Int16Array, Int16Array];
				referenceAddCodes(how, a, b, expected);
				wasmAddCodes(how, a, b, actual);
				expect(actual).toEqual(expected);
			},
		),
		{ numRuns: 150 },
	);
});

test("float32 gives the code of ONNX Runtime's QLinearAdd next to a tie", () => {
	// Of mobilenetv2-int8: 54.499997 above the zero point in exact arithmetic, and 187.5 with it in float32.
	const how: Omit<CodeAddition, "precision"> = {
		worths: [
			{ scale: 0.40149295330047607, zeroPoint: 136, least: 0 },
			{ scale: 0.2758343517780304, zeroPoint: 119, least: 0 },
		],
		activation: { least: -infinite, greatest: infinite },
		rule: { scale: 0.43216896057128906, whole: 133, half: 0, min: 0, max: 255 },
	};
	const sumIn = (precision: CodeAddition["precision"]) => {
		const out = new Uint16Array(1);
		const operands = [Uint16Array.of(161), Uint16Array.of(168)] as const;
		wasmAddCodes({ ...how, precision }, ...operands, out);
		return out[0];
	};
	expect(sumIn("float64")).toBe(187);
	expect(sumIn("float32")).toBe(188);
});

test("in float32 a sum and its zero point are rounded as one", () => {
	const codeOf = (zeroPoint: number) => {
		const out = new Int16Array(1);
		const worth = { scale: 0.5, zeroPoint: 0, least: -128 };
		wasmAddCodes(
			{
				worths: [worth, worth],
				activation: { least: -infinite, greatest: infinite },
				precision: "float32",
				rule: { scale: 1, whole: zeroPoint, half: 0, min: -128, max: 127 },
			},
			Int16Array.of(4),
			Int16Array.of(1),
			out,
		);
		return out[0]! - zeroPoint;
	};
	// 2.5 is a tie.
	expect(codeOf(4)).toBe(2);
	expect(codeOf(3)).toBe(3);
});
