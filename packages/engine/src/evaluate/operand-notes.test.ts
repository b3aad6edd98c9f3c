import { expect, test } from "vitest";
import { planLayer } from "../map/plan-layer.js";
import { smallShape as shape } from "../network/layer-shape.support.js";
import { presetDesign } from "../presets/preset-designs.js";
import { operandNotes } from "./operand-notes.js";

test("layers that keep their own bits are told, unless the design names them", () => {
	const isaac = presetDesign("isaac");
	const own = { ...shape, weightBits: 8, inputBits: 8 };
	const notes = (design: typeof isaac, ...shapes: (typeof shape)[]) =>
		operandNotes(
			shapes.map((layer) => planLayer(layer, design)),
			design,
		);
	expect(notes(isaac, shape)).toEqual([]);
	expect(notes(isaac, shape, own)).toEqual([
		"1 of 2 layers keep the network's own weights of 8 bits, where the design says 16",
		"1 of 2 layers keep the network's own inputs of 8 bits, where the design says 16",
	]);
	const forced = {
		...isaac,
		layers: { conv: { weightBits: 4, inputBits: 16 } },
	};
	expect(notes(forced, own)).toEqual([]);
});
