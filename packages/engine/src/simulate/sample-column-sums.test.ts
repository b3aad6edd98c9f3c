import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Design } from "../design/design.js";
import { withIdealCells } from "../device/ideal-cells.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import { shapesFor } from "../evaluate/evaluate-cost.js";
import { mapNetwork } from "../evaluate/map-network.js";
import { referenceGemm } from "../kernels/gemm/reference.js";
import {
	anySmallNetwork,
	type SmallNetwork,
} from "../network/small-network.arbitrary.js";
import { anyDesign } from "../presets/design.arbitrary.js";
import { calibrate } from "../quantize/calibration.js";
import {
	integerProduct,
	type MatrixProductCall,
} from "../quantize/integer-product.js";
import { quantizeNetwork } from "../quantize/quantize-network.js";
import { matrixLayersOf } from "../quantize/quantized-network.js";
import { runQuantized } from "../quantize/run-quantized.js";
import { programLayer } from "./program-layer.js";
import {
	type ColumnSums,
	type SampleOptions,
	sampleColumnSums,
} from "./sample-column-sums.js";

const IMAGES = 3;

function sample(
	{ network, images, count }: SmallNetwork,
	design: Design,
	options: Omit<SampleOptions, "integerProduct">,
) {
	const quantized = quantizeNetwork(
		network,
		calibrate(network, images, count, referenceGemm),
		{ ...design.operands, bitsOf: () => design.operands },
	);
	const { mapping } = mapNetwork(shapesFor(network, design), design);
	const layers = new Map(
		matrixLayersOf(quantized).map((layer, l) => [
			layer.name,
			programLayer(layer, mapping.layers[l]!, design),
		]),
	);
	const calls: MatrixProductCall[] = [];
	const sums = sampleColumnSums(quantized, layers, design, images, count, {
		...options,
		integerProduct: (call) => {
			integerProduct(call);
			calls.push({
				...call,
				inputs: call.inputs.slice(),
				out: call.out.slice(),
			});
		},
	});
	return { quantized, layers, sums, calls };
}

const everything = { seed: 1, vectors: 1e6, outputs: 1e6, cellReads: 1e12 };

/** Cells whose level 0 conducts as much as one level more does. */
function withLevelZeroOfOne(design: Design): Design {
	const range = 2 ** design.crossbar.cellBits - 1;
	return {
		...design,
		device: {
			...design.device,
			cell: {
				kind: "resistances",
				low: 1e5,
				high: 1e5 * (range + 1),
				readVoltage: 0.2,
				offCurrent: "subtracted",
			},
		},
	};
}

/** Of all sums of a product. */
function total({ histograms, least }: ColumnSums, product: number): number {
	return histograms[product]!.reduce(
		(sum, count, at) => sum + count * (least + at),
		0,
	);
}

describe("column sums of calibration images", () => {
	test("of all vectors and outputs give the products and the inputs back", () => {
		fc.assert(
			fc.property(
				anySmallNetwork(IMAGES),
				anyDesign({ leastInputBits: 2 }),
				(small, design) => {
					const { layers, sums, calls } = sample(small, design, everything);
					for (const [name, { mapping, groups }] of layers) {
						const { histograms, least, meanDigits } = sums.get(name)!;
						// Σ over all outputs and vectors, from the histograms and from the integer product.
						const { inputPlanes, weightPlanes } = mapping;
						let fromSums = 0;
						inputPlanes.forEach((input, i) => {
							weightPlanes.forEach((weight, j) => {
								const counts = histograms[i * weightPlanes.length + j]!;
								expect(counts.every((count) => count >= 0)).toBe(true);
								counts.forEach((count, at) => {
									fromSums +=
										count *
										(least + at) *
										input.significance *
										weight.significance;
								});
							});
						});
						const own = calls.filter(({ layer }) => layer.name === name);
						const vectors = own.reduce((sum, call) => sum + call.vectors, 0);
						// Where digits count as they are, sums are products.
						if (
							["twos-complement", "sign-magnitude"].includes(
								design.encoding.weights,
							) &&
							design.crossbar.pairs.subtraction === "analog" &&
							design.encoding.inputs !== "inverted-planes"
						) {
							const exact = own.reduce(
								(sum, { out }) => sum + out.reduce((a, b) => a + b, 0),
								0,
							);
							expect(fromSums).toBeCloseTo(exact, 3);
						}
						// Digits of the means are the mean input.
						groups.forEach((_, g) => {
							const mine = own.filter(({ group }) => group === g);
							const rows = mapping.shape.rows;
							for (let r = 0; r < rows; r++) {
								let mean = 0;
								for (const { inputs, vectors: count } of mine)
									for (let v = 0; v < count; v++) mean += inputs[v * rows + r]!;
								mean /= vectors / groups.length;
								const digits = inputPlanes.reduce(
									(sum, { significance }, i) =>
										sum + significance * meanDigits[g]![i * rows + r]!,
									0,
								);
								expect(digits).toBeCloseTo(mean, 6);
							}
						});
					}
				},
			),
			{ numRuns: 6 },
		);
	});

	test("have what level 0 conducts in each driven cell that does not cancel in a pair", () => {
		fc.assert(
			fc.property(
				anySmallNetwork(IMAGES),
				anyDesign({ leastInputBits: 2 }).filter(
					({ encoding }) => encoding.inputs !== "inverted-planes",
				),
				(small, any) => {
					const ideal = withIdealCells(any);
					const { sums, layers } = sample(small, ideal, everything);
					const onCells = sample(small, withLevelZeroOfOne(ideal), everything);
					const isPair = weightEncoders[any.encoding.weights].cells === "pair";
					const isDigital = any.crossbar.pairs.subtraction === "digital";
					const converted = isPair ? (isDigital ? 2 : 0) : 1;
					for (const [name, { mapping }] of layers) {
						const { inputPlanes, weightPlanes, shape } = mapping;
						const { meanDigits } = sums.get(name)!;
						const vectors = shape.positions * IMAGES;
						inputPlanes.forEach((_, i) => {
							const digits = meanDigits.reduce(
								(sum, means) =>
									sum +
									means
										.subarray(i * shape.rows, (i + 1) * shape.rows)
										.reduce((a, b) => a + b, 0),
								0,
							);
							weightPlanes.forEach((__, j) => {
								const product = i * weightPlanes.length + j;
								const more =
									total(onCells.sums.get(name)!, product) -
									total(sums.get(name)!, product);
								expect(more).toBeCloseTo(
									converted * digits * vectors * shape.outputs,
									3,
								);
							});
						});
					}
				},
			),
			{ numRuns: 10 },
		);
	});

	test("do not depend on how many are in memory at a time, only on the seed", () => {
		fc.assert(
			fc.property(
				anySmallNetwork(IMAGES),
				anyDesign({ leastInputBits: 2 }),
				(small, design) => {
					const few = { seed: 7, vectors: 5, outputs: 2 };
					const { sums, quantized } = sample(small, design, few);
					expect(sample(small, design, few).sums).toEqual(sums);
					expect(quantized.nodes.length).toBeGreaterThan(0);
					for (const { histograms } of sums.values()) {
						const total = histograms.reduce(
							(sum, counts) => sum + counts.reduce((a, b) => a + b, 0),
							0,
						);
						expect(total).toBeGreaterThan(0);
					}
					// What is looked at does not change what the network computes.
					runQuantized(quantized, small.images, IMAGES, integerProduct);
				},
			),
			{ numRuns: 6 },
		);
	});
});
