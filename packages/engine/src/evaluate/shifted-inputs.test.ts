import { expect, test } from "vitest";
import type { Design, InputSign } from "../design/design.js";
import { planLayer } from "../map/plan-layer.js";
import { presetDesign } from "../presets/preset-designs.js";
import { evaluate } from "./evaluate.js";
import { shapesFor } from "./evaluate-cost.js";
import { labelledSmallNetwork } from "./labelled-small-network.support.js";
import { prepareNetwork } from "./prepare-network.js";

const { network, all } = labelledSmallNetwork(12);
const isaac = presetDesign("isaac");

const designOf = (inputSign: InputSign, inputBits: number): Design => ({
	...isaac,
	operands: { ...isaac.operands, weightBits: 6, inputBits, inputSign },
	encoding: {
		...isaac.encoding,
		digitBits: 2,
		correction: "digital-count",
	},
	adc: { kind: "lossless" },
});

test("images that are shifted are read in fewer planes, and classified as before", async () => {
	const prepared = await prepareNetwork(network, {
		calibration: all,
		test: all,
	});
	const [signed, shifted] = await Promise.all([
		evaluate(prepared, designOf("where-needed", 6)),
		evaluate(prepared, designOf("shifted", 6)),
	]);
	expect(shifted!.accuracy).toEqual(signed!.accuracy);
	const planesOf = (inputSign: InputSign) => {
		const design = designOf(inputSign, 6);
		return planLayer(shapesFor(network, design)[0]!, design).inputPlanes;
	};
	// Three digits of two bits; with a sign two, one of one bit, and the sign.
	expect(planesOf("shifted")).toHaveLength(3);
	expect(planesOf("where-needed")).toHaveLength(4);
});

test("refuses to shift signs of one bit", async () => {
	const prepared = await prepareNetwork(network, {
		calibration: all,
		test: all,
	});
	const design = {
		...designOf("shifted", 6),
		layers: { conv1: { inputBits: 1 } },
	};
	await expect(evaluate(prepared, design)).rejects.toThrow(
		"isaac: conv1: found 1-bit inputs of either sign, expected 2 or more to shift, or operands.inputSign: where-needed",
	);
});
