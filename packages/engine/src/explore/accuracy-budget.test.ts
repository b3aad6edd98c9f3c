import { expect, test } from "vitest";
import {
	checkBudget,
	isHopeless,
	type JudgeBy,
	keepsBudget,
	lossToJudgeBy,
} from "./accuracy-budget.js";

const counted = { difference: -0.02, lower95: -0.03, upper95: -0.01 };
const nothingCounted = { difference: 0, lower95: -1, upper95: 1 };

test.each([
	[0.004, 0.006, true],
	[0.004, 0.009, false],
	[0.005, 0.005, true],
	[0.005, 0.006, false],
])("a loss of %f, of %f at the most: %o", (loss, upper95, keeps) => {
	const expected = { loss, upper95, lower95: 0 };
	for (const losses of [
		{ againstFloat: nothingCounted, expectedLoss: expected },
		{ againstFloat: { difference: -loss, lower95: -upper95, upper95: 0 } },
	])
		expect(keepsBudget(losses, 0.005)).toBe(keeps);
});

test("the expected loss decides, the counted one where there is none", () => {
	const expectedLoss = { loss: 0.001, lower95: 0, upper95: 0.002 };
	expect(keepsBudget({ againstFloat: counted, expectedLoss }, 0.005)).toBe(
		true,
	);
	expect(keepsBudget({ againstFloat: counted }, 0.005)).toBe(false);
});

test("a design is given up where its loss is too great at the least", () => {
	const expectedLoss = (lower95: number) => ({
		loss: 0.02,
		lower95,
		upper95: 0.04,
	});
	for (const [lower95, hopeless] of [
		[0.006, true],
		[0.004, false],
	] as const)
		expect(
			isHopeless(
				{ againstFloat: nothingCounted, expectedLoss: expectedLoss(lower95) },
				0.005,
			),
		).toBe(hopeless);
	expect(isHopeless({ againstFloat: counted }, 0.005)).toBe(true);
});

test("who searches on too few images is told so before", () => {
	expect(() => checkBudget(40, 0.005)).toThrow(
		"accuracy budget: found 0.5 points on 40 images, expected 0.62 or more, or more images: a loss of less is not told from none",
	);
	expect(() => checkBudget(100_000, 0)).toThrow(/found 0 points/);
	expect(() => checkBudget(40, 0.0062)).not.toThrow();
	expect(() => checkBudget(60, 0.005)).not.toThrow();
});

test("what decides is as asked: the count, what is expected, or that where the count does not contradict it", () => {
	// Float is sure of class 0 of all images, and half of them change.
	const images = 400;
	const classes = Int32Array.from({ length: images }, (_, n) => n % 2);
	const probabilities = Float64Array.from({ length: 2 * images }, (_, n) =>
		n % 2 === 0 ? 0.9 : 0.1,
	);
	const lossOf = (judgeBy: JudgeBy, gained: number) =>
		lossToJudgeBy(judgeBy, probabilities, classes, {
			difference: gained,
			lower95: gained - 0.05,
			upper95: gained + 0.05,
		})?.loss;
	expect(lossOf("expected", 0.1)).toBeCloseTo(0.4);
	expect(lossOf("either", -0.4)).toBeCloseTo(0.4);
	expect(lossOf("either", 0.1)).toBeUndefined();
	expect(lossOf("counted", -0.4)).toBeUndefined();
});
