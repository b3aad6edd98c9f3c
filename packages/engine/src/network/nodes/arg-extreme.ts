import { InputError } from "../../base/input-error.js";
import { sizeOf } from "../../base/tensor.js";
import {
	arrayLike,
	type BatchTensor,
	type FloatArray,
	type NodeBase,
	type Shape,
} from "./node.js";

/** Place of the greatest or least value along an axis. */
export interface ArgExtremeNode extends NodeBase {
	readonly kind: "arg-extreme";
	readonly function: "max" | "min";
	readonly axis: number;
	/** The axis stays with a size of 1. */
	readonly keepDims: boolean;
	/** Which of equal values counts. */
	readonly ties: "first" | "last";
}

export function argExtremeShape(
	{ name, axis, keepDims }: ArgExtremeNode,
	input: Shape,
): Shape {
	if (input[axis] === undefined)
		throw new InputError(`${name}: [${input}] has no axis ${axis}`);
	return keepDims ? input.with(axis, 1) : input.toSpliced(axis, 1);
}

export function runArgExtreme(
	{ axis, ties, function: name }: ArgExtremeNode,
	{ batch, shape, data }: BatchTensor,
): FloatArray {
	const size = shape[axis]!;
	const inner = sizeOf(shape.slice(axis + 1));
	const outer = batch * sizeOf(shape.slice(0, axis));
	const sign = name === "max" ? 1 : -1;
	const output = arrayLike(data, outer * inner);
	for (let block = 0; block < outer; block++) {
		for (let i = 0; i < inner; i++) {
			const valueAt = (place: number): number =>
				sign * data[(block * size + place) * inner + i]!;
			let best = 0;
			for (let place = 1; place < size; place++) {
				const isBetter =
					valueAt(place) > valueAt(best) ||
					(ties === "last" && valueAt(place) === valueAt(best));
				if (isBetter) best = place;
			}
			output[block * inner + i] = best;
		}
	}
	return output;
}
