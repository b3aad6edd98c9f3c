import { expect, test } from "vitest";
import { scoreInterval } from "../evaluate/paired-difference.js";
import { budgetNotes, keepsBudget } from "./accuracy-budget.js";

test.each([
	[1, 1, true],
	[2, 2, false],
	[0, 1, false],
	[2, 1, true],
])("of 250 images, %i won and %i lost: %o", (onlyFirst, onlySecond, keeps) => {
	const count = 250;
	const [lower95] = scoreInterval({ onlyFirst, onlySecond, count });
	const difference = (onlyFirst - onlySecond) / count;
	expect(keepsBudget({ difference, lower95 }, 0.005)).toBe(keeps);
});

test("who searches on too few images is told so", () => {
	expect(budgetNotes(250, 0.005)).toEqual([
		"a design that loses one of 250 images fails: more images, or a greater loss, would find more",
	]);
	expect(budgetNotes(250, 0.01)).toEqual([]);
	expect(budgetNotes(2000, 0.005)).toEqual([]);
});
