import { expect, test } from "vitest";
import { normalQuantile } from "../base/normal-quantile.js";
import { randomFor } from "../base/random.js";
import { meanInterval, studentQuantile } from "./mean-interval.js";

// Published tables of Student's distribution, 97.5 %.
test.each([
	[1, 12.706],
	[2, 4.303],
	[3, 3.182],
	[4, 2.776],
	[9, 2.262],
	[29, 2.045],
	[1000, 1.962],
])("quantile for %d degrees of freedom", (degrees, expected) => {
	expect(studentQuantile(degrees)).toBeCloseTo(expected, 2);
});

test("the interval holds the mean in 95 of 100 samples", () => {
	const random = randomFor(3, "samples");
	const samples = 4000;
	let held = 0;
	for (let s = 0; s < samples; s++) {
		const values = [0, 1, 2, 3, 4].map((n) => 7 + random.normal(s, n));
		const { mean, halfWidth95 } = meanInterval(values);
		if (Math.abs(mean - 7) <= halfWidth95) held++;
	}
	const bound = normalQuantile(0.9999) * Math.sqrt((0.95 * 0.05) / samples);
	expect(Math.abs(held / samples - 0.95)).toBeLessThan(bound);
});
