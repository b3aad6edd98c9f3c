import { describe, expect, test } from "vitest";
import { createWasmGemm } from "../kernels/gemm/wasm.js";
import { runFloatReference } from "../network/float-reference.js";
import type { Network, NetworkNode } from "../network/network.js";
import { calibrate } from "./calibration.js";
import { equalizeChannels } from "./equalize-channels.js";
import { integerProduct } from "./integer-product.js";
import { quantizeNetwork } from "./quantize-network.js";
import { runInBatches } from "./run-quantized.js";

const gemm = createWasmGemm();
const INPUT = [3, 6, 6];
const COUNT = 20;
const wave = (length: number, seed: number): Float32Array =>
	Float32Array.from({ length }, (_, i) => Math.sin(seed + 12.9898 * (i + 1)));
const images = wave(COUNT * 3 * 36, 1);

/** A convolution of 3×3; `spread` is how much stronger its first outputs are than its last ones. */
function convolution(
	name: string,
	inputs: readonly string[],
	[outputs, channels]: readonly [number, number],
	{ groups = 1, spread = 1 } = {},
): NetworkNode {
	const rows = (channels / groups) * 9;
	const data = wave(outputs * rows, name.length).map(
		(w, i) => w * spread ** (1 - Math.floor(i / rows) / outputs),
	);
	return {
		kind: "convolution",
		name,
		inputs,
		weights: { shape: [outputs, channels / groups, 3, 3], data },
		bias: wave(outputs, 5),
		groups,
		strides: [1, 1],
		pads: [1, 1, 1, 1],
		dilations: [1, 1],
	};
}

const relu = (input: string): NetworkNode => ({
	kind: "activation",
	name: `relu_${input}`,
	inputs: [input],
	function: { kind: "relu" },
});

/** Two branches of uneven channels, joined, pooled and read by a grouped convolution and by another one behind it. */
const branches: Network = {
	name: "branches",
	input: { name: "data", shape: INPUT },
	output: "last",
	nodes: [
		convolution("stem", ["data"], [4, 3], { spread: 100 }),
		relu("stem"),
		convolution("left", ["relu_stem"], [4, 4], { spread: 50 }),
		relu("left"),
		convolution("right", ["relu_stem"], [2, 4], { spread: 20 }),
		relu("right"),
		{
			kind: "concat",
			name: "both",
			inputs: ["relu_left", "relu_right"],
			axis: 0,
		},
		{
			kind: "max-pool",
			name: "pool",
			inputs: ["both"],
			kernel: [2, 2],
			strides: [2, 2],
			pads: [0, 0, 0, 0],
			dilations: [1, 1],
			rounding: "down",
		},
		convolution("grouped", ["pool"], [4, 6], { groups: 2, spread: 30 }),
		relu("grouped"),
		convolution("last", ["relu_grouped"], [3, 4]),
	],
};

/** Outputs of the float network, with the greatest magnitude of each tensor's channels. */
function run(network: Network) {
	const reaches = new Map<string, readonly number[]>();
	const scores = runFloatReference(network, images, {
		gemm,
		onTensor: (name, data) => {
			const layer = network.nodes.find((node) => node.name === name);
			if (layer?.kind !== "convolution") return;
			const channels = layer.weights.shape[0]!;
			const size = data.length / COUNT / channels;
			const own = Array.from({ length: channels }, () => 0);
			for (const [i, x] of data.entries()) {
				const c = Math.floor(i / size) % channels;
				own[c] = Math.max(own[c]!, x);
			}
			reaches.set(name, own);
		},
	});
	return { scores, reaches };
}

/** Signal over error of the integers against float, in dB. */
function sqnr(network: Network, bits: number): number {
	const ranges = calibrate(network, images, COUNT, gemm);
	const quantized = quantizeNetwork(network, ranges, {
		inputSign: "where-needed",
		bitsOf: () => ({ weightBits: bits, inputBits: bits }),
	});
	const { scale } = quantized.nodes.at(-1)!.output;
	const codes = runInBatches(quantized, images, COUNT, integerProduct, {
		batch: COUNT,
	});
	let signal = 0;
	let error = 0;
	for (const [i, y] of run(network).scores.entries()) {
		signal += y ** 2;
		error += (y - codes[i]! * scale) ** 2;
	}
	return 10 * Math.log10(signal / error);
}

describe("channels of more even ranges", () => {
	const equalized = equalizeChannels(branches, images, COUNT, gemm);

	test("are read back: the function is the same", () => {
		const { scores } = run(branches);
		const most = scores.reduce((a, x) => Math.max(a, Math.abs(x)), 0);
		for (const [i, x] of run(equalized).scores.entries())
			expect(Math.abs(x - scores[i]!)).toBeLessThan(1e-5 * most);
	});

	test("differ less, and no tensor grows", () => {
		const spreadOf = (reaches: readonly number[]) =>
			Math.max(...reaches) / Math.min(...reaches);
		const before = run(branches).reaches;
		const after = run(equalized).reaches;
		for (const name of ["stem", "left", "right", "grouped"]) {
			expect(spreadOf(after.get(name)!)).toBeLessThan(
				0.7 * spreadOf(before.get(name)!),
			);
			const most = Math.max(...before.get(name)!);
			expect(Math.max(...after.get(name)!) / most).toBeCloseTo(1, 5);
		}
		expect(after.get("last")!.length).toBe(3);
	});

	test("lose less in integers", () => {
		expect(sqnr(equalized, 8)).toBeGreaterThan(sqnr(branches, 8) + 2);
	});

	test("are left alone where the answer, a sum or another function reads them", () => {
		const nodes: readonly NetworkNode[] = [
			convolution("first", ["data"], [3, 3], { spread: 100 }),
			{
				kind: "arithmetic",
				name: "sum",
				inputs: ["first", "data"],
				function: "add",
			},
			convolution("second", ["sum"], [3, 3], { spread: 100 }),
			{
				kind: "activation",
				name: "six",
				inputs: ["second"],
				function: { kind: "clip", min: 0, max: 6 },
			},
			convolution("third", ["six"], [3, 3], { spread: 100 }),
		];
		const network: Network = { ...branches, nodes, output: "third" };
		const same = equalizeChannels(network, images, COUNT, gemm);
		expect(same.nodes).toEqual(nodes);
	});
});
