import { InputError } from "../../base/input-error.js";
import { sizeOf } from "../../base/tensor.js";
import { wasmMaxPool } from "../../kernels/max-pool/wasm.js";
import { rowAndColumn } from "../convolution-geometry.js";
import {
	arrayLike,
	type BatchTensor,
	type FloatArray,
	type NodeBase,
	type Shape,
} from "./node.js";
import { extentOf, featureMap, slide, type WindowSteps } from "./window.js";

export interface PoolWindow extends WindowSteps {
	readonly kernel: readonly number[];
	/** Of the number of windows: `up` lets a last window reach past the padding. */
	readonly rounding: "down" | "up";
}

/** Greatest value under each window; padding never wins. */
export interface MaxPoolNode extends NodeBase, PoolWindow {
	readonly kind: "max-pool";
}

/** Mean of the values under each window. */
export interface AveragePoolNode extends NodeBase, PoolWindow {
	readonly kind: "average-pool";
	/** Whether the zeros of the padding count; what lies past the padding never does. */
	readonly countIncludePad: boolean;
}

/** One value for each channel; the spatial axes keep a size of 1. */
export interface GlobalPoolNode extends NodeBase {
	readonly kind: "global-pool";
	readonly function: "average" | "max";
}

export function poolShape(
	node: NodeBase & PoolWindow & { readonly kind: string },
	input: Shape,
): Shape {
	const { name, kernel, pads, dilations } = node;
	const { channels, spatial } = featureMap(node, input);
	const places = slide(node, kernel, spatial, node.rounding);
	const isTooWide = (axis: number): boolean =>
		Math.max(pads[axis]!, pads[axis + spatial.length]!) >=
		extentOf(kernel[axis]!, dilations[axis]!);
	if (spatial.some((_, axis) => isTooWide(axis))) {
		throw new InputError(
			`${name}: pads [${pads}] must be smaller than the kernel [${kernel}]`,
		);
	}
	return [channels, ...places];
}

export function globalPoolShape(node: GlobalPoolNode, input: Shape): Shape {
	const { channels, spatial } = featureMap(node, input);
	return [channels, ...spatial.map(() => 1)];
}

export function runPool(
	node: MaxPoolNode | AveragePoolNode,
	{ batch, shape, data }: BatchTensor,
	outputShape: Shape,
): FloatArray {
	const [channels, ...spatial] = shape;
	if (isPlanar(node) && data instanceof Float32Array)
		return greatestInPlanes(node, { batch, shape, data }, outputShape);
	const axes = spatial.map((size, axis) =>
		windowsAlong(node, axis, size, outputShape[axis + 1]!),
	);
	while (axes.length < 3) axes.unshift([ONE_PIXEL]);
	const [depth, height, width] = axes as [Windows, Windows, Windows];
	const plane = sizeOf(spatial);
	const [rows, columns] = [spatial.at(-2) ?? 1, spatial.at(-1)!];
	const pool = node.kind === "max-pool" ? greatest : mean;
	const output = arrayLike(data, batch * sizeOf(outputShape));
	let at = 0;
	for (let start = 0; start < batch * channels! * plane; start += plane) {
		for (const z of depth) {
			for (const y of height) {
				for (const x of width)
					output[at++] = pool(data, start, [rows, columns], [z, y, x]);
			}
		}
	}
	return output;
}

/** Whether windows are rectangles of neighbours, whose greatest the kernel finds. */
function isPlanar(node: MaxPoolNode | AveragePoolNode): node is MaxPoolNode {
	const { kind, kernel, dilations } = node;
	const isDense = dilations.every((dilation) => dilation === 1);
	return kind === "max-pool" && kernel.length <= 2 && isDense;
}

function greatestInPlanes(
	{ kernel, strides, pads }: MaxPoolNode,
	{ batch, shape, data }: BatchTensor & { readonly data: Float32Array },
	outputShape: Shape,
): Float32Array {
	const [height, width] = rowAndColumn(shape.slice(1), 1);
	const [outputHeight, outputWidth] = rowAndColumn(outputShape.slice(1), 1);
	const geometry = {
		height,
		width,
		kernel: rowAndColumn(kernel, 1),
		strides: rowAndColumn(strides, 1),
		padTopLeft: rowAndColumn(pads.slice(0, kernel.length), 0),
		outputHeight,
		outputWidth,
	};
	const output = new Float32Array(batch * sizeOf(outputShape));
	wasmMaxPool(geometry, data, output);
	return output;
}

/** One window along one axis: the pixels that it covers, and how many taps count in a mean. */
interface Window {
	readonly pixels: readonly number[];
	readonly counted: number;
}
type Windows = readonly Window[];

const ONE_PIXEL: Window = { pixels: [0], counted: 1 };

function windowsAlong(
	node: MaxPoolNode | AveragePoolNode,
	axis: number,
	size: number,
	places: number,
): Windows {
	const { kernel, strides, dilations, pads } = node;
	const padded = size + pads[axis + kernel.length]!;
	return Array.from({ length: places }, (_, place) => {
		const start = place * strides[axis]! - pads[axis]!;
		const taps = Array.from(
			{ length: kernel[axis]! },
			(_, tap) => start + tap * dilations[axis]!,
		);
		const pixels = taps.filter((tap) => tap >= 0 && tap < size);
		const includesPads = node.kind === "average-pool" && node.countIncludePad;
		const counted = includesPads
			? taps.filter((tap) => tap < padded).length
			: pixels.length;
		return { pixels, counted };
	});
}

type Pool = (
	data: FloatArray,
	start: number,
	size: readonly [rows: number, columns: number],
	windows: readonly [Window, Window, Window],
) => number;

const greatest: Pool = (
	data,
	start,
	[rows, columns],
	[depth, height, width],
) => {
	let maximum = Number.NEGATIVE_INFINITY;
	for (const z of depth.pixels) {
		for (const y of height.pixels) {
			const row = start + (z * rows + y) * columns;
			for (const x of width.pixels) {
				const value = data[row + x]!;
				maximum = Math.max(maximum, value);
			}
		}
	}
	return maximum;
};

const mean: Pool = (data, start, [rows, columns], [depth, height, width]) => {
	// Means of integers meet ties, which the precision of their sum decides.
	const isSingle = data instanceof Float32Array;
	let sum = 0;
	for (const z of depth.pixels) {
		for (const y of height.pixels) {
			const row = start + (z * rows + y) * columns;
			for (const x of width.pixels) {
				const next = sum + data[row + x]!;
				sum = isSingle ? Math.fround(next) : next;
			}
		}
	}
	return sum / (depth.counted * height.counted * width.counted);
};

export function runGlobalPool(
	node: GlobalPoolNode,
	{ batch, shape, data }: BatchTensor,
): FloatArray {
	const [channels, ...spatial] = shape;
	const plane = sizeOf(spatial);
	const output = arrayLike(data, batch * channels!);
	const pool = node.function === "max" ? greatest : mean;
	const whole: Window = {
		pixels: Array.from({ length: plane }, (_, i) => i),
		counted: plane,
	};
	for (let channel = 0; channel < output.length; channel++) {
		output[channel] = pool(
			data,
			channel * plane,
			[1, plane],
			[ONE_PIXEL, ONE_PIXEL, whole],
		);
	}
	return output;
}
