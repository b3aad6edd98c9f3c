import { InputError } from "../../base/input-error.js";
import { remembered } from "../../base/remembered.js";
import { sizeOf } from "../../base/tensor.js";
import {
	arrayLike,
	type BatchTensor,
	type FloatArray,
	type MakeArray,
	type NodeBase,
	type Shape,
} from "./node.js";
import { combineOffsets, evenOffsets, stridesOf } from "./strides.js";

/** Feature map to vector, channels outermost. */
export interface FlattenNode extends NodeBase {
	readonly kind: "flatten";
}

/** The same values in another shape. */
export interface ReshapeNode extends NodeBase {
	readonly kind: "reshape";
	readonly shape: Shape;
}

export interface TransposeNode extends NodeBase {
	readonly kind: "transpose";
	/** Axis of the input that becomes each axis of the output. */
	readonly permutation: readonly number[];
}

/** `sizes[axis]` values from `starts[axis]` on, `steps[axis]` apart; a step may be negative. */
export interface SliceNode extends NodeBase {
	readonly kind: "slice";
	readonly starts: readonly number[];
	readonly steps: readonly number[];
	readonly sizes: readonly number[];
}

export interface PadNode extends NodeBase {
	readonly kind: "pad";
	/** Before each axis, then after each axis; negative values cut. */
	readonly pads: readonly number[];
	readonly mode: PadMode;
}

/** What the padding holds: a value, or the values at the edge, mirrored at it, or from the other end. */
export type PadMode =
	| { readonly kind: "constant"; readonly value: number }
	| { readonly kind: "edge" }
	| { readonly kind: "reflect" }
	| { readonly kind: "wrap" };

/** The places `indices` along an axis; their shape takes the place of the axis. */
export interface GatherNode extends NodeBase {
	readonly kind: "gather";
	readonly axis: number;
	readonly indices: { readonly shape: Shape; readonly data: Int32Array };
}

/** For each place of `indices` the value there, but with the index in the place's own along an axis. */
export interface GatherElementsNode extends NodeBase {
	readonly kind: "gather-elements";
	readonly axis: number;
	readonly indices: { readonly shape: Shape; readonly data: Int32Array };
}

/** Nodes whose outputs are inputs in another place, or a constant. */
export type LayoutNode =
	| TransposeNode
	| SliceNode
	| PadNode
	| GatherNode
	| GatherElementsNode;

export interface ConcatNode extends NodeBase {
	readonly kind: "concat";
	readonly axis: number;
}

export function reshapeShape(
	{ name, shape }: ReshapeNode,
	input: Shape,
): Shape {
	if (!shape.every(isSize) || sizeOf(shape) !== sizeOf(input))
		throw new InputError(
			`${name}: [${input}] cannot have the shape [${shape}]`,
		);
	return shape;
}

export function layoutShape(node: LayoutNode, input: Shape): Shape {
	switch (node.kind) {
		case "transpose":
			return transposeShape(node, input);
		case "slice":
			return sliceShape(node, input);
		case "pad":
			return padShape(node, input);
		case "gather":
			return gatherShape(node, input);
		case "gather-elements":
			return gatherElementsShape(node, input);
		default:
			return node satisfies never;
	}
}

function transposeShape(
	{ name, permutation }: TransposeNode,
	input: Shape,
): Shape {
	const sorted = [...permutation].sort((a, b) => a - b);
	if (
		permutation.length !== input.length ||
		sorted.some((axis, i) => axis !== i)
	)
		throw new InputError(
			`${name}: [${permutation}] is no order of the axes of [${input}]`,
		);
	return permutation.map((axis) => input[axis]!);
}

function sliceShape(
	{ name, starts, steps, sizes }: SliceNode,
	input: Shape,
): Shape {
	const isInside = input.every((size, axis) => {
		const count = sizes[axis]!;
		if (!isSize(count)) return false;
		const first = starts[axis]!;
		const last = first + (count - 1) * steps[axis]!;
		return count === 0 || (inRange(first, size) && inRange(last, size));
	});
	const isRank = [starts, steps, sizes].every(
		({ length }) => length === input.length,
	);
	if (!isRank || !isInside)
		throw new InputError(
			`${name}: [${sizes}] values from [${starts}] in steps of [${steps}] are not in [${input}]`,
		);
	return sizes;
}

function padShape({ name, pads, mode }: PadNode, input: Shape): Shape {
	const shape = input.map(
		(size, axis) => size + pads[axis]! + pads[axis + input.length]!,
	);
	const reach = mode.kind === "reflect" ? 1 : 0;
	const isTooWide = input.some(
		(size, axis) =>
			mode.kind !== "constant" &&
			mode.kind !== "edge" &&
			Math.max(pads[axis]!, pads[axis + input.length]!) > size - reach,
	);
	if (pads.length !== 2 * input.length || !shape.every(isSize) || isTooWide)
		throw new InputError(`${name}: pads [${pads}] do not fit [${input}]`);
	return shape;
}

function gatherShape({ name, axis, indices }: GatherNode, input: Shape): Shape {
	const size = input[axis];
	if (size === undefined)
		throw new InputError(`${name}: [${input}] has no axis ${axis}`);
	if (!indices.data.every((index) => inRange(index, size)))
		throw new InputError(
			`${name}: indices [${indices.data.slice(0, 8)}] are not in 0 … ${size - 1}`,
		);
	return [...input.slice(0, axis), ...indices.shape, ...input.slice(axis + 1)];
}

function gatherElementsShape(
	{ name, axis, indices }: GatherElementsNode,
	input: Shape,
): Shape {
	const { shape, data } = indices;
	const size = input[axis] ?? 0;
	const fits =
		shape.length === input.length &&
		shape.every((own, i) => i === axis || own <= input[i]!);
	if (!fits || !data.every((index) => inRange(index, size)))
		throw new InputError(
			`${name}: indices of shape [${shape}] along axis ${axis} do not fit [${input}]`,
		);
	return shape;
}

/** For each value of the output of one image, where it lies in the input; −1 for a constant. Kept: not to be changed. */
export function layoutOffsets(node: LayoutNode, input: Shape): Int32Array {
	return remember(node, input.join(), () => findOffsets(node, input));
}

const remember = remembered<LayoutNode, Int32Array>();

function findOffsets(node: LayoutNode, input: Shape): Int32Array {
	const strides = stridesOf(input);
	switch (node.kind) {
		case "transpose":
			return combineOffsets(
				node.permutation.map((axis) =>
					evenOffsets(input[axis]!, strides[axis]!),
				),
			);
		case "slice":
			return combineOffsets(
				node.sizes.map((size, axis) =>
					evenOffsets(size, node.steps[axis]! * strides[axis]!).map(
						(offset) => offset + node.starts[axis]! * strides[axis]!,
					),
				),
			);
		case "pad":
			return combineOffsets(
				input.map((size, axis) =>
					paddedOffsets(node, axis, size, strides[axis]!),
				),
			);
		case "gather":
			return combineOffsets(
				input.map((size, axis) =>
					axis === node.axis
						? node.indices.data.map((index) => index * strides[axis]!)
						: evenOffsets(size, strides[axis]!),
				),
			);
		case "gather-elements": {
			const along = strides[node.axis]!;
			const rest = combineOffsets(
				node.indices.shape.map((size, axis) =>
					evenOffsets(size, axis === node.axis ? 0 : strides[axis]!),
				),
			);
			return rest.map((offset, i) => offset + node.indices.data[i]! * along);
		}
		default:
			return node satisfies never;
	}
}

function paddedOffsets(
	{ pads, mode }: PadNode,
	axis: number,
	size: number,
	stride: number,
): Int32Array {
	const before = pads[axis]!;
	const length = size + before + pads[axis + pads.length / 2]!;
	return Int32Array.from({ length }, (_, i) => {
		const place = paddedPlace(mode, i - before, size);
		return place < 0 ? -1 : place * stride;
	});
}

function paddedPlace(mode: PadMode, place: number, size: number): number {
	switch (mode.kind) {
		case "constant":
			return place < size ? place : -1;
		case "edge":
			return Math.min(Math.max(place, 0), size - 1);
		case "reflect":
			return place < 0 ? -place : place < size ? place : 2 * (size - 1) - place;
		case "wrap":
			return (place + size) % size;
		default:
			return mode satisfies never;
	}
}

export function runLayout(
	node: LayoutNode,
	{ batch, shape, data }: BatchTensor,
	makeArray: MakeArray,
): FloatArray {
	const offsets = layoutOffsets(node, shape);
	const output = makeArray(data, batch * offsets.length);
	const fill = layoutFill(node);
	const size = sizeOf(shape);
	let at = 0;
	for (let first = 0; at < output.length; first += size) {
		for (let i = 0; i < offsets.length; i++) {
			const offset = offsets[i]!;
			// Two statements: of one, V8 makes an object for each value.
			if (offset < 0) output[at++] = fill;
			else output[at++] = data[first + offset]!;
		}
	}
	return output;
}

export function isLayoutNode<Node extends NodeBase & { readonly kind: string }>(
	node: Node | LayoutNode,
): node is LayoutNode {
	return Object.hasOwn(LAYOUTS, node.kind);
}

const LAYOUTS: { readonly [Kind in LayoutNode["kind"]]: true } = {
	transpose: true,
	slice: true,
	pad: true,
	gather: true,
	"gather-elements": true,
};

/** What a constant of the output is. */
export function layoutFill(node: LayoutNode): number {
	return node.kind === "pad" && node.mode.kind === "constant"
		? node.mode.value
		: 0;
}

export function concatShape(
	{ name, axis }: ConcatNode,
	inputs: readonly Shape[],
): Shape {
	const [first, ...others] = inputs as [Shape, ...Shape[]];
	const fits = (shape: Shape): boolean =>
		shape.length === first.length &&
		shape.every((size, i) => i === axis || size === first[i]);
	const odd = others.find((shape) => !fits(shape));
	if (odd || axis < 0 || axis >= first.length)
		throw new InputError(
			`${name}: concat of [${first}] and [${odd ?? first}] along axis ${axis}, which do not fit`,
		);
	return first.map((size, i) =>
		i === axis ? inputs.reduce((sum, shape) => sum + shape[i]!, 0) : size,
	);
}

export function runConcat(
	{ axis }: ConcatNode,
	inputs: readonly BatchTensor[],
	outputShape: Shape,
): FloatArray {
	const batch = Math.max(...inputs.map((input) => input.batch));
	const outer = sizeOf(outputShape.slice(0, axis));
	const output = arrayLike(inputs[0]!.data, batch * sizeOf(outputShape));
	let at = 0;
	for (let image = 0; image < batch; image++) {
		for (let block = 0; block < outer; block++) {
			for (const input of inputs) {
				const length = sizeOf(input.shape.slice(axis));
				const own = input.batch === 1 ? 0 : image;
				const start = (own * outer + block) * length;
				output.set(input.data.subarray(start, start + length), at);
				at += length;
			}
		}
	}
	return output;
}

const isSize = (value: number): boolean =>
	Number.isInteger(value) && value >= 0;

const inRange = (index: number, size: number): boolean =>
	Number.isInteger(index) && index >= 0 && index < size;
