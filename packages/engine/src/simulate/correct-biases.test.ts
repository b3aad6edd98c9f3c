import { expect, test } from "vitest";
import type { Design } from "../design/design.js";
import { resolveDesign } from "../design/resolve-design.js";
import { presetLookup } from "../presets/preset-designs.js";
import { integerProduct } from "../quantize/integer-product.js";
import type { QuantizedNetwork } from "../quantize/quantized-network.js";
import { correctBiases } from "./correct-biases.js";
import { layerCase } from "./layer-case.arbitrary.js";
import { programNetwork } from "./simulate-images.js";

const IMAGES = 40;
const ROWS = 30;
const OUTPUTS = 5;

/** One dense layer of 8-bit operands whose inputs are 0 … 255. */
function oneLayer(device: string) {
	const design: Design = resolveDesign(
		{
			name: "biases",
			text: `extends: isaac
operands: { weightBits: 8, inputBits: 8, inputSign: where-needed }
adc: { kind: lossless }
device: ${device}`,
		},
		presetLookup,
	);
	const { layer, mapping } = layerCase(design, {
		rows: ROWS,
		outputs: OUTPUTS,
		groups: 1,
		positions: 1,
		signedInputs: false,
		operands: "even",
		seed: 5,
	});
	const network: QuantizedNetwork = {
		name: "one layer",
		input: layer.input,
		nodes: [layer],
		output: layer.output.name,
	};
	const whole = {
		layers: [mapping],
		installedAdcBits: mapping.adc.bits,
		chips: { available: 1, used: 1 },
		tiles: { available: 1, used: 1 },
		pes: { available: 1, used: 1 },
	};
	return programNetwork(network, whole, design, 3);
}

function biasOf({ nodes: [layer] }: QuantizedNetwork): Float64Array {
	if (layer?.kind !== "matrix") throw new Error("expected a matrix layer");
	return layer.bias;
}

const images = Float32Array.from(
	{ length: IMAGES * ROWS },
	(_, at) => (at * 89) % 251,
);

test("biases take back what stuck cells add on average", () => {
	const programmed = oneLayer("{ faults: { stuckAtLowResistance: 0.05 } }");
	const before = biasOf(programmed.network);
	const once = correctBiases(programmed, images, IMAGES, integerProduct);
	const corrected = biasOf(once);
	expect(corrected).not.toEqual(before);
	// What the read is off by, from the cells themselves: Σ_r mean x_r · (held − meant weight).
	const { groups, encoded } = programmed.layers.get("conv")!;
	const [segment] = groups[0]![0].segments;
	const { levels, planes, sign } = encoded[0]![0]!;
	for (let k = 0; k < OUTPUTS; k++) {
		let off = 0;
		for (let r = 0; r < ROWS; r++) {
			let mean = 0;
			for (let v = 0; v < IMAGES; v++) mean += images[v * ROWS + r]! / IMAGES;
			planes.forEach(({ significance }, j) => {
				const cell = (r * planes.length + j) * OUTPUTS + k;
				const held = segment!.positive[cell]! * 2 ** -segment!.fractionBits;
				const meant = levels[(j * ROWS + r) * OUTPUTS + k]!;
				off += mean * significance * sign[j * OUTPUTS + k]! * (held - meant);
			});
		}
		expect(corrected[k]! - before[k]!).toBeCloseTo(-off, -0.5);
	}
});

test("biases of an ideal chip stay as they are", () => {
	const programmed = oneLayer("{ programming: { kind: none } }");
	expect(correctBiases(programmed, images, IMAGES).nodes).toEqual(
		programmed.network.nodes,
	);
});
