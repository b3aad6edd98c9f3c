import type { ValueStatistics } from "./contract.js";

/** The definition: value by value. */
export const referenceValueStatistics: ValueStatistics = {
	rangeOf(values) {
		let min = Number.POSITIVE_INFINITY;
		let max = Number.NEGATIVE_INFINITY;
		let areFinite = true;
		for (const value of values) {
			if (!Number.isFinite(value)) areFinite = false;
			if (value < min) min = value;
			if (value > max) max = value;
		}
		return { min: min + 0, max: max + 0, isFinite: areFinite };
	},
	countMagnitudes(values, binsPerUnit, counts) {
		const bins = counts.length / 2;
		let zeros = 0;
		for (const value of values) {
			if (value === 0) {
				zeros++;
				continue;
			}
			const bin = Math.floor(Math.abs(value) * binsPerUnit);
			counts[value < 0 ? bin : bins + bin]!++;
		}
		return zeros;
	},
};
