import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codeRange } from "../network/tensor-codes.js";
import { integerProduct } from "./integer-product.js";
import type {
	QuantizedMatrixLayer,
	QuantizedNetwork,
	QuantizedTensor,
} from "./quantized-network.js";
import { runQuantized } from "./run-quantized.js";
import { constantZeroPointTerms } from "./zero-point-terms.js";

describe("a convolution of codes with zero points", () => {
	test("is that of the codes less their zero points, zeros around them", () => {
		fc.assert(
			fc.property(anyCase(), (given) => {
				const { network, layer, image } = given;
				const sums = runQuantized(network, image, 1, integerProduct);
				expect([...sums]).toEqual(valueByValue(layer, image));
			}),
			{ numRuns: 200 },
		);
	});

	test("of 1-bit codes is the product of ±1", () => {
		const layer = oneBitDense([
			[1, -1, -1],
			[1, 1, -1],
		]);
		const images = Float32Array.of(1, -1, 1, -1, -1, -1);
		const sums = runQuantized(networkOf(layer), images, 2, integerProduct);
		expect([...sums]).toEqual([1, -1, 1, -1]);
	});
});

/** A grouped, padded convolution over an image whose float values are its own codes less their zero point. */
function anyCase() {
	return fc
		.record({
			groups: fc.integer({ min: 1, max: 2 }),
			outputs: fc.integer({ min: 1, max: 3 }),
			size: fc.integer({ min: 3, max: 5 }),
			pad: fc.integer({ min: 0, max: 2 }),
			signed: fc.boolean(),
			zeroPoint: fc.integer({ min: -8, max: 15 }),
			weightZeroPoints: fc.array(fc.integer({ min: -8, max: 7 }), {
				minLength: 6,
				maxLength: 6,
			}),
			weights: fc.infiniteStream(fc.integer({ min: -8, max: 7 })),
			codes: fc.infiniteStream(fc.integer({ min: 0, max: 15 })),
		})
		.map((choice) => {
			const { groups, outputs, size, pad, signed } = choice;
			const take = (stream: Iterator<number>, count: number): number[] =>
				Array.from({ length: count }, () => stream.next().value as number);
			const least = signed ? -8 : 0;
			const zeroPoint = Math.max(least, choice.zeroPoint - (signed ? 8 : 0));
			const outputSize = size + 2 * pad - 1;
			const input: QuantizedTensor = {
				name: "x",
				shape: [2 * groups, size, size],
				scale: 1,
				zeroPoint,
				bits: 4,
				signed,
			};
			const weightZeroPoints = Float64Array.from(
				choice.weightZeroPoints.slice(0, groups * outputs),
			);
			const weights = Int32Array.from(
				take(choice.weights, groups * 8 * outputs),
			);
			const layer: QuantizedMatrixLayer = {
				kind: "matrix",
				name: "conv",
				input,
				output: scores([groups * outputs, outputSize, outputSize]),
				geometry: {
					channels: 2 * groups,
					height: size,
					width: size,
					groups,
					kernelHeight: 2,
					kernelWidth: 2,
					strideY: 1,
					strideX: 1,
					dilationY: 1,
					dilationX: 1,
					padTop: pad,
					padLeft: pad,
					outputHeight: outputSize,
					outputWidth: outputSize,
					rows: 8,
					positions: outputSize ** 2,
				},
				groups,
				rows: 8,
				outputs,
				positions: outputSize ** 2,
				weightBits: 4,
				weights,
				weightScales: new Float64Array(groups * outputs).fill(1),
				weightZeroPoints,
				bias: constantZeroPointTerms(input, {
					rows: 8,
					outputs,
					weights,
					weightZeroPoints,
				}),
				activation: "none",
				precision: "float64",
			};
			const image = Float32Array.from(
				take(choice.codes, 2 * groups * size * size),
				(code) => code + least - zeroPoint,
			);
			return { network: networkOf(layer), layer, image };
		});
}

/** Each sum by its definition, from the values that the codes stand for. */
function valueByValue(
	layer: QuantizedMatrixLayer,
	image: Float32Array,
): number[] {
	const { groups, outputs, rows, weights, weightZeroPoints, input } = layer;
	const [, size] = input.shape as [number, number];
	const [, outputSize] = layer.output.shape as [number, number];
	const pad = (outputSize + 1 - size) / 2;
	const pixel = (c: number, y: number, x: number): number =>
		y < 0 || x < 0 || y >= size || x >= size
			? 0
			: image[(c * size + y) * size + x]!;
	const sums: number[] = [];
	for (let k = 0; k < groups * outputs; k++) {
		const group = Math.floor(k / outputs);
		for (let y = 0; y < outputSize; y++) {
			for (let x = 0; x < outputSize; x++) {
				let sum = 0;
				for (let r = 0; r < rows; r++) {
					const [c, dy, dx] = [r >> 2, (r >> 1) & 1, r & 1];
					const weight = weights[(group * rows + r) * outputs + (k % outputs)]!;
					sum +=
						pixel(2 * group + c, y + dy - pad, x + dx - pad) *
						(weight - weightZeroPoints[k]!);
				}
				sums.push(sum);
			}
		}
	}
	return sums;
}

function oneBitDense(
	weights: readonly (readonly number[])[],
): QuantizedMatrixLayer {
	const [rows, outputs] = [weights[0]!.length, weights.length];
	const input = {
		name: "x",
		shape: [rows],
		scale: 2,
		zeroPoint: -0.5,
		bits: 1,
		signed: true,
	};
	const sizes = {
		rows,
		outputs,
		weights: Int32Array.from({ length: rows * outputs }, (_, i) =>
			weights[i % outputs]![Math.floor(i / outputs)]! < 0 ? -1 : 0,
		),
		weightZeroPoints: new Float64Array(outputs).fill(-0.5),
	};
	return {
		kind: "matrix",
		name: "ip",
		input,
		output: scores([outputs]),
		geometry: "dense",
		groups: 1,
		positions: 1,
		weightBits: 1,
		weightScales: new Float64Array(outputs).fill(2),
		bias: constantZeroPointTerms(input, sizes),
		activation: "none",
		precision: "float64",
		...sizes,
	};
}

function scores(shape: readonly number[]): QuantizedTensor {
	return { name: "y", shape, scale: 1, zeroPoint: 0, bits: 16, signed: true };
}

function networkOf(layer: QuantizedMatrixLayer): QuantizedNetwork {
	return { name: "n", input: layer.input, nodes: [layer], output: "y" };
}

test("codes of 1 bit are −1 and 0", () => {
	expect(codeRange({ bits: 1, signed: true })).toEqual([-1, 0]);
});
