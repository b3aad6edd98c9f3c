import { expect, test } from "vitest";
import { budgetNotes, isHopeless, keepsBudget } from "./accuracy-budget.js";

test.each([
	[0.004, 0.006, true],
	[0.004, 0.009, false],
	[0.005, 0.005, true],
	[0.005, 0.006, false],
])("a loss of %f, of %f at the most: %o", (loss, upper95, keeps) => {
	expect(keepsBudget({ loss, upper95, lower95: 0 }, 0.005)).toBe(keeps);
});

test("a design is given up where its loss is too great at the least", () => {
	expect(isHopeless({ loss: 0.02, lower95: 0.006, upper95: 0.04 }, 0.005)).toBe(
		true,
	);
	expect(isHopeless({ loss: 0.02, lower95: 0.004, upper95: 0.04 }, 0.005)).toBe(
		false,
	);
});

test("who searches on too few images is told so", () => {
	expect(budgetNotes(40, 0.005)).toEqual([
		"no design passes on 40 images, one that changes no class included: more images, or a greater loss, would find one",
	]);
	expect(budgetNotes(40, 0.01)).toEqual([]);
	expect(budgetNotes(60, 0.005)).toEqual([]);
});
