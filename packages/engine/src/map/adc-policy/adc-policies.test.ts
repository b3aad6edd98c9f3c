import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../../base/input-error.js";
import type { AdcPolicy } from "../../design/adc-policy.js";
import { columnSumBounds } from "../../encode/column-sum-bounds.js";
import { inputEncoders } from "../../encode/input-encoders.js";
import { weightEncoders } from "../../encode/weight-encoders.js";
import type { AdcRange } from "./adc-range.js";
import { leastErrorRange, quantileRange, type SeenSums } from "./calibrated.js";
import type { ConvertedSums } from "./converted-sums.js";
import { resolveAdc } from "./resolve-adc.js";

/** Sums of ISAAC without flipped columns: 16 bits × 16 bits, 2-bit cells, 128 rows. */
const isaac: ConvertedSums = (() => {
	const inputPlanes = inputEncoders["binary-planes"].planes(16, false, 1);
	const weights = weightEncoders["offset-binary"];
	const bounds = columnSumBounds(
		weights,
		{ bits: 16, cellBits: 2 },
		{ planes: inputPlanes, inverts: false },
		128,
		false,
	);
	return { bounds, inputPlanes, weightPlanes: weights.planes(16, 2) };
})();

const bitsOf = (policy: AdcPolicy, sums = isaac): number[] =>
	resolveAdc(policy, sums).map(({ bits }) => bits);

describe("significance", () => {
	test("with an output of 16 bits from bit 10 on is Newton's table", () => {
		// hwcomponents-library newton.py, a row each input bit; its columns are the slices 7, 6, 4, 3, 1, 0, 5, 2.
		const newton = [
			"99751093 99862094 99973195 99984296 89995397 79996498 68997599 57998699 46999789",
			"35999879 24899969 13799959 02689949 01579939 00469928 00359917",
		]
			.join(" ")
			.split(" ")
			.map((row) => [...row].map(Number));
		const slices = [7, 6, 4, 3, 1, 0, 5, 2];
		const bits = bitsOf({
			kind: "significance",
			window: { unit: "significance", least: 10, top: 26 },
		});
		const inTheirOrder = newton.map((_, i) =>
			slices.map((j) => bits[i * 8 + j]!),
		);
		expect(inTheirOrder).toEqual(newton);
		expect(bits.reduce((sum, b) => sum + b, 0)).toBe(832);
	});

	test("of a window that holds everything is lossless", () => {
		const window = { unit: "significance", least: 0 } as const;
		expect(resolveAdc({ kind: "significance", window }, isaac)).toEqual(
			resolveAdc({ kind: "lossless" }, isaac),
		);
	});

	test("drops what is worth less than the least bit, and no more", () => {
		const window = { unit: "significance", least: 12 } as const;
		resolveAdc({ kind: "significance", window }, isaac).forEach(
			({ step }, product) => {
				const worth = 2 ** (Math.floor(product / 8) + 2 * (product % 8));
				expect(step * worth).toBe(Math.max(worth, 2 ** 12));
			},
		);
	});
});

describe("refuses", () => {
	test.each([
		[
			{
				kind: "calibrated",
				range: { kind: "quantile", quantile: 1 },
				per: "layer",
			},
			/found calibrated, .* expected a run with calibration images/,
		],
		[
			{ kind: "significance", window: { unit: "output-step", guardBits: 1 } },
			/adc.window: .* not known without images/,
		],
		[
			{ kind: "per-product", bits: [[8]], step: [[1]], signed: false },
			/adc.bits: found 1 × 1, expected 16 input planes × 8 weight planes/,
		],
	] as const)("%j", (policy, message) => {
		expect(() => resolveAdc(policy as AdcPolicy, isaac)).toThrow(InputError);
		expect(() => resolveAdc(policy as AdcPolicy, isaac)).toThrow(message);
	});
});

/** Sums of some partial products as a list. */
interface Sum {
	readonly product: number;
	readonly sum: number;
	readonly count: number;
}

const SIGNIFICANCES = [1, 8, 64];
const LEAST = -40;

const sums: fc.Arbitrary<readonly Sum[]> = fc.array(
	fc.record({
		product: fc.nat(SIGNIFICANCES.length - 1),
		sum: fc.integer({ min: LEAST, max: 60 }),
		count: fc.integer({ min: 1, max: 50 }),
	}),
	{ minLength: 1, maxLength: 30 },
);

function seen(list: readonly Sum[]): SeenSums {
	const histograms = SIGNIFICANCES.map(() => new Float64Array(101));
	for (const { product, sum, count } of list)
		histograms[product]![sum - LEAST]! += count;
	return {
		histograms,
		least: LEAST,
		significances: SIGNIFICANCES,
		unclipped: { min: 0, max: 0 },
		signed: true,
	};
}

const clips = ({ min, max, step }: AdcRange, sum: number): boolean =>
	sum / step < min || sum / step > max;

describe("calibrated", () => {
	test("by a quantile: no more sums are clipped than it allows, and one bit less would clip more", () => {
		fc.assert(
			fc.property(
				sums,
				fc.double({ min: 0.5, max: 1, noNaN: true }),
				(list, q) => {
					const total = list.reduce((all, { count }) => all + count, 0);
					const clipped = (range: AdcRange) =>
						list.reduce(
							(all, { sum, count }) => all + (clips(range, sum) ? count : 0),
							0,
						);
					const range = quantileRange(seen(list), q);
					expect(range.step).toBe(1);
					expect(clipped(range)).toBeLessThanOrEqual((1 - q) * total);
					if (range.bits === 1) return;
					const half = 2 ** (range.bits - 2);
					const narrower = { ...range, min: -half, max: half - 1 };
					expect(clipped(narrower)).toBeGreaterThan((1 - q) * total);
				},
			),
		);
	});

	test("by the least error: no step gives less, up to one that clips no possible sum", () => {
		fc.assert(
			fc.property(sums, fc.integer({ min: 2, max: 6 }), (list, bits) => {
				const errorOf = (step: number): number =>
					list.reduce((error, { product, sum, count }) => {
						const half = 2 ** (bits - 1);
						const down = Math.floor(sum / step);
						const rest = sum / step - down;
						const code =
							rest === 0.5
								? down + Math.abs(down % 2)
								: down + Number(rest > 0.5);
						const kept = Math.max(-half, Math.min(half - 1, code)) * step;
						return (
							error + count * (SIGNIFICANCES[product]! * (sum - kept)) ** 2
						);
					}, 0);
				const range = leastErrorRange(seen(list), bits);
				expect(range).toMatchObject({ bits, min: -(2 ** (bits - 1)) });
				const half = 2 ** (bits - 1);
				const covers = (step: number) =>
					step * half >= 40 && step * (half - 1) >= 61;
				for (let step = 1; step === 1 || !covers(step - 1); step++)
					expect(errorOf(range.step)).toBeLessThanOrEqual(errorOf(step));
			}),
		);
	});

	test("never clips a unit column", () => {
		const few = seen([{ product: 0, sum: 1, count: 1000 }]);
		const range = quantileRange(
			{ ...few, unclipped: { min: -3, max: 20 } },
			0.9,
		);
		expect(range).toMatchObject({ bits: 6, min: -32, max: 31 });
		const coarse = leastErrorRange(
			{ ...few, unclipped: { min: -3, max: 20 } },
			3,
		);
		expect(coarse.max * coarse.step).toBeGreaterThanOrEqual(20);
	});
});
