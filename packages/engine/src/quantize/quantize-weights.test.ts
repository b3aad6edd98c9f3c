import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quantizeWeights } from "./quantize-weights.js";

const step = fc.double({ min: 1e-4, max: 10, noNaN: true });
const bits = fc.integer({ min: 2, max: 8 });

describe("weights that were quantised before", () => {
	test("lose nothing, whatever their scale and zero point were", () => {
		const grid = fc.record({
			step,
			bits,
			codes: fc.array(fc.integer({ min: -127, max: 127 }), { minLength: 1 }),
		});
		fc.assert(
			fc.property(grid, ({ step, bits, codes }) => {
				const most = 2 ** (bits - 1) - 1;
				const own = codes.filter((code) => Math.abs(code) <= most);
				const weights = Float32Array.from(own, (code) => code * step);
				const found = quantizeWeights(weights, 1, bits);
				for (const [i, weight] of weights.entries()) {
					const value = found.codes[i]! * found.scales[0]!;
					expect(Math.abs(value - weight)).toBeLessThan(1e-5 * step * most);
				}
			}),
		);
	});
});

describe("other weights", () => {
	test("are rounded by half a step at most, over their own range", () => {
		const channel = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), {
			minLength: 1,
			maxLength: 40,
		});
		fc.assert(
			fc.property(channel, bits, (values, bits) => {
				const weights = Float32Array.from(values);
				const { codes, scales } = quantizeWeights(weights, 1, bits);
				const [scale] = scales as Float64Array & [number];
				for (const [i, weight] of weights.entries())
					expect(Math.abs(codes[i]! * scale - weight)).toBeLessThanOrEqual(
						0.5001 * scale,
					);
			}),
		);
	});

	test("reach a greatest code of their own, and none beyond", () => {
		const weights = Float32Array.of(0.1, -0.77123, 0.3331, 0.52417);
		const { codes, bits: width, scales } = quantizeWeights(weights, 1, 6, 24);
		expect(width).toBe(6);
		expect(scales[0]).toBeCloseTo(0.77123 / 24, 8);
		expect([...codes]).toEqual([3, -24, 10, 16]);
	});

	test("reach the greatest code", () => {
		const weights = Float32Array.of(0.1, -0.77123, 0.3331, 0.52417);
		for (const bits of [4, 8, 9, 16]) {
			const { codes } = quantizeWeights(weights, 1, bits);
			expect(codes[1]).toBe(1 - 2 ** (bits - 1));
		}
	});
});
