import { InputError } from "../../../base/input-error.js";
import { sizeOf } from "../../../base/tensor.js";
import { leadingTo } from "../../leading-to.js";
import type { Network, UnsupportedLayer } from "../../network.js";
import { isPositive, type Shape } from "../../nodes/node.js";
import { parseTextFormat } from "../protobuf/text-format.js";
import { type CaffeBuilder, createCall } from "./caffe-call.js";
import type { CaffeLayerType, CaffeValue } from "./caffe-layer-type.js";
import { CAFFE_LAYER_TYPES } from "./caffe-layer-types.js";
import { type CaffeLayer, type CaffeNet, caffeNet } from "./caffe-net.js";
import { DATA_LAYERS } from "./data-layers.js";
import { readCaffemodel } from "./read-caffemodel.js";

/** The files of one network. */
export interface CaffeFiles {
	/** Definition: a deploy or a train_val file. Without it that of the caffemodel counts. */
	readonly prototxt?: Uint8Array;
	/** Weights. A network without them has shapes and a cost but cannot run. */
	readonly caffemodel?: Uint8Array;
}

export interface ImportCaffeOptions {
	/** Shape of one image, in the place of what the definition says. */
	readonly inputShape?: Shape;
	/**
	 * `refuse` (default): a layer that is not supported is an error. `list`: it is left out with all that depends on it,
	 * and listed; such a network has shapes and a cost but cannot run.
	 */
	readonly unsupported?: "refuse" | "list";
	/** Regions that a layer of proposals is taken to give; 300 by default, as Faster R-CNN is tested with. */
	readonly regions?: number;
}

const DEFAULT_REGIONS = 300;

/**
 * Reads a network of Caffe as it is deployed: layers of phase TEST, losses and measures left out. Nodes have the
 * names of the layers.
 *
 * @param name of the network; by default the name in the file
 */
export function importCaffe(
	files: CaffeFiles,
	name?: string,
	options: ImportCaffeOptions = {},
): Network {
	const trained =
		files.caffemodel && caffeNet(readCaffemodel(files.caffemodel), "all");
	const net = files.prototxt ? readPrototxt(files.prototxt) : trained;
	if (!net || net.layers.length === 0)
		throw new InputError("not a network of Caffe: no layers found");
	const input = networkInput(net, options);
	const builder: CaffeBuilder = {
		batch: input.batch,
		regions: options.regions ?? DEFAULT_REGIONS,
		nodes: [],
		shapes: new Map([[input.name, input.shape]]),
		values: new Map([
			[
				input.name,
				{ tensor: input.name, shape: input.shape, first: "batch" as const },
			],
		]),
		notMade: new Map(),
		leftOut: new Set(),
		trained: trained && new Map(trained.layers.map((l) => [l.name, l])),
	};
	const unsupported: UnsupportedLayer[] = [];
	let isTraining = false;
	for (const { name: other } of net.inputs) markNotMade(other, input, builder);
	for (const layer of net.layers) {
		if (isMeasure(layer)) isTraining = true;
		else if (DATA_LAYERS.has(layer.type))
			for (const top of layer.tops) markNotMade(top, input, builder);
		else importLayer(layer, builder, unsupported, options);
	}
	const output = lastUnread(builder, unsupported);
	return {
		name: name ?? net.name,
		input: { name: input.name, shape: input.shape },
		// What a file for training computes beside the answer serves its losses.
		nodes: isTraining ? leadingTo([output], builder.nodes) : builder.nodes,
		output,
		...(trained ? {} : { isWithoutWeights: true as const }),
		...(unsupported.length > 0 ? { unsupported } : {}),
	};
}

function readPrototxt(bytes: Uint8Array): CaffeNet {
	return caffeNet(parseTextFormat(new TextDecoder().decode(bytes)), "deployed");
}

interface DataInput {
	readonly name: string;
	/** Of one image. */
	readonly shape: Shape;
	readonly batch: number;
}

/** The first input of the file; others, such as labels, are not part of a network. */
function networkInput(
	{ inputs, layers }: CaffeNet,
	{ inputShape }: ImportCaffeOptions,
): DataInput {
	const candidates = [
		...inputs.map(({ name, shape }) => ({
			name,
			place: `input ${name}`,
			shape,
		})),
		...layers.flatMap((layer) => {
			const shape = DATA_LAYERS.get(layer.type);
			const [name] = layer.tops;
			return shape && name !== undefined
				? [{ name, place: layer.place, shape: shape(layer) }]
				: [];
		}),
	];
	const [input] = candidates;
	if (!input)
		throw new InputError(
			"no input found in phase TEST, expected a layer of type Input or one of data",
		);
	const { name, place } = input;
	const [batch = 1, ...own] = input.shape ?? [];
	const shape = inputShape ?? own;
	if (shape.length === 0)
		throw new InputError(
			`${place}: the definition does not say the shape of the images, expected it to be given (--input-shape)`,
		);
	if (![batch, ...shape].every(isPositive) || sizeOf(shape) > 2 ** 31)
		throw new InputError(
			`${place}: shape [${[batch, ...shape]}] needs positive sizes and at most 2^31 values`,
		);
	return { name, shape, batch };
}

function markNotMade(
	blob: string,
	input: DataInput,
	{ notMade }: CaffeBuilder,
): void {
	if (blob !== input.name)
		notMade.set(
			blob,
			`bottom ${blob} is a second input, which is not supported`,
		);
}

/** Losses, accuracies and outlets, which no deployed network has. */
function isMeasure({ type }: CaffeLayer): boolean {
	return (
		type.endsWith("Loss") ||
		["SoftmaxWithLoss", "Accuracy", "Silence", "HDF5Output"].includes(type)
	);
}

function importLayer(
	layer: CaffeLayer,
	builder: CaffeBuilder,
	unsupported: UnsupportedLayer[],
	options: ImportCaffeOptions,
): void {
	const { values, notMade, leftOut } = builder;
	const skip = (reason: string, isConsequence = false): void => {
		unsupported.push({
			name: layer.name,
			operator: layer.type,
			reason,
			...(isConsequence ? { isConsequence } : {}),
		});
	};
	try {
		const type = LAYER_TYPES.get(layer.type);
		if (!type)
			throw new InputError(
				`${layer.place}: layer type ${layer.type} is not supported; docs/caffe-layers.md lists those that are`,
			);
		const reason = type.shapeOnly?.(layer);
		if (reason !== undefined) {
			if (options.unsupported !== "list")
				throw new InputError(`${layer.place}: ${reason}`);
			skip(`${layer.place}: ${reason}`);
		}
		const made = convert(type, layer, builder);
		for (const [i, top] of layer.tops.entries()) {
			const value = made.length === 1 ? made[0]! : made[i];
			if (!value)
				throw new InputError(
					`${layer.place}: ${layer.type} has ${made.length} tops, found ${layer.tops.length}`,
				);
			values.set(top, value);
			leftOut.delete(top);
		}
	} catch (error) {
		if (!(error instanceof InputError) || options.unsupported !== "list")
			throw error;
		skip(
			error.message,
			layer.bottoms.some((bottom) => leftOut.has(bottom)),
		);
		for (const top of layer.tops) {
			values.delete(top);
			leftOut.add(top);
			notMade.set(top, `bottom ${top} comes from ${layer.name}, left out`);
		}
	}
}

const LAYER_TYPES: ReadonlyMap<string, CaffeLayerType> = new Map(
	CAFFE_LAYER_TYPES.map((type) => [type.type, type]),
);

function convert(
	type: CaffeLayerType,
	layer: CaffeLayer,
	builder: CaffeBuilder,
): readonly CaffeValue[] {
	try {
		return [
			type.convert(createCall(layer, builder)),
		].flat() as readonly CaffeValue[];
	} catch (error) {
		// What typed arrays throw where there is no room for them: only broken files ask for that.
		if (!(error instanceof RangeError)) throw error;
		throw new InputError(
			`${layer.place}: ${layer.type} of tensors that are too large (${error.message})`,
		);
	}
}

/** The tensor that was made last of those that no node reads: the answer. */
function lastUnread(
	{ nodes }: CaffeBuilder,
	[unsupported]: readonly UnsupportedLayer[],
): string {
	const read = new Set(nodes.flatMap(({ inputs }) => inputs));
	const last = nodes.findLast(({ name }) => !read.has(name));
	if (last) return last.name;
	throw new InputError(
		unsupported?.reason ?? "no layer found that computes anything",
	);
}
