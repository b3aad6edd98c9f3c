import { expect, test } from "vitest";
import { shapesFor } from "../evaluate/evaluate-cost.js";
import { referenceGemm } from "../kernels/gemm/reference.js";
import { oneSmallNetwork } from "../network/small-network.arbitrary.js";
import { presetDesign } from "../presets/preset-designs.js";
import { calibrate } from "../quantize/calibration.js";
import { createOptionSource } from "./layer-options.js";
import { createScoreProbe } from "./score-probe.js";

const IMAGES = 12;
const { network, images } = oneSmallNetwork(IMAGES);
const ranges = calibrate(network, images, IMAGES, referenceGemm);
const isaac = presetDesign("isaac");
const design = {
	...isaac,
	operands: { ...isaac.operands, inputSign: "where-needed" as const },
};
const shapes = shapesFor(network, design);
const probe = createScoreProbe(
	{ network, ranges },
	design.operands,
	{ images, count: IMAGES },
	1,
);

/** Noise of the first layer's options by its bits, as `weights × inputs`. */
function noises(own: { weightBits?: number; inputBits?: number }) {
	const stored = shapes.map((shape) => ({ ...shape, ...own }));
	const { layers } = createOptionSource(stored, probe).table(design, {
		knobs: ["operands"],
		alike: false,
	});
	return new Map(
		layers[0]!.map(({ setting, noise }) => [
			`${setting.weightBits} × ${setting.inputBits}`,
			noise,
		]),
	);
}

test("operands that the file has as codes add no noise in as many bits, and some in fewer", () => {
	expect(noises({}).get("8 × 8")).toBeGreaterThan(0);
	const stored = noises({ weightBits: 8, inputBits: 6 });
	expect(stored.get("8 × 6")).toBe(0);
	expect(stored.get("7 × 6")).toBeGreaterThan(0);
	expect(stored.get("8 × 5")).toBeGreaterThan(0);
	expect(stored.has("8 × 7")).toBe(false);
});
