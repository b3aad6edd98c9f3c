import { geometricMean } from "../base/geometric-mean.js";
import { clamp } from "../base/round.js";
import { sizeOf } from "../base/tensor.js";
import type { Gemm } from "../kernels/gemm/contract.js";
import { runFloatReference } from "../network/float-reference.js";
import { inferShapes } from "../network/infer-shapes.js";
import type { Network, NetworkNode } from "../network/network.js";
import type { ConvolutionNode } from "../network/nodes/convolution.js";
import type { Shape } from "../network/nodes/node.js";

const BATCH = 16;
/** Greatest factor that a channel is scaled by, relative to the others. */
const MOST = 64;

/**
 * The same function with channels of more even ranges, which lose less to a scale that they share: each output channel
 * of a convolution is divided by a factor, and the convolutions that read it multiply by the same. Between them may lie
 * what keeps the order of scaling and computing: ReLU, pooling, concatenation.
 *
 * The factor is √(range of the channel / greatest weight that reads it, relative to the greatest of its output): half
 * of the unevenness goes to the weights behind (cross-layer equalisation, Nagel et al., ICCV 2019, section 4.1, with
 * ranges of calibration images for those of weights, as Xiao et al., ICML 2023, equation 4 at α = ½).
 *
 * @param images [count × input values], never those that accuracy is measured on
 * @returns the network itself where no channels can be scaled
 */
export function equalizeChannels(
	network: Network,
	images: Float32Array,
	count: number,
	gemm: Gemm,
): Network {
	const shapes = inferShapes(network);
	const sources = scalableSources(network, shapes);
	if (sources.length === 0) return network;
	const tensors = sources.flatMap(({ readers }) =>
		readers.map((r) => r.tensor),
	);
	const reaches = channelReaches(network, shapes, new Set(tensors), {
		images,
		count,
		gemm,
	});
	const layers = new Map<string, ConvolutionNode>();
	const current = (layer: ConvolutionNode) => layers.get(layer.name) ?? layer;
	for (const { layer, readers } of sources) {
		const factors = factorsOf(layer, readers, reaches);
		layers.set(layer.name, dividedOutputs(current(layer), factors));
		for (const reader of readers)
			layers.set(
				reader.layer.name,
				multipliedInputs(current(reader.layer), factors, reader.first),
			);
	}
	const nodes = network.nodes.map((node) => layers.get(node.name) ?? node);
	return { ...network, nodes };
}

/** Whether a design asks for it: `joined` where a concatenation puts channels of several layers on one scale. */
export function asksForEqualization(
	setting: boolean | "joined",
	{ nodes }: Network,
): boolean {
	return setting === "joined"
		? nodes.some((node) => node.kind === "concat" && node.axis === 0)
		: setting;
}

/** A convolution that reads the channels of another one. */
interface Reader {
	readonly layer: ConvolutionNode;
	/** What it reads, and where in it the channels begin. */
	readonly tensor: string;
	readonly first: number;
}

interface ScalableSource {
	readonly layer: ConvolutionNode;
	readonly readers: readonly Reader[];
}

/** Convolutions whose channels reach nothing but convolutions, in float weights and through nodes that scale alike. */
function scalableSources(
	network: Network,
	shapes: ReadonlyMap<string, Shape>,
): readonly ScalableSource[] {
	const readersOf = new Map<string, NetworkNode[]>();
	for (const node of network.nodes)
		for (const input of new Set(node.inputs))
			readersOf.set(input, [...(readersOf.get(input) ?? []), node]);
	const follow = (tensor: string, first: number): Reader[] | undefined => {
		if (tensor === network.output) return undefined;
		const found: Reader[] = [];
		for (const node of readersOf.get(tensor) ?? []) {
			if (isFloatConvolution(node)) {
				found.push({ layer: node, tensor, first });
				continue;
			}
			const start = startBehind(node, tensor, shapes);
			const behind =
				start === undefined ? undefined : follow(node.name, first + start);
			if (!behind) return undefined;
			found.push(...behind);
		}
		return found;
	};
	return network.nodes.flatMap((layer) => {
		if (!isFloatConvolution(layer)) return [];
		const readers = follow(layer.name, 0);
		return readers?.length ? [{ layer, readers }] : [];
	});
}

function isFloatConvolution(node: NetworkNode): node is ConvolutionNode {
	return node.kind === "convolution" && node.integers === undefined;
}

/** Where the channels of a tensor begin in the output of a node that scales as its input does; else undefined. */
function startBehind(
	node: NetworkNode,
	tensor: string,
	shapes: ReadonlyMap<string, Shape>,
): number | undefined {
	switch (node.kind) {
		case "max-pool":
		case "average-pool":
			return 0;
		case "activation":
			return ["relu", "leaky-relu"].includes(node.function.kind)
				? 0
				: undefined;
		case "concat": {
			const at = node.inputs.indexOf(tensor);
			const isRepeated = node.inputs.lastIndexOf(tensor) !== at;
			if (node.axis !== 0 || isRepeated) return undefined;
			return node.inputs
				.slice(0, at)
				.reduce((sum, input) => sum + shapes.get(input)![0]!, 0);
		}
		default:
			return undefined;
	}
}

/** Greatest magnitude of each channel of some tensors over the images. */
function channelReaches(
	network: Network,
	shapes: ReadonlyMap<string, Shape>,
	tensors: ReadonlySet<string>,
	{
		images,
		count,
		gemm,
	}: {
		readonly images: Float32Array;
		readonly count: number;
		readonly gemm: Gemm;
	},
): ReadonlyMap<string, Float64Array> {
	const reaches = new Map(
		[...tensors].map((name) => [name, new Float64Array(shapes.get(name)![0]!)]),
	);
	const values = images.length / count;
	for (let first = 0; first < count; first += BATCH) {
		const end = Math.min(first + BATCH, count);
		runFloatReference(network, images.subarray(first * values, end * values), {
			gemm,
			onTensor: (name, data) => {
				const reach = reaches.get(name);
				if (reach) note(reach, data, sizeOf(shapes.get(name)!) / reach.length);
			},
		});
	}
	return reaches;
}

function note(reach: Float64Array, data: Float32Array, size: number): void {
	for (let at = 0, plane = 0; at < data.length; at += size, plane++) {
		const channel = plane % reach.length;
		let most = reach[channel]!;
		for (let i = at; i < at + size; i++)
			most = Math.max(most, Math.abs(data[i]!));
		reach[channel] = most;
	}
}

/** Factors that leave the range of all channels together as it is; 1 for channels that are always 0 or never read. */
function factorsOf(
	layer: ConvolutionNode,
	readers: readonly Reader[],
	reaches: ReadonlyMap<string, Float64Array>,
): Float64Array {
	const channels = layer.weights.shape[0]!;
	const reach = new Float64Array(channels);
	const weight = new Float64Array(channels);
	for (const reader of readers) {
		const seen = reaches.get(reader.tensor)!;
		const shares = weightShares(reader.layer);
		for (let c = 0; c < channels; c++) {
			reach[c] = Math.max(reach[c]!, seen[reader.first + c]!);
			weight[c] = Math.max(weight[c]!, shares[reader.first + c]!);
		}
	}
	const isUsed = (c: number) => reach[c]! > 0 && weight[c]! > 0;
	const raw = reach.map((r, c) => (isUsed(c) ? Math.sqrt(r / weight[c]!) : 0));
	const mean = geometricMean([...raw.filter((factor) => factor > 0)]);
	const bounded = raw.map((factor) =>
		factor > 0 ? clamp(factor / mean, 1 / MOST, MOST) : 1,
	);
	const most = reach.reduce((a, b) => Math.max(a, b), 0);
	const left = reach.reduce((a, r, c) => Math.max(a, r / bounded[c]!), 0);
	return most > 0 ? bounded.map((factor) => (factor * left) / most) : bounded;
}

/** By input channel: its greatest weight, each relative to the greatest of the output that it belongs to. */
function weightShares(layer: ConvolutionNode): Float64Array {
	const { shape, data } = layer.weights;
	const [outputs, perGroup] = shape as [number, number];
	const rows = data.length / outputs;
	const shares = new Float64Array(perGroup * layer.groups);
	for (let k = 0; k < outputs; k++) {
		const own = data.subarray(k * rows, (k + 1) * rows);
		const most = own.reduce((a, w) => Math.max(a, Math.abs(w)), 0);
		if (most === 0) continue;
		for (const [r, w] of own.entries()) {
			const channel = inputChannel(layer, k, r);
			shares[channel] = Math.max(shares[channel]!, Math.abs(w) / most);
		}
	}
	return shares;
}

/** Input channel that weight `row` of an output reads. */
function inputChannel(
	{ weights, groups }: ConvolutionNode,
	output: number,
	row: number,
): number {
	const [outputs, perGroup, ...kernel] = weights.shape as [number, number];
	const group = Math.floor((output * groups) / outputs);
	return group * perGroup + Math.floor(row / sizeOf(kernel));
}

function dividedOutputs(
	layer: ConvolutionNode,
	factors: Float64Array,
): ConvolutionNode {
	const { weights, bias } = layer;
	const rows = weights.data.length / factors.length;
	const data = weights.data.map((w, i) => w / factors[Math.floor(i / rows)]!);
	return {
		...layer,
		weights: { ...weights, data },
		bias: bias.map((b, k) => b / factors[k]!),
	};
}

/** @param first input channel that the first factor belongs to */
function multipliedInputs(
	layer: ConvolutionNode,
	factors: Float64Array,
	first: number,
): ConvolutionNode {
	const { weights } = layer;
	const rows = weights.data.length / weights.shape[0]!;
	const data = weights.data.map((w, i) => {
		const channel = inputChannel(layer, Math.floor(i / rows), i % rows);
		return w * (factors[channel - first] ?? 1);
	});
	return { ...layer, weights: { ...weights, data } };
}
