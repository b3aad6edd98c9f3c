import { InputError } from "../../base/input-error.js";
import { sizeOf } from "../../base/tensor.js";
import {
	arrayLike,
	type BatchTensor,
	type FloatArray,
	isPositive,
	type NodeBase,
	type Shape,
} from "./node.js";
import { type PoolWindow, poolShape } from "./pool.js";

/** Where in an image's tensor the greatest value under each window lies; the first of equal ones. */
export interface MaxPoolIndicesNode extends NodeBase, PoolWindow {
	readonly kind: "max-pool-indices";
	/** Which spatial axis is counted first. */
	readonly order: "rows" | "columns";
}

/** Values at the places that indices name, zeros elsewhere. The second input holds the indices. */
export interface MaxUnpoolNode extends NodeBase {
	readonly kind: "max-unpool";
	/** Of the output of one image. */
	readonly shape: Shape;
}

/** float32 holds all integers up to here. */
const EXACT = 2 ** 24;

export function maxPoolIndicesShape(
	node: MaxPoolIndicesNode,
	input: Shape,
): Shape {
	if (sizeOf(input) > EXACT)
		throw new InputError(
			`${node.name}: indices of [${input}] reach more than the 2^24 that float32 holds exactly`,
		);
	return poolShape(node, input);
}

export function runMaxPoolIndices(
	node: MaxPoolIndicesNode,
	{ batch, shape, data }: BatchTensor,
	outputShape: Shape,
): FloatArray {
	const [channels = 1, ...spatial] = shape;
	const plane = sizeOf(spatial);
	const size = sizeOf(outputShape.slice(1));
	const windows = Array.from({ length: size }, (_, place) =>
		pixelsUnder(node, place, spatial, outputShape.slice(1)),
	);
	const output = arrayLike(data, batch * channels * size);
	let at = 0;
	for (let image = 0; image < batch; image++) {
		for (let channel = 0; channel < channels; channel++) {
			const start = (image * channels + channel) * plane;
			for (const pixels of windows) {
				let best = pixels[0]!;
				for (const pixel of pixels)
					if (data[start + pixel]! > data[start + best]!) best = pixel;
				output[at++] =
					channel * plane +
					(node.order === "rows" ? best : byColumns(best, spatial));
			}
		}
	}
	return output;
}

/** Pixels of a plane under one window, in the order of the rows. */
function pixelsUnder(
	{ kernel, strides, dilations, pads }: MaxPoolIndicesNode,
	place: number,
	spatial: Shape,
	places: Shape,
): readonly number[] {
	let pixels: readonly number[] = [0];
	let rest = place;
	let step = 1;
	for (let axis = spatial.length - 1; axis >= 0; axis--) {
		const size = spatial[axis]!;
		const own = rest % places[axis]!;
		rest = Math.floor(rest / places[axis]!);
		const taps = Array.from(
			{ length: kernel[axis]! },
			(_, tap) => own * strides[axis]! - pads[axis]! + tap * dilations[axis]!,
		).filter((tap) => tap >= 0 && tap < size);
		const stride = step;
		pixels = taps.flatMap((tap) => pixels.map((pixel) => tap * stride + pixel));
		step *= size;
	}
	return pixels;
}

/** Number of a pixel when the first spatial axis is counted fastest. */
function byColumns(pixel: number, spatial: Shape): number {
	let rest = pixel;
	let step = sizeOf(spatial);
	let number = 0;
	for (const size of spatial.toReversed()) {
		step /= size;
		number += (rest % size) * step;
		rest = Math.floor(rest / size);
	}
	return number;
}

export function maxUnpoolShape(
	{ name, shape }: MaxUnpoolNode,
	inputs: readonly Shape[],
): Shape {
	const [values, indices] = inputs as [Shape, Shape];
	if (String(values) !== String(indices) || !shape.every(isPositive))
		throw new InputError(
			`${name}: values [${values}] by indices [${indices}] in [${shape}]`,
		);
	return shape;
}

export function runMaxUnpool(
	{ name }: MaxUnpoolNode,
	values: BatchTensor,
	indices: BatchTensor,
	outputShape: Shape,
): FloatArray {
	const size = sizeOf(outputShape);
	const own = sizeOf(values.shape);
	const output = arrayLike(values.data, values.batch * size);
	for (let i = 0; i < values.data.length; i++) {
		const place = indices.data[indices.batch === 1 ? i % own : i]!;
		if (!(place >= 0 && place < size))
			throw new InputError(
				`${name}: index ${place} is not in [${outputShape}]`,
			);
		output[Math.floor(i / own) * size + place] = values.data[i]!;
	}
	return output;
}
