import fc from "fast-check";
import { expect, test } from "vitest";
import { anyDesign } from "../presets/design.arbitrary.js";
import { presetDesign } from "../presets/preset-designs.js";
import { diffDesigns } from "./diff-designs.js";

const isaac = presetDesign("isaac");

test("a design does not differ from its copy", () => {
	fc.assert(
		fc.property(anyDesign({}), (design) => {
			expect(diffDesigns(design, structuredClone(design))).toEqual([]);
		}),
	);
});

test("fields that differ are named by their path, with both values", () => {
	const other = {
		...isaac,
		name: "mine",
		crossbar: { ...isaac.crossbar, rows: 64 },
		adc: { kind: "fixed", bits: 6, step: 1, signed: true } as const,
		layers: { conv1: { inputBits: 8 } },
	};
	const found = diffDesigns(isaac, other);
	expect(found).toContainEqual({
		field: "name",
		first: "isaac",
		second: "mine",
	});
	expect(found).toContainEqual({
		field: "crossbar.rows",
		first: 128,
		second: 64,
	});
	expect(found).toContainEqual({
		field: "adc.bits",
		first: undefined,
		second: 6,
	});
	expect(found).toContainEqual({
		field: "layers.conv1.inputBits",
		first: undefined,
		second: 8,
	});
	expect(diffDesigns(other, isaac)).toHaveLength(found.length);
});
