import fc from "fast-check";
import { expect, test } from "vitest";
import { codeRange } from "../network/tensor-codes.js";
import { gridCodes } from "./grid-codes.js";

const signed8 = { bits: 8, signed: true };

test("images around 0 are taken as they are", () => {
	expect(
		gridCodes({ min: -1, max: 127 / 128, step: 1 / 128 }, signed8),
	).toEqual({ scale: 1 / 128, zeroPoint: 0, ...signed8 });
});

test("images to one side of 0 are shifted, so that each of their levels has a code", () => {
	const around = fc
		.tuple(fc.integer({ min: -255, max: -1 }), fc.integer({ min: 0, max: 255 }))
		.filter(([low, high]) => high - low <= 255 && (low < -128 || high > 127));
	fc.assert(
		fc.property(
			around,
			fc.double({ min: 1e-3, max: 9, noNaN: true }),
			([low, high], step) => {
				const range = { min: low * step, max: high * step, step };
				const { scale, zeroPoint } = gridCodes(range, signed8)!;
				const [least, greatest] = codeRange(signed8);
				expect(scale).toBe(step);
				for (const level of [low, high, 0]) {
					expect(level + zeroPoint).toBeGreaterThanOrEqual(least);
					expect(level + zeroPoint).toBeLessThanOrEqual(greatest);
				}
			},
		),
	);
});

test.each([
	["on no grid", { min: -1, max: 1 }],
	["of too many levels", { min: -123, max: 151, step: 1 }],
	["that would leave half of the codes unused", { min: -20, max: 20, step: 1 }],
	["of values that are never negative", { min: 0, max: 255, step: 1 }],
])("images %s are rounded to their range", (_, range) => {
	expect(gridCodes(range, signed8)).toBeUndefined();
});

test("unsigned codes hold levels from 0 on", () => {
	const codes = { bits: 8, signed: false };
	expect(gridCodes({ min: 0, max: 255, step: 1 }, codes)).toEqual({
		scale: 1,
		zeroPoint: 0,
		...codes,
	});
});
