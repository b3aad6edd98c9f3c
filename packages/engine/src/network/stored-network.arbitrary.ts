import fc from "fast-check";
import { type PlaceRandom, randomFor } from "../base/random.js";
import { sizeOf } from "../base/tensor.js";
import type { Network, NetworkNode } from "./network.js";
import type { LinearScale } from "./nodes/quantize-linear.js";
import type { SmallNetwork } from "./small-network.arbitrary.js";

/** Ranges of the integer types that quantised files use. */
const TYPES = [
	{ min: -128, max: 127 },
	{ min: 0, max: 255 },
] as const;

/**
 * A small network as quantised files have it: padded, grouped convolutions and dense layers of stored integers, a
 * shortcut, pooling and a concatenation, each between codes with zero points. Scales are powers of two and sums small,
 * so that float32 is exact.
 */
export function anyStoredNetwork(count: number): fc.Arbitrary<SmallNetwork> {
	return fc
		.record({
			size: fc.constantFrom(4, 6),
			groups: fc.integer({ min: 1, max: 2 }),
			weightType: fc.constantFrom(...TYPES),
			pads: fc.constantFrom([0, 0, 0, 0], [1, 1, 1, 1], [1, 0, 0, 1]),
			seed: fc.nat(),
		})
		.map((choice) => {
			const random = randomFor(choice.seed, "stored network");
			const network = storedNetwork(choice, random);
			const values = count * sizeOf(network.input.shape);
			const images = Float32Array.from(
				{ length: values },
				(_, i) => 8 * random.uniform(100, i) - 4,
			);
			return { network, images, count };
		});
}

interface Choice {
	readonly size: number;
	readonly groups: number;
	readonly weightType: (typeof TYPES)[number];
	readonly pads: readonly number[];
}

function storedNetwork(
	{ size, groups, weightType, pads }: Choice,
	random: PlaceRandom,
): Network {
	const nodes: NetworkNode[] = [];
	let place = 0;
	const integer = (min: number, max: number): number =>
		min + Math.floor(random.uniform(place++, 0) * (max - min + 1));
	/** Stores a tensor in codes of either sign and reads it again. */
	const stored = (tensor: string, from: string, exponent: number): string => {
		const type = TYPES[integer(0, 1)]!;
		const middle = (type.min + type.max + 1) / 2;
		// Even: a sum and its zero point are rounded as one (`SingleAddition`), which moves ties where it is odd.
		const zeroPoint =
			integer(0, 2) === 0 ? type.min : middle + 2 * integer(-4, 4);
		const scale = linearScale(2 ** exponent, zeroPoint);
		nodes.push(
			{
				kind: "quantize-linear",
				name: `${tensor}/q`,
				inputs: [from],
				...scale,
				...type,
			},
			{
				kind: "dequantize-linear",
				name: tensor,
				inputs: [`${tensor}/q`],
				...scale,
				...type,
			},
		);
		return tensor;
	};
	const layer = (shape: readonly number[]) => {
		const outputs = shape[0]!;
		const rows = sizeOf(shape) / outputs;
		const { min, max } = weightType;
		const zero = min === 0 ? 120 + integer(0, 9) : 0;
		const zeroPoints = new Int32Array(outputs).fill(zero);
		const scales = Float64Array.from(
			{ length: outputs },
			() => 2 ** integer(-7, -5),
		);
		const codes = Int32Array.from({ length: outputs * rows }, () =>
			Math.min(Math.max(zero + integer(-60, 60), min), max),
		);
		const data = Float32Array.from(
			codes,
			(code, i) => (code - zero) * scales[Math.floor(i / rows)]!,
		);
		const bias = Float32Array.from(
			{ length: outputs },
			(_, k) => integer(-9, 9) * 2 ** -3 * scales[k]!,
		);
		const integers = { codes, min, max, scales, zeroPoints };
		return { weights: { shape, data }, bias, integers };
	};
	const image = stored("image", "data", -5);
	nodes.push({
		kind: "convolution",
		name: "conv1",
		inputs: [image],
		...layer([4, 2 / groups, 2, 2]),
		strides: [1, 1],
		pads,
		dilations: [1, 1],
		groups,
	});
	const relu = { kind: "activation", function: { kind: "relu" } } as const;
	nodes.push({ ...relu, name: "relu1", inputs: ["conv1"] });
	const first = stored("first", "relu1", -4);
	nodes.push({
		kind: "convolution",
		name: "conv2",
		inputs: [first],
		...layer([4, 4, 1, 1]),
		strides: [1, 1],
		pads: [0, 0, 0, 0],
		dilations: [1, 1],
		groups: 1,
	});
	const second = stored("second", "conv2", -4);
	nodes.push({
		kind: "arithmetic",
		function: "add",
		name: "sum",
		inputs: [first, second],
	});
	const both = stored("both", "sum", -3);
	const window = { kernel: [2, 2], strides: [1, 1], pads: [0, 0, 0, 0] };
	nodes.push({
		kind: "max-pool",
		name: "greatest",
		inputs: [both],
		...window,
		dilations: [1, 1],
		rounding: "down",
	});
	nodes.push({
		kind: "average-pool",
		name: "mean",
		inputs: [both],
		...window,
		dilations: [1, 1],
		rounding: "down",
		countIncludePad: false,
	});
	const mean = stored("mean-codes", "mean", -3);
	const pair = ["greatest", mean];
	nodes.push({ kind: "concat", name: "pair", inputs: pair, axis: 0 });
	const all = stored("all", "pair", -3);
	nodes.push({ kind: "flatten", name: "flat", inputs: [all] });
	const sides = [size + pads[0]! + pads[2]!, size + pads[1]! + pads[3]!];
	const features = 8 * sizeOf(sides.map((side) => side - 2));
	nodes.push({
		kind: "dense",
		name: "scores",
		inputs: ["flat"],
		...layer([5, features]),
	});
	return {
		name: "stored",
		input: { name: "data", shape: [2, size, size] },
		nodes,
		output: stored("answer", "scores", -2),
	};
}

function linearScale(scale: number, zeroPoint: number): LinearScale {
	return {
		scale: { shape: [], data: Float32Array.of(scale) },
		zeroPoint: { shape: [], data: Float32Array.of(zeroPoint) },
	};
}
