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

/** Values between those of the input, axis by axis, as the operator Resize of ONNX defines them. */
export interface ResizeNode extends NodeBase {
	readonly kind: "resize";
	/** Of the output, for all axes. */
	readonly sizes: Shape;
	/** Output over input, which `sizes` may round; 1 along an axis that stays. */
	readonly scales: readonly number[];
	readonly interpolation: Interpolation;
	readonly coordinates: CoordinateTransformation;
	/** Whether the kernel is stretched where the output is smaller than the input. */
	readonly antialias: boolean;
	/** Whether weights of places outside of the input are 0, rather than the input repeated at its edges. */
	readonly excludeOutside: boolean;
}

export type Interpolation =
	| { readonly kind: "nearest"; readonly rounding: PlaceRounding }
	| { readonly kind: "linear" }
	/** Keys' convolution with the coefficient a. */
	| { readonly kind: "cubic"; readonly coefficient: number };

/** Which of two neighbours is nearest to a place between them. */
export type PlaceRounding =
	| "round_prefer_floor"
	| "round_prefer_ceil"
	| "floor"
	| "ceil";

/** How a place of the output lies between the places of the input. */
export type CoordinateTransformation =
	| {
			readonly kind:
				| "half_pixel"
				| "half_pixel_symmetric"
				| "pytorch_half_pixel"
				| "align_corners"
				| "asymmetric"
				| "tf_half_pixel_for_nn";
	  }
	| {
			readonly kind: "tf_crop_and_resize";
			/** First and last place of each axis, as shares of its length. */
			readonly starts: readonly number[];
			readonly ends: readonly number[];
			/** What lies outside of the input. */
			readonly outside: number;
	  };

export function resizeShape(
	{ name, sizes, scales }: ResizeNode,
	input: Shape,
): Shape {
	const fits =
		sizes.length === input.length &&
		scales.length === input.length &&
		sizes.every(isPositive) &&
		scales.every((scale) => scale > 0 && scale < Infinity);
	if (!fits)
		throw new InputError(
			`${name}: [${input}] cannot be resized to [${sizes}] by [${scales}]`,
		);
	return sizes;
}

/** Length of an axis that is resized by a scale, in the float32 of the standard's shape inference. */
export function resizedSize(size: number, scale: number): number {
	return Math.floor(Math.fround(size * Math.fround(scale)));
}

/** Place of the input, not a whole number, that an output's place stands for along one axis. */
export function sourcePlace(
	place: number,
	axis: number,
	size: number,
	{
		sizes,
		scales,
		coordinates,
	}: Pick<ResizeNode, "sizes" | "scales" | "coordinates">,
): number {
	const scale = scales[axis]!;
	const resized = sizes[axis]!;
	// The length before it was rounded to a whole number: the standard's length_resized.
	const exact = scale * size;
	const isOne = exact < 1 + 1e-6;
	switch (coordinates.kind) {
		case "half_pixel":
			return (place + 0.5) / scale - 0.5;
		case "half_pixel_symmetric": {
			const shift = (size / 2) * (1 - resized / exact);
			return shift + (place + 0.5) / scale - 0.5;
		}
		case "pytorch_half_pixel":
			return isOne ? 0 : (place + 0.5) / scale - 0.5;
		case "align_corners":
			return isOne ? 0 : (place * (size - 1)) / (exact - 1);
		case "asymmetric":
			return place / scale;
		case "tf_half_pixel_for_nn":
			return (place + 0.5) / scale;
		case "tf_crop_and_resize": {
			const [start, end] = [coordinates.starts[axis]!, coordinates.ends[axis]!];
			const last = size - 1;
			return isOne
				? 0.5 * (start + end) * last
				: start * last + (place * (end - start) * last) / (exact - 1);
		}
		default:
			return coordinates satisfies never;
	}
}

/** The place of an axis of `size` places that is nearest to one between them. */
export function nearestPlace(
	source: number,
	rounding: PlaceRounding,
	size: number,
): number {
	return Math.min(Math.max(roundedPlace(source, rounding), 0), size - 1);
}

function roundedPlace(source: number, rounding: PlaceRounding): number {
	switch (rounding) {
		case "round_prefer_floor":
			return Math.ceil(source - 0.5);
		case "round_prefer_ceil":
			return Math.floor(source + 0.5);
		case "floor":
			return Math.floor(source);
		case "ceil":
			return Math.ceil(source);
		default:
			return rounding satisfies never;
	}
}

/** What one place of the output is the sum of, along one axis. */
interface Taps {
	readonly places: Int32Array;
	readonly weights: Float64Array;
}

export function runResize(
	node: ResizeNode,
	{ batch, shape, data }: BatchTensor,
): FloatArray {
	const { coordinates } = node;
	let values: Float64Array = Float64Array.from(data);
	let current = [batch, ...shape];
	for (const [axis, size] of shape.entries()) {
		if (!isMoved(node, axis)) continue;
		const taps = Array.from({ length: node.sizes[axis]! }, (_, place) =>
			tapsAt(node, axis, sourcePlace(place, axis, size, node), size),
		);
		values = resizedAlong(values, current, axis + 1, taps);
		current = current.with(axis + 1, taps.length);
	}
	const output = arrayLike(data, values.length);
	output.set(values);
	if (coordinates.kind === "tf_crop_and_resize")
		fillOutside(output, node, shape, coordinates.outside);
	return output;
}

function isMoved({ scales, coordinates }: ResizeNode, axis: number): boolean {
	const isWhole =
		coordinates.kind !== "tf_crop_and_resize" ||
		(coordinates.starts[axis] === 0 && coordinates.ends[axis] === 1);
	return scales[axis] !== 1 || !isWhole;
}

/** Places around `source` and their weights, which add up to 1. */
function tapsAt(
	{ interpolation, antialias, excludeOutside, scales }: ResizeNode,
	axis: number,
	source: number,
	size: number,
): Taps {
	if (interpolation.kind === "nearest") {
		const place = nearestPlace(source, interpolation.rounding, size);
		return { places: Int32Array.of(place), weights: Float64Array.of(1) };
	}
	const stretch = antialias ? Math.max(1 / scales[axis]!, 1) : 1;
	const reach = (interpolation.kind === "linear" ? 1 : 2) * stretch;
	const first = Math.floor(source - reach) + 1;
	const length = Math.ceil(source + reach) - first;
	const isKept = (place: number): boolean =>
		!excludeOutside || (place >= 0 && place < size);
	const near = Array.from({ length }, (_, i) => first + i).filter(isKept);
	const weights = Float64Array.from(near, (place) =>
		kernel(interpolation, (place - source) / stretch),
	);
	const sum = weights.reduce((a, b) => a + b, 0);
	return {
		// Outside of the input its edges are repeated.
		places: Int32Array.from(near, (place) =>
			Math.min(Math.max(place, 0), size - 1),
		),
		weights: weights.map((weight) => weight / sum),
	};
}

function kernel(
	interpolation: Exclude<Interpolation, { readonly kind: "nearest" }>,
	distance: number,
): number {
	const x = Math.abs(distance);
	switch (interpolation.kind) {
		case "linear":
			return Math.max(1 - x, 0);
		case "cubic": {
			const a = interpolation.coefficient;
			if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
			if (x < 2) return (((x - 5) * x + 8) * x - 4) * a;
			return 0;
		}
		default:
			return interpolation satisfies never;
	}
}

function resizedAlong(
	values: Float64Array,
	shape: Shape,
	axis: number,
	taps: readonly Taps[],
): Float64Array {
	const size = shape[axis]!;
	const inner = sizeOf(shape.slice(axis + 1));
	const outer = sizeOf(shape.slice(0, axis));
	const output = new Float64Array(outer * taps.length * inner);
	for (let block = 0, at = 0; block < outer; block++) {
		for (const { places, weights } of taps) {
			for (const [t, place] of places.entries()) {
				const from = (block * size + place) * inner;
				const weight = weights[t]!;
				for (let i = 0; i < inner; i++)
					output[at + i]! += weight * values[from + i]!;
			}
			at += inner;
		}
	}
	return output;
}

/** Sets what comes from outside of the input along any axis. */
function fillOutside(
	output: FloatArray,
	node: ResizeNode,
	input: Shape,
	value: number,
): void {
	const outside = input.map((size, axis) =>
		Array.from({ length: node.sizes[axis]! }, (_, place) => {
			const source = sourcePlace(place, axis, size, node);
			return source < 0 || source > size - 1;
		}),
	);
	const places = sizeOf(node.sizes);
	for (let i = 0; i < output.length; i++) {
		let rest = i % places;
		for (let axis = input.length - 1; axis >= 0; axis--) {
			const size = node.sizes[axis]!;
			if (outside[axis]![rest % size]) output[i] = value;
			rest = Math.floor(rest / size);
		}
	}
}

/** Whether values ≥ 0 give none below 0: cubic kernels overshoot. */
export function keepsSign({ interpolation, coordinates }: ResizeNode): boolean {
	const fill =
		coordinates.kind === "tf_crop_and_resize" ? coordinates.outside : 0;
	return interpolation.kind !== "cubic" && fill >= 0;
}
