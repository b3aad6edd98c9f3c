import type { Codes } from "../base/codes.js";
import { randomFor } from "../base/random.js";
import type { Operands } from "../design/design.js";
import type { LabelledImages } from "../evaluate/prepare-network.js";
import { wasmIntegerGemm } from "../kernels/integer-gemm/wasm.js";
import type { Network } from "../network/network.js";
import type { TensorRanges } from "../quantize/calibration.js";
import {
	integerProductBy,
	type MatrixProduct,
	type MatrixProductCall,
} from "../quantize/integer-product.js";
import { quantizeNetwork } from "../quantize/quantize-network.js";
import type { OperandWidths } from "../quantize/quantize-options.js";
import {
	matrixLayersOf,
	type QuantizedMatrixLayer,
	type QuantizedNetwork,
	type QuantizedNode,
} from "../quantize/quantized-network.js";
import { Workspace } from "../quantize/run-matrix-layer.js";
import { inputsOf, runQuantized } from "../quantize/run-quantized.js";

/** Input vectors of a layer as real values, as some images gave them. */
export interface LayerVectors {
	/** [groups][vectors × rows] */
	readonly values: readonly Float64Array[];
}

/** What a few images say of a network: how much each layer's operands disturb the scores, and what layers read. */
export interface ScoreProbe {
	/** Layers at the widest operands. */
	readonly layers: readonly QuantizedMatrixLayer[];
	/** A layer with these operands. */
	layerAt(layer: string, widths: OperandWidths): QuantizedMatrixLayer;
	/**
	 * Power of the difference that these operands make in the scores, over the power of the scores; all layers with the
	 * same inputs are lowered together, and each is charged its part.
	 */
	noiseOf(layer: string, widths: Partial<OperandWidths>): number;
	/**
	 * The same power for normal noise on a layer's outputs, in whole sums of products, and the mean square that the noise came
	 * to, in real units.
	 *
	 * @param share of the outputs' mean square
	 */
	noiseOfOutputs(
		layer: string,
		share: number,
	): { readonly noise: number; readonly error: number };
	/** Layers whose inputs have the same bits: of the same tensor, or of tensors that are added. */
	readonly siblings: readonly (readonly string[])[];
	readonly vectors: ReadonlyMap<string, LayerVectors>;
}

/** Widest operands: what disturbance is measured against. */
export const REFERENCE_BITS = 16;
/** Vectors of a layer and group that are looked at, about. */
const SAMPLED_VECTORS = 48;

/** A network in exact integers on a few images, all of whose tensors are kept. */
export function createScoreProbe(
	{
		network,
		ranges,
	}: { readonly network: Network; readonly ranges: TensorRanges },
	operands: Operands,
	{ images, count }: Pick<LabelledImages, "images" | "count">,
	seed: number,
): ScoreProbe {
	const integerProduct = integerProductBy(wasmIntegerGemm);
	const workspace = new Workspace();
	const quantize = (bitsOf: (layer: string) => OperandWidths) =>
		quantizeNetwork(network, ranges, { ...operands, bitsOf });
	const widest = { weightBits: REFERENCE_BITS, inputBits: REFERENCE_BITS };
	const reference = quantize(() => widest);
	const layers = matrixLayersOf(reference);
	const siblings = siblingsOf(reference);
	const kept = new Map<string, Codes>();
	const sampler = createSampler(layers, count, seed);
	const run = (
		of: QuantizedNetwork,
		known: ReadonlyMap<string, Codes>,
		product: MatrixProduct,
		keep?: Map<string, Codes>,
	): Float64Array => {
		const codes = runQuantized(of, images, count, product, {
			workspace,
			known,
			onTensor: (tensor, value) => keep?.set(tensor, value),
		});
		const scale = scoreScale(of);
		return Float64Array.from(codes, (code) => code * scale);
	};
	const scores = run(
		reference,
		new Map(),
		(call) => {
			sampler.look(call);
			integerProduct(call);
		},
		kept,
	);
	const uniform = new Map<string, ReadonlyMap<string, QuantizedMatrixLayer>>();
	const layersAt = (widths: OperandWidths) => {
		const { weightBits, greatestWeight, inputBits, greatestInput } = widths;
		const key = [weightBits, greatestWeight, inputBits, greatestInput].join();
		const known =
			uniform.get(key) ??
			new Map(
				matrixLayersOf(quantize(() => widths)).map((layer) => [
					layer.name,
					layer,
				]),
			);
		uniform.set(key, known);
		return known;
	};
	return {
		layers,
		vectors: sampler.vectors,
		layerAt: (
			layer,
			{ weightBits, greatestWeight, inputBits, greatestInput },
		) => ({
			...layersAt({ ...widest, weightBits, greatestWeight }).get(layer)!,
			input: layersAt({ ...widest, inputBits, greatestInput }).get(layer)!
				.input,
		}),
		siblings,
		noiseOf(layer, widths) {
			const { weightBits = REFERENCE_BITS, greatestWeight } = widths;
			const { inputBits, greatestInput } = widths;
			const together =
				inputBits === undefined
					? [layer]
					: (siblings.find((group) => group.includes(layer)) ?? [layer]);
			const lowered = quantize((name) => ({
				...widest,
				...(name === layer && { weightBits, greatestWeight }),
				...(inputBits !== undefined &&
					together.includes(name) && { inputBits, greatestInput }),
			}));
			const known = sameTensors(lowered, reference, kept);
			const own = run(lowered, known, integerProduct);
			return relativeNoise(own, scores, count) / together.length;
		},
		noiseOfOutputs(layer, share) {
			const disturbance = createDisturbance(layer, share, seed);
			const own = run(
				reference,
				tensorsBefore(layer, reference, kept),
				(call) => {
					integerProduct(call);
					disturbance.add(call);
				},
			);
			return {
				noise: relativeNoise(own, scores, count),
				error: disturbance.meanSquare(),
			};
		},
	};
}

/** Normal noise on what one layer gives, in whole sums of products; draws depend on the place of an output alone. */
function createDisturbance(layer: string, share: number, seed: number) {
	const random = randomFor(seed, `output noise of ${layer}`);
	let squares = 0;
	let values = 0;
	return {
		add({ layer: own, group, out, firstVector }: MatrixProductCall): void {
			if (own.name !== layer) return;
			const { outputs, input, weightScales } = own;
			const power = out.reduce((sum, value) => sum + value ** 2, 0);
			const deviation = Math.sqrt((share * power) / out.length);
			for (let at = 0; at < out.length; at++) {
				const vector = firstVector + Math.floor(at / outputs);
				const k = at % outputs;
				const noise = Math.round(deviation * random.normal(group, vector, k));
				const scale = input.scale * weightScales[group * outputs + k]!;
				out[at]! += noise;
				squares += (noise * scale) ** 2;
			}
			values += out.length;
		},
		meanSquare: () => squares / values,
	};
}

/** What noise on a layer's outputs does not reach, at the least. */
function tensorsBefore(
	layer: string,
	{ nodes }: QuantizedNetwork,
	kept: ReadonlyMap<string, Codes>,
): ReadonlyMap<string, Codes> {
	const place = nodes.findIndex(
		(node) => node.kind === "matrix" && node.name === layer,
	);
	return new Map(
		nodes
			.slice(0, place)
			.map(({ output }) => [output.name, kept.get(output.name)!]),
	);
}

/** Groups of several layers: a tensor has at least the bits of what is computed of it outside of layers. */
function siblingsOf({
	nodes,
}: QuantizedNetwork): readonly (readonly string[])[] {
	const parents = new Map<string, string>();
	const rootOf = (tensor: string): string => {
		const parent = parents.get(tensor);
		return parent === undefined ? tensor : rootOf(parent);
	};
	for (const node of nodes) {
		if (node.kind === "matrix") continue;
		for (const input of inputsOf(node)) {
			const [a, b] = [rootOf(input), rootOf(node.output.name)];
			if (a !== b) parents.set(a, b);
		}
	}
	const readers = new Map<string, string[]>();
	for (const node of nodes) {
		if (node.kind !== "matrix") continue;
		const root = rootOf(node.input.name);
		readers.set(root, [...(readers.get(root) ?? []), node.name]);
	}
	return [...readers.values()].filter((group) => group.length > 1);
}

/** Tensors before the first node that differs. */
function sameTensors(
	network: QuantizedNetwork,
	reference: QuantizedNetwork,
	kept: ReadonlyMap<string, Codes>,
): ReadonlyMap<string, Codes> {
	const known = new Map<string, Codes>();
	if (codesText(network.input) !== codesText(reference.input)) return known;
	for (const [n, node] of network.nodes.entries()) {
		if (nodeText(node) !== nodeText(reference.nodes[n]!)) break;
		known.set(node.output.name, kept.get(node.output.name)!);
	}
	return known;
}

function nodeText(node: QuantizedNode): string {
	const bits = node.kind === "matrix" ? node.weightBits : 0;
	return `${bits} ${codesText(node.output)}`;
}

function codesText({
	scale,
	zeroPoint,
	bits,
	held,
}: QuantizedNode["output"]): string {
	return `${scale} ${zeroPoint} ${bits} ${held}`;
}

function scoreScale({ nodes, output, input }: QuantizedNetwork): number {
	const node = nodes.findLast((n) => n.output.name === output);
	return (node?.output ?? input).scale;
}

/** What all scores of an image share is left out: it changes no class. */
function relativeNoise(
	scores: Float64Array,
	reference: Float64Array,
	images: number,
): number {
	const classes = scores.length / images;
	let noise = 0;
	let signal = 0;
	for (let first = 0; first < scores.length; first += classes) {
		const own = centred(scores.subarray(first, first + classes));
		const expected = centred(reference.subarray(first, first + classes));
		for (let k = 0; k < classes; k++) {
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

/** Takes samples of what layers read; which vectors follows from the seed and their place alone. */
function createSampler(
	layers: readonly QuantizedMatrixLayer[],
	images: number,
	seed: number,
): {
	look(call: MatrixProductCall): void;
	readonly vectors: ReadonlyMap<string, LayerVectors>;
} {
	const random = randomFor(seed, "layer vectors");
	const number = new Map(layers.map(({ name }, l) => [name, l]));
	const taken = new Map(
		layers.map(({ name, groups }) => [
			name,
			Array.from({ length: groups }, (): number[][] => []),
		]),
	);
	return {
		look({ layer, group, inputs, vectors, firstVector }) {
			const { rows, positions, name, input } = layer;
			const share = SAMPLED_VECTORS / (positions * images);
			const l = number.get(name)!;
			for (let v = 0; v < vectors; v++) {
				const at = firstVector + v;
				if (at > 0 && random.uniform(l, group, at) >= share) continue;
				const codes = inputs.subarray(v * rows, (v + 1) * rows);
				taken
					.get(name)!
					[group]!.push(
						Array.from(codes, (code) => (code - input.zeroPoint) * input.scale),
					);
			}
		},
		get vectors() {
			return new Map(
				[...taken].map(([name, groups]) => [
					name,
					{ values: groups.map((rows) => Float64Array.from(rows.flat())) },
				]),
			);
		},
	};
}
