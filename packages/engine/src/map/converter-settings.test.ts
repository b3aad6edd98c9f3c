import { describe, expect, test } from "vitest";
import { type AdcRange, adcRange } from "./adc-policy/adc-range.js";
import {
	converterSettingBits,
	converterTableBits,
	settingBitsOfPlane,
} from "./converter-settings.js";

const seven = adcRange(7, 1, true);
const five = adcRange(5, 4, true);
const stopping = (...earlyStop: number[]): AdcRange => ({
	...seven,
	earlyStop,
});
const plane = {
	significance: 1,
	min: 0,
	max: 1,
	drive: "unit",
} as const;

/** Two input planes and two slices. */
function plan(
	adcOfProduct: readonly AdcRange[],
	executed: readonly number[] = [1, 1, 1, 1],
) {
	return {
		adcOfProduct,
		executed: Uint8Array.from(executed),
		inputPlanes: [plane, plane],
		weightPlanes: [plane, plane],
	} as unknown as Parameters<typeof settingBitsOfPlane>[0];
}

describe("settings of converters", () => {
	test("are none where all products that run are converted alike", () => {
		for (const alike of [
			plan([seven, seven, seven, seven]),
			plan([seven, { ...seven }, seven, { ...seven }]),
			plan([seven, seven, seven, five], [1, 1, 1, 0]),
			plan([stopping(3), stopping(3), stopping(3), stopping(3)]),
		]) {
			expect(converterSettingBits(alike)).toBe(0);
			expect(converterTableBits(alike)).toBe(0);
			expect(settingBitsOfPlane(alike)).toBe(0);
		}
	});

	test("say bits and step of each product that runs", () => {
		const differing = plan([seven, five, five, five], [1, 1, 1, 0]);
		// 4 bits say how many bits, 8 which step.
		expect(converterSettingBits(differing)).toBe(12);
		expect(converterTableBits(differing)).toBe(3 * 12);
		// Two in one plane and one in the other.
		expect(settingBitsOfPlane(differing)).toBe((2 * 12 + 12) / 2);
	});

	test("say which smaller ranges are tried, where some are", () => {
		const tried = plan([stopping(3), stopping(3, 5), seven, seven]);
		expect(converterSettingBits(tried)).toBe(12 + 7);
		expect(converterTableBits(tried)).toBe(4 * 19);
		expect(settingBitsOfPlane(tried)).toBe(2 * 19);
	});
});
