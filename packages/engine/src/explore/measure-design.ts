import type { Design } from "../design/design.js";
import { isIdeal } from "../device/is-ideal.js";
import { shapesFor } from "../evaluate/evaluate-cost.js";
import { type ImageExecutor, inProcess } from "../evaluate/image-executor.js";
import { mapNetwork } from "../evaluate/map-network.js";
import type { LabelledImages } from "../evaluate/prepare-network.js";
import { createReferenceCrossbarMvm } from "../kernels/crossbar-mvm/reference.js";
import { createWasmCrossbarMvm } from "../kernels/crossbar-mvm/wasm.js";
import { wasmIntegerGemm } from "../kernels/integer-gemm/wasm.js";
import { isExact } from "../map/layer-plan.js";
import type { Mapping } from "../map/mapping.js";
import type { Network } from "../network/network.js";
import type { TensorRanges } from "../quantize/calibration.js";
import {
	integerProductBy,
	type MatrixProduct,
} from "../quantize/integer-product.js";
import { quantizeNetwork } from "../quantize/quantize-network.js";
import type { QuantizedNetwork } from "../quantize/quantized-network.js";
import {
	classify,
	imagesPerBatch,
	runInBatches,
} from "../quantize/run-quantized.js";
import {
	crossbarProduct,
	firstKernelThatCan,
} from "../simulate/crossbar-product.js";
import { programLayers } from "../simulate/program-layers.js";

/** What searches simulate. */
export interface SearchContext {
	readonly network: Network;
	readonly ranges: TensorRanges;
	readonly executor?: ImageExecutor | undefined;
	/** Of the chip and its noise. */
	readonly seed: number;
}

/** What a design makes of some images. */
export interface Measured {
	readonly classes: Int32Array;
	/** Real values, [images × classes]. */
	readonly scores: Float64Array;
}

/** Sends images through the crossbars of a design, spread over threads. */
export async function classesOf(
	context: SearchContext,
	design: Design,
	images: LabelledImages,
): Promise<Int32Array> {
	const { mapping } = mapNetwork(shapesFor(context.network, design), design);
	const network = quantizeFor(context, design, mapping);
	const { classes } = await (context.executor ?? inProcess)(
		{ kind: "crossbars", network, mapping, design, seed: context.seed },
		images.images,
		images.count,
		() => {},
	);
	return classes;
}

/** Scores of a few images, again and again for designs that differ little. */
export interface ScoreProbe {
	/** Operands of 16 bits and exact arithmetic: what the noise of a design is measured against. */
	readonly reference: Measured;
	scoresOf(design: Design): Measured;
}

/** Widest operands. */
const REFERENCE_BITS = 16;

/**
 * Only layers whose read is not provably exact are programmed and read; the others run the integer product, and
 * nothing is counted.
 */
export function createScoreProbe(
	context: SearchContext,
	images: LabelledImages,
): ScoreProbe {
	const integerProduct = integerProductBy(wasmIntegerGemm);
	const kernels = [createWasmCrossbarMvm(), createReferenceCrossbarMvm()];
	const quantized = new Map<string, QuantizedNetwork>();
	const run = (network: QuantizedNetwork, product: MatrixProduct): Measured => {
		const { count } = images;
		const batch = imagesPerBatch(network);
		const codes = runInBatches(network, images.images, count, product, {
			batch,
		});
		const scale = scoreScale(network);
		return {
			classes: classify(codes, count),
			scores: Float64Array.from(codes, (code) => code * scale),
		};
	};
	const reference = quantizeNetwork(context.network, context.ranges, {
		inputSign: "where-needed",
		bitsOf: () => ({ weightBits: REFERENCE_BITS, inputBits: REFERENCE_BITS }),
	});
	return {
		reference: run(reference, integerProduct),
		scoresOf(design) {
			const { mapping } = mapNetwork(
				shapesFor(context.network, design),
				design,
			);
			const key = mapping.layers
				.map(({ weightBits, inputBits }) => `${weightBits}×${inputBits}`)
				.join();
			const network =
				quantized.get(key) ?? quantizeFor(context, design, mapping);
			quantized.set(key, network);
			const ideal = isIdeal(design);
			const inexact = programLayers(
				network,
				mapping,
				design,
				context.seed,
				(layer) => !(ideal && isExact(layer)),
			);
			const throughCrossbars = crossbarProduct(
				inexact,
				design,
				firstKernelThatCan(kernels),
				new Map(),
			);
			return run(network, (call) =>
				(inexact.has(call.layer.name) ? throughCrossbars : integerProduct)(
					call,
				),
			);
		},
	};
}

function quantizeFor(
	{ network, ranges }: SearchContext,
	design: Design,
	mapping: Mapping,
): QuantizedNetwork {
	const bits = new Map(
		mapping.layers.map((layer) => [layer.shape.layer, layer]),
	);
	return quantizeNetwork(network, ranges, {
		...design.operands,
		bitsOf: (layer) => bits.get(layer)!,
	});
}

function scoreScale({ nodes, output, input }: QuantizedNetwork): number {
	const node = nodes.findLast((n) => n.output.name === output);
	return (node?.output ?? input).scale;
}

/**
 * Power of the difference of two sets of scores over that of the reference. What all scores of an image share is
 * left out: it changes no class.
 */
export function relativeNoise(
	{ scores, classes }: Measured,
	reference: Measured,
): number {
	const count = scores.length / classes.length;
	let noise = 0;
	let signal = 0;
	for (let first = 0; first < scores.length; first += count) {
		const own = centred(scores.subarray(first, first + count));
		const expected = centred(reference.scores.subarray(first, first + count));
		for (let k = 0; k < count; k++) {
			noise += (own[k]! - expected[k]!) ** 2;
			signal += expected[k]! ** 2;
		}
	}
	return noise / signal;
}

function centred(values: Float64Array): Float64Array {
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
	return values.map((value) => value - mean);
}
