import fc from "fast-check";
import { expect, test } from "vitest";
import { makeCodes } from "../../base/codes.js";
import type { CodeAddition } from "./contract.js";
import { referenceAddCodes } from "./reference.js";
import { wasmAddCodes } from "./wasm.js";

const worth = fc.record({
	scale: fc.constantFrom(1, 0.5, 0.1, 3e-5),
	zeroPoint: fc.constantFrom(0, 128, -3, -0.5),
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
