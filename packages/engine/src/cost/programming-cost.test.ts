import { expect, test } from "vitest";
import type { Design } from "../design/design.js";
import { resolveDesign } from "../design/resolve-design.js";
import { placeLayer } from "../map/place-layers.js";
import { planLayer } from "../map/plan-layer.js";
import { presetLookup } from "../presets/preset-designs.js";
import { programmingCost } from "./programming-cost.js";

const WRITING = `components: { cell: { programming: { pulsesPerCell: 100, energyPerCell: 1 nJ, timePerCell: 20 us, cellsAtOnce: 4, source: "a test, for no cell" } } }`;
const designOf = (text: string): Design =>
	resolveDesign(
		{
			name: "writing",
			text: `extends: isaac\noperands: { weightBits: 8 }\n${text}`,
		},
		presetLookup,
	);

/** 200 rows × 40 outputs, in 3 copies. */
function costOf(text: string) {
	const design = designOf(text);
	const shape = {
		layer: "conv",
		rows: 200,
		outputs: 40,
		groups: 1,
		positions: 9,
		signedInputs: false,
		inputValues: 200,
		leadPositions: 9,
		activations: 0,
		poolOutputs: 0,
	};
	const layer = placeLayer(planLayer(shape, design), 3, 8);
	return programmingCost({ layers: [layer] }, design);
}

test("every cell of every copy is written, arrays side by side and a few cells at a time", () => {
	// 8-bit weights in cells of 2 bits: 4 digits; 128 rows of 32 outputs fill an array.
	const cells = 3 * 200 * 40 * 4;
	const cost = costOf(WRITING)!;
	expect(cost.cells).toBe(cells);
	expect(cost.pulses).toBe(100 * cells);
	expect(cost.energy).toBeCloseTo(1e-9 * cells, 15);
	expect(cost.time).toBeCloseTo(((128 * 128) / 4) * 20e-6, 12);
});

test("cells of the same digit are written each", () => {
	const one = costOf(WRITING)!;
	const two = costOf(
		`${WRITING}\ncrossbar: { mitigations: { cellsPerDigit: 2 } }`,
	)!;
	expect(two.cells).toBe(2 * one.cells);
	expect(two.time).toBeCloseTo(one.time, 12);
});

test("a design that does not say what writing takes has no such cost", () => {
	expect(costOf("")).toBeUndefined();
});
