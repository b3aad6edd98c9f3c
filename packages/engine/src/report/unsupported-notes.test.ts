import { expect, test } from "vitest";
import { unsupportedNotes } from "./unsupported-notes.js";

const layer = (name: string, reason: string, isConsequence?: true) => ({
	name,
	operator: "NonZero",
	reason: `${name}: ${reason}`,
	...(isConsequence ? { isConsequence } : {}),
});

test("a reason is said once for all layers that it holds for, and what depends on them is counted", () => {
	const notes = unsupportedNotes([
		layer("a", "operator NonZero is not supported"),
		layer("c", "it mixes the batch"),
		...Array.from({ length: 8 }, (_, i) =>
			layer(`b${i}`, "operator NonZero is not supported"),
		),
		layer("d", "left out", true),
	]);
	expect(notes).toEqual([
		"a, b0, b1, b2, b3, b4 and 3 more: operator NonZero is not supported",
		"c: it mixes the batch",
		"left out behind it: d",
	]);
});
