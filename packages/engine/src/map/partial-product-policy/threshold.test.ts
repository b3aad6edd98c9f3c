import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Threshold } from "../../design/partial-product-policy.js";
import { inputEncoders } from "../../encode/input-encoders.js";
import { weightEncoders } from "../../encode/weight-encoders.js";
import { resolvePartialProducts } from "./resolve-partial-products.js";
import { executedByThreshold } from "./threshold.js";

/** 16-bit signed operands in radix 4: 8 × 8 partial products. */
const inputPlanes = inputEncoders["balanced-radix"].planes(16, true, 2);
const weightPlanes = weightEncoders["balanced-radix"].planes(16, 2);

const keptBy = (threshold: Threshold) =>
	count(executedByThreshold(threshold, inputPlanes, weightPlanes));

describe("on the 64 partial products of 16-bit radix-4 operands", () => {
	test.each([
		[0, 64],
		[14, 36],
		[18, 21],
		[20, 15],
		[22, 10],
		[24, 6],
		[28, 1],
		[29, 0],
	])("a threshold of %i bits keeps %i", (bits, kept) => {
		expect(keptBy({ unit: "significance", bits })).toBe(kept);
	});

	test.each([
		[18, 10],
		[20, 8],
		[22, 6],
		[24, 4],
	])("a threshold of %i bits is one of %i below the top", (bits, below) => {
		expect(
			executedByThreshold(
				{ unit: "bits-below-top", bits: below },
				inputPlanes,
				weightPlanes,
			),
		).toEqual(
			executedByThreshold(
				{ unit: "significance", bits },
				inputPlanes,
				weightPlanes,
			),
		);
	});

	test.each([
		[21 / 64, 21],
		[15 / 64, 15],
		[10 / 64, 10],
		[6 / 64, 6],
		[0.33, 21],
		[0.3, 15],
		[1, 64],
		[1 / 64, 1],
		[0.01, 1],
		[0, 1],
	])(
		"the kept fraction %f keeps %i, the most significant one at least",
		(fraction, kept) => {
			expect(keptBy({ unit: "kept-fraction", fraction })).toBe(kept);
		},
	);

	test("products run by their significance: the digits of the operands add", () => {
		const executed = executedByThreshold(
			{ unit: "significance", bits: 24 },
			inputPlanes,
			weightPlanes,
		);
		for (let i = 0; i < 8; i++) {
			for (let j = 0; j < 8; j++)
				expect(executed[i * 8 + j]).toBe(i + j >= 12 ? 1 : 0);
		}
	});
});

test("the sign plane counts by its magnitude", () => {
	const signed = inputEncoders["binary-planes"].planes(4, true, 1);
	const [plane] = weightEncoders["offset-binary"].planes(2, 2);
	expect([
		...executedByThreshold({ unit: "significance", bits: 2 }, signed, [plane!]),
	]).toEqual([0, 0, 1, 1]);
});

test("a kept fraction keeps as many as whole significances allow, whatever the planes", () => {
	const widths = fc.record({
		inputBits: fc.integer({ min: 1, max: 16 }),
		digitBits: fc.integer({ min: 1, max: 4 }),
		weightBits: fc.integer({ min: 1, max: 16 }),
		cellBits: fc.integer({ min: 1, max: 4 }),
		signed: fc.boolean(),
		fraction: fc.double({ min: 0, max: 1, noNaN: true }),
	});
	fc.assert(
		fc.property(widths, (width) => {
			const inputs = inputEncoders["binary-planes"].planes(
				width.inputBits,
				width.signed,
				width.digitBits,
			);
			const weights = weightEncoders["offset-binary"].planes(
				width.weightBits,
				width.cellBits,
			);
			const total = inputs.length * weights.length;
			const keptAtEachThreshold = Array.from({ length: 33 }, (_, bits) =>
				count(
					executedByThreshold({ unit: "significance", bits }, inputs, weights),
				),
			);
			const kept = count(
				executedByThreshold(
					{ unit: "kept-fraction", fraction: width.fraction },
					inputs,
					weights,
				),
			);
			expect(kept).toBe(
				Math.max(
					Math.min(...keptAtEachThreshold.filter((products) => products > 0)),
					...keptAtEachThreshold.filter(
						(products) => products <= width.fraction * total,
					),
				),
			);
		}),
	);
});

test("policy all runs every product, policy threshold those that reach it", () => {
	expect(
		count(resolvePartialProducts({ kind: "all" }, inputPlanes, weightPlanes)),
	).toBe(64);
	expect(
		count(
			resolvePartialProducts(
				{ kind: "threshold", at: { unit: "significance", bits: 20 } },
				inputPlanes,
				weightPlanes,
			),
		),
	).toBe(15);
});

function count(executed: Uint8Array): number {
	return executed.reduce((sum, runs) => sum + runs, 0);
}
