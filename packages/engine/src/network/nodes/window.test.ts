import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomFor } from "../../base/random.js";
import { sizeOf } from "../../base/tensor.js";
import { referenceGemm } from "../../kernels/gemm/reference.js";
import { inferNodeShape } from "../infer-shapes.js";
import type { ConvolutionNode, NetworkNode } from "../network.js";
import { runNode } from "../run-node.js";

const random = randomFor(1, "windows");
const values = (length: number, place: number): Float32Array =>
	Float32Array.from({ length }, (_, i) => random.normal(place, i));

function run(node: NetworkNode, shape: readonly number[], data: Float32Array) {
	const outputShape = inferNodeShape(node, [shape]);
	const batch = data.length / sizeOf(shape);
	const output = runNode(
		node,
		[{ batch, shape, data }],
		outputShape,
		referenceGemm,
	);
	return { shape: outputShape, data: Array.from(output.data) };
}

const place = { name: "node", inputs: ["data"] };

/** A window along one axis. */
const anyAxis = fc
	.record({
		size: fc.integer({ min: 5, max: 8 }),
		kernel: fc.integer({ min: 1, max: 3 }),
		stride: fc.integer({ min: 1, max: 3 }),
		before: fc.integer({ min: 0, max: 2 }),
		after: fc.integer({ min: 0, max: 2 }),
		dilation: fc.integer({ min: 1, max: 2 }),
	})
	.map((axis) => {
		const most = (axis.kernel - 1) * axis.dilation;
		return {
			...axis,
			before: Math.min(axis.before, most),
			after: Math.min(axis.after, most),
		};
	});
type Axis = typeof anyAxis extends fc.Arbitrary<infer T> ? T : never;

const flat: Axis = {
	size: 1,
	kernel: 1,
	stride: 1,
	before: 0,
	after: 0,
	dilation: 1,
};

const windowOf = (axes: readonly Axis[]) => ({
	kernel: axes.map(({ kernel }) => kernel),
	strides: axes.map(({ stride }) => stride),
	dilations: axes.map(({ dilation }) => dilation),
	pads: [...axes.map(({ before }) => before), ...axes.map((a) => a.after)],
});

function convolution(axes: readonly Axis[], groups: number): ConvolutionNode {
	const { kernel, ...steps } = windowOf(axes);
	const shape = [4, 4 / groups, ...kernel];
	const weights = { shape, data: values(sizeOf(shape), 1) };
	const bias = new Float32Array(4);
	return { ...place, kind: "convolution", weights, bias, groups, ...steps };
}

const inputOf = (axes: readonly Axis[]): readonly number[] => [
	4,
	...axes.map(({ size }) => size),
];

describe("windows over one, two and three axes", () => {
	test("agree where the others have a size of 1", () => {
		fc.assert(
			fc.property(
				fc.array(anyAxis, { minLength: 1, maxLength: 2 }),
				fc.constantFrom(1, 2, 4),
				fc.constantFrom("down" as const, "up" as const),
				fc.boolean(),
				(axes, groups, rounding, countIncludePad) => {
					const more = [flat, ...axes];
					const input = values(2 * sizeOf(inputOf(axes)), 2);
					const pairs: readonly (readonly [NetworkNode, NetworkNode])[] = [
						[convolution(axes, groups), convolution(more, groups)],
						[axes, more].map((all) => ({
							...place,
							...windowOf(all),
							kind: "max-pool" as const,
							rounding,
						})) as unknown as readonly [NetworkNode, NetworkNode],
						[axes, more].map((all) => ({
							...place,
							...windowOf(all),
							kind: "average-pool" as const,
							rounding,
							countIncludePad,
						})) as unknown as readonly [NetworkNode, NetworkNode],
					];
					for (const [fewer, node] of pairs) {
						const expected = run(fewer, inputOf(axes), input);
						const actual = run(node, inputOf(more), input);
						expect(actual.data).toEqual(expected.data);
						expect(actual.shape).toEqual([4, 1, ...expected.shape.slice(1)]);
					}
				},
			),
			{ numRuns: 60 },
		);
	});

	test("a mean that counts the padding is a convolution by equal weights", () => {
		fc.assert(
			fc.property(fc.array(anyAxis, { minLength: 1, maxLength: 3 }), (axes) => {
				const { kernel, ...steps } = windowOf(axes);
				const shape = [4, 1, ...kernel];
				const share = 1 / sizeOf(kernel);
				const data = new Float32Array(sizeOf(shape)).fill(share);
				const input = values(sizeOf(inputOf(axes)), 3);
				const mean = run(
					{
						...place,
						kind: "average-pool",
						kernel,
						...steps,
						rounding: "down",
						countIncludePad: true,
					},
					inputOf(axes),
					input,
				);
				const product = run(
					{
						...place,
						kind: "convolution",
						weights: { shape, data },
						bias: new Float32Array(4),
						groups: 4,
						...steps,
					},
					inputOf(axes),
					input,
				);
				expect(mean.shape).toEqual(product.shape);
				for (const [i, value] of mean.data.entries())
					expect(product.data[i]).toBeCloseTo(value, 5);
			}),
			{ numRuns: 60 },
		);
	});

	test("a transposed convolution is the adjoint: ⟨conv x, y⟩ = ⟨x, transposed y⟩", () => {
		fc.assert(
			fc.property(
				fc.array(anyAxis, { minLength: 1, maxLength: 3 }),
				fc.constantFrom(1, 2, 4),
				(axes, groups) => {
					const { kind: _, ...layer } = convolution(axes, groups);
					const x = values(sizeOf(inputOf(axes)), 4);
					const product = run(
						{ ...layer, kind: "convolution" },
						inputOf(axes),
						x,
					);
					const y = values(product.data.length, 5);
					// What the stride leaves over at the end of each axis is read by no window.
					const outputPads = axes.map(
						({ size, kernel, stride, before, after, dilation }) =>
							(size + before + after - (kernel - 1) * dilation - 1) % stride,
					);
					const adjoint = run(
						{ ...layer, kind: "transposed-convolution", outputPads },
						product.shape,
						y,
					);
					const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
						Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);
					expect(adjoint.shape).toEqual(inputOf(axes));
					expect(dot(x, adjoint.data)).toBeCloseTo(dot(product.data, y), 2);
				},
			),
			{ numRuns: 60 },
		);
	});
});
