import { describe, expect, test } from "vitest";
import { randomFor } from "../base/random.js";
import { IDEAL_ADC } from "../design/adc-defects.js";
import type { AdcDefects } from "../design/adc-policy.js";
import { adcRange } from "../map/adc-policy/adc-range.js";
import { deviatingThresholds, searchThresholds } from "./deviating-adc.js";

const place = { seed: 1, layer: 3, adc: 5 };

const thresholdsOf = (
	bits: number,
	step: number,
	signed: boolean,
	defects: Partial<AdcDefects>,
	at: Partial<typeof place> = {},
) =>
	deviatingThresholds(
		adcRange(bits, step, signed),
		{ ...IDEAL_ADC, ...defects },
		{ ...place, ...at },
	);

test("of no defects are halfway between the codes", () => {
	expect(thresholdsOf(3, 2, true, {})).toEqual({
		thresholds: [-7, -5, -3, -1, 1, 3, 5],
		codes: [-4, -3, -2, -1, 0, 1, 2, 3],
	});
	expect(thresholdsOf(2, 0.5, false, {}).thresholds).toEqual([
		0.25, 0.75, 1.25,
	]);
});

test("an offset in codes and a gain move what is converted", () => {
	const offset = { mean: 0.25, deviation: 0 };
	// Sums of 1, 3, … lie between the codes of a step of 2: now they go up.
	expect(thresholdsOf(3, 2, true, { offset }).thresholds).toEqual([
		-7.5, -5.5, -3.5, -1.5, 0.5, 2.5, 4.5,
	]);
	const gain = { mean: 0.25, deviation: 0 };
	expect(thresholdsOf(2, 1, false, { gain }).thresholds).toEqual([0.4, 1.2, 2]);
	const both = deviatingThresholds(
		{
			bits: 1,
			step: 2,
			min: 0,
			max: 1,
			transitions: { thresholds: [3], codes: [7, -7] },
		},
		{ ...IDEAL_ADC, offset, gain },
		place,
	);
	expect(both).toEqual({ thresholds: [2], codes: [7, -7] });
});

test("are others in another converter, layer and chip, the same in the same place", () => {
	const defects: Partial<AdcDefects> = {
		offset: { mean: 0, deviation: 1 },
		gain: { mean: 0, deviation: 0.1 },
		capacitorMismatch: 0.05,
	};
	const at = (other: Partial<typeof place>) =>
		thresholdsOf(4, 1, false, defects, other).thresholds;
	expect(at({})).toEqual(at({}));
	for (const other of [{ adc: 6 }, { layer: 4 }, { seed: 2 }])
		expect(at(other)).not.toEqual(at({}));
});

test.each([
	["offset", 0.5],
	["gain", 0.03],
] as const)("%s spreads as stated over converters", (defect, deviation) => {
	const drawn = Array.from({ length: 2000 }, (_, adc) => {
		const defects = { [defect]: { mean: 0, deviation } };
		const [threshold] = thresholdsOf(1, 1, false, defects, { adc }).thresholds;
		return defect === "offset" ? 0.5 - threshold! : 0.5 / threshold! - 1;
	});
	const mean = drawn.reduce((sum, x) => sum + x, 0) / drawn.length;
	const variance =
		drawn.reduce((sum, x) => sum + (x - mean) ** 2, 0) / drawn.length;
	expect(Math.abs(mean)).toBeLessThan((4 * deviation) / Math.sqrt(2000));
	expect(Math.abs(Math.sqrt(variance) / deviation - 1)).toBeLessThan(0.07);
});

describe("mismatch of the capacitors of a successive approximation", () => {
	const bits = 6;
	const many = (capacitorMismatch: number, count = 1500) =>
		Array.from(
			{ length: count },
			(_, adc) =>
				thresholdsOf(bits, 1, false, { capacitorMismatch }, { adc }).thresholds,
		);

	test("keeps thresholds in order and full scale where it is", () => {
		for (const thresholds of many(0.2, 300)) {
			expect(thresholds).toHaveLength(2 ** bits - 1);
			thresholds.forEach((threshold, n) => {
				if (n > 0) expect(threshold).toBeGreaterThanOrEqual(thresholds[n - 1]!);
				expect(threshold).toBeGreaterThan(-3);
				expect(threshold).toBeLessThan(2 ** bits + 3);
			});
		}
	});

	test("gives the middle code a DNL of 2^(bits/2) mismatches, and thresholds there half of it", () => {
		const capacitorMismatch = 0.02;
		const middle = 2 ** (bits - 1);
		const ofMiddle = many(capacitorMismatch).map((thresholds) => ({
			// Code 31 ends where bit 5 takes over from all others.
			width: thresholds[middle - 1]! - thresholds[middle - 2]! - 1,
			place: thresholds[middle - 1]! - (middle - 0.5),
		}));
		const rms = (values: readonly number[]) =>
			Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);
		const dnl = rms(ofMiddle.map(({ width }) => width));
		const inl = rms(ofMiddle.map(({ place: at }) => at));
		expect(dnl / (capacitorMismatch * 2 ** (bits / 2))).toBeGreaterThan(0.92);
		expect(dnl / (capacitorMismatch * 2 ** (bits / 2))).toBeLessThan(1.08);
		expect(inl / (capacitorMismatch * 2 ** (bits / 2 - 1))).toBeGreaterThan(
			0.92,
		);
		expect(inl / (capacitorMismatch * 2 ** (bits / 2 - 1))).toBeLessThan(1.08);
	});

	test("gives the codes of a search with the same capacitors, missing codes too", () => {
		let missing = 0;
		for (let seed = 0; seed < 60; seed++) {
			const random = randomFor(seed, "capacitors");
			const capacitors = Array.from(
				{ length: 5 },
				(_, b) => 2 ** b * (1 + 0.3 * random.normal(b)),
			);
			const thresholds = searchThresholds(capacitors, 1);
			const unit = 32 / capacitors.reduce((sum, own) => sum + own, 1);
			const ended = new Set<number>();
			for (let x = 0; x < 33; x += 0.013) {
				let code = 0;
				let held = 0;
				for (let bit = 4; bit >= 0; bit--) {
					if (x < unit * (held + capacitors[bit]!)) continue;
					held += capacitors[bit]!;
					code += 2 ** bit;
				}
				expect(thresholds.filter((threshold) => x >= threshold).length).toBe(
					code,
				);
				ended.add(code);
			}
			missing += 32 - ended.size;
		}
		expect(missing).toBeGreaterThan(0);
	});
});
