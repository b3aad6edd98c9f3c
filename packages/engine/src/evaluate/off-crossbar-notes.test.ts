import { expect, test } from "vitest";
import { InputError } from "../base/input-error.js";
import { importOnnx } from "../network/import/onnx/import-onnx.js";
import { tensor } from "../network/import/onnx/networks.support.js";
import { onnxFile } from "../network/import/onnx/onnx-file.support.js";
import { presetDesign } from "../presets/preset-designs.js";
import { evaluateCost } from "./evaluate-cost.js";

const isaac = presetDesign("isaac");
const up = { type: "ConvTranspose", inputs: ["data", "t"], output: "up" };
const file = (nodes: readonly { readonly type: string }[]) =>
	importOnnx(
		onnxFile({
			input: [2, 4, 4],
			floats: { t: tensor(2, 3, 2, 2), w: tensor(4, 3, 1, 1) },
			nodes: nodes as (typeof up)[],
		}),
	);

test("a product that no crossbar computes is told", () => {
	const conv = { type: "Conv", inputs: ["up", "w"], output: "out" };
	expect(evaluateCost(file([up, conv]), isaac).notes).toEqual([
		"not in these figures: transposed-convolution up, which no crossbar computes",
	]);
});

test("a network without anything to put on crossbars is refused", () => {
	for (const last of [up, { type: "Relu", inputs: ["data"], output: "out" }])
		expect(() => evaluateCost(file([last]), isaac)).toThrow(
			new InputError(
				"the network has no convolution or dense layer with weights, expected at least one to put on crossbars",
			),
		);
});
