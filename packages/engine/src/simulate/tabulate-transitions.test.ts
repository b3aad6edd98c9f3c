import fc from "fast-check";
import { expect, test } from "vitest";
import { converter } from "../kernels/crossbar-mvm/reference.js";
import { tabulateTransitions } from "./tabulate-transitions.js";

test("tabulated codes are those of the thresholds that a sum reaches, on any grid", () => {
	fc.assert(
		fc.property(
			fc.uniqueArray(fc.double({ min: -40, max: 40, noNaN: true }), {
				minLength: 1,
				maxLength: 20,
			}),
			fc.integer({ min: 0, max: 8 }),
			fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1 }),
			(levels, fractionBits, sums) => {
				const thresholds = levels.sort((a, b) => a - b);
				const codes = [7, ...thresholds.map((_, n) => ((31 * n) % 17) - 8)];
				const transfer = tabulateTransitions(
					{ thresholds, codes },
					fractionBits,
				);
				const adc = { step: 1, min: 0, max: 0, transfer };
				const codeOf = converter(adc, fractionBits);
				for (const sum of sums) {
					for (const fine of [-1, 0, 1]) {
						const units = sum * 2 ** fractionBits + fine;
						const reached = thresholds.filter(
							(level) => level <= units * 2 ** -fractionBits,
						).length;
						expect(codeOf(units)).toBe(codes[reached]);
					}
				}
			},
		),
	);
});
