import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomFor } from "../base/random.js";
import { sizeOf, type Tensor } from "../base/tensor.js";
import { referenceGemm } from "../kernels/gemm/reference.js";
import { createWasmGemm } from "../kernels/gemm/wasm.js";
import { runFloatReference } from "./float-reference.js";
import { inferShapes } from "./infer-shapes.js";
import type { ConvolutionNode, Network, NetworkNode } from "./network.js";

const random = randomFor(1, "float reference test");
const randomData = (length: number, place: number): Float32Array =>
	Float32Array.from({ length }, (_, i) => random.uniform(place, i) - 0.5);
const randomTensor = (shape: readonly number[], place: number): Tensor => ({
	shape,
	data: randomData(sizeOf(shape), place),
});

/** Any convolution on a small image, with every parameter that lowering depends on. */
const convolutions = fc
	.record({
		groups: fc.integer({ min: 1, max: 3 }),
		channelsPerGroup: fc.integer({ min: 1, max: 3 }),
		outputsPerGroup: fc.integer({ min: 1, max: 3 }),
		kernel: fc.tuple(
			fc.integer({ min: 1, max: 3 }),
			fc.integer({ min: 1, max: 4 }),
		),
		strides: fc.tuple(
			fc.integer({ min: 1, max: 3 }),
			fc.integer({ min: 1, max: 3 }),
		),
		dilations: fc.tuple(
			fc.integer({ min: 1, max: 2 }),
			fc.integer({ min: 1, max: 2 }),
		),
		pads: fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3), fc.nat(3)),
		size: fc.tuple(
			fc.integer({ min: 7, max: 9 }),
			fc.integer({ min: 7, max: 9 }),
		),
	})
	.map(({ channelsPerGroup, outputsPerGroup, kernel, size, ...rest }) => ({
		node: {
			...rest,
			kind: "convolution",
			name: "conv",
			inputs: ["data"],
			weights: randomTensor(
				[rest.groups * outputsPerGroup, channelsPerGroup, ...kernel],
				1,
			),
			bias: randomData(rest.groups * outputsPerGroup, 2),
		} satisfies ConvolutionNode,
		shape: [rest.groups * channelsPerGroup, ...size],
	}));

describe("convolution", () => {
	test("is the sum that the ONNX standard defines", () => {
		const gemm = createWasmGemm();
		fc.assert(
			fc.property(convolutions, ({ node, shape }) => {
				const network = single(node, shape);
				const images = randomData(2 * sizeOf(shape), 3);
				const actual = runFloatReference(network, images, { gemm });
				const expected = convolveDirectly(
					node,
					shape,
					inferShapes(network).get("conv")!,
					images,
				);
				expect(actual.length).toBe(expected.length);
				for (const [i, value] of expected.entries())
					expect(actual[i]).toBeCloseTo(value, 5);
			}),
		);
	});
});

test("max-pool ignores the padding, softmax sums to 1, dense and flatten keep images apart", () => {
	const nodes: readonly NetworkNode[] = [
		{
			kind: "max-pool",
			dilations: [1, 1],
			rounding: "down",
			name: "pool",
			inputs: ["data"],
			kernel: [2, 2],
			strides: [2, 2],
			pads: [1, 1, 0, 0],
		},
		{
			kind: "activation",
			function: { kind: "relu" },
			name: "relu",
			inputs: ["pool"],
		},
		{ kind: "flatten", name: "flatten", inputs: ["relu"] },
		{
			kind: "dense",
			name: "ip",
			inputs: ["flatten"],
			weights: {
				shape: [2, 4],
				data: Float32Array.of(1, 0, 0, 0, 0, 1, 10, 100),
			},
			bias: Float32Array.of(0.5, 0),
		},
		{ kind: "softmax", axis: 0, name: "softmax", inputs: ["ip"] },
	];
	const network: Network = {
		name: "test",
		input: { name: "data", shape: [1, 3, 3] },
		nodes,
		output: "softmax",
	};
	const images = Float32Array.of(
		-1,
		-2,
		-3,
		-4,
		-5,
		-6,
		-7,
		-8,
		-9,
		1,
		2,
		3,
		4,
		5,
		6,
		7,
		8,
		9,
	);
	const seen = new Map<string, number[]>();
	const output = runFloatReference(network, images, {
		gemm: referenceGemm,
		onTensor: (name, data) => seen.set(name, [...data]),
	});
	expect(Object.fromEntries(seen)).toMatchObject({
		data: [...images],
		pool: [-1, -2, -4, -5, 1, 3, 7, 9],
		relu: [0, 0, 0, 0, 1, 3, 7, 9],
		ip: [0.5, 0, 1.5, 973],
	});
	expect(output[0]! + output[1]!).toBeCloseTo(1, 6);
	expect(output[0]! / output[1]!).toBeCloseTo(Math.exp(0.5), 5);
	expect([output[2], output[3]]).toEqual([0, 1]);
});

test("refuses images of another size", () => {
	const network = single(
		{
			kind: "activation",
			function: { kind: "relu" },
			name: "relu",
			inputs: ["data"],
		},
		[2, 2],
	);
	expect(() =>
		runFloatReference(network, new Float32Array(6), { gemm: referenceGemm }),
	).toThrow("input data: 6 values are no whole number of images of [2,2]");
});

function single(node: NetworkNode, shape: readonly number[]): Network {
	return {
		name: "test",
		input: { name: "data", shape },
		nodes: [node],
		output: node.name,
	};
}

/** In float64, without lowering. */
function convolveDirectly(
	{ weights, bias, strides, pads, dilations, groups }: ConvolutionNode,
	inputShape: readonly number[],
	outputShape: readonly number[],
	images: Float32Array,
): Float64Array {
	const [channels, height, width] = inputShape as [number, number, number];
	const [outputs, perGroup, kernelHeight, kernelWidth] = weights.shape as [
		number,
		number,
		number,
		number,
	];
	const sum = (
		image: number,
		output: number,
		oy: number,
		ox: number,
	): number => {
		let total = bias[output]!;
		const firstChannel = Math.floor(output / (outputs / groups)) * perGroup;
		for (let c = 0; c < perGroup; c++) {
			for (let ky = 0; ky < kernelHeight; ky++) {
				for (let kx = 0; kx < kernelWidth; kx++) {
					const y = oy * strides[0]! + ky * dilations[0]! - pads[0]!;
					const x = ox * strides[1]! + kx * dilations[1]! - pads[1]!;
					if (y < 0 || y >= height || x < 0 || x >= width) continue;
					const pixel =
						images[
							((image * channels + firstChannel + c) * height + y) * width + x
						]!;
					total +=
						pixel *
						weights.data[
							((output * perGroup + c) * kernelHeight + ky) * kernelWidth + kx
						]!;
				}
			}
		}
		return total;
	};
	const [, outputHeight, outputWidth] = outputShape as [number, number, number];
	const positions = outputHeight * outputWidth;
	const batch = images.length / sizeOf(inputShape);
	return Float64Array.from({ length: batch * outputs * positions }, (_, i) => {
		const plane = Math.floor(i / positions);
		const position = i % positions;
		return sum(
			Math.floor(plane / outputs),
			plane % outputs,
			Math.floor(position / outputWidth),
			position % outputWidth,
		);
	});
}
