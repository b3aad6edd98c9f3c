import { InputError } from "../base/input-error.js";
import { sizeOf, type Tensor } from "../base/tensor.js";
import type { Shape } from "./nodes/node.js";

/** No layer has more weights, and none more channels to scale: who asks for them has a broken file. */
const MOST = { 0: 2 ** 28, 1: 2 ** 16 } as const;

/**
 * Stands for weights of which only the shape is known: zeros, or ones for what is multiplied or divided by. All
 * zeros share the memory of the largest.
 *
 * @throws InputError for a shape of too many values, or none
 */
export function unknownWeights(
	shape: Shape,
	place: string,
	value: 0 | 1 = 0,
): Tensor {
	const count = sizeOf(shape);
	const isShape = shape.every((size) => Number.isInteger(size) && size > 0);
	if (!isShape || count > MOST[value])
		throw new InputError(
			`${place}: [${shape}] needs positive sizes and at most ${MOST[value]} values`,
		);
	if (value === 1) return { shape, data: new Float32Array(count).fill(1) };
	if (zeros.length < count) zeros = new Float32Array(count);
	return { shape, data: zeros.subarray(0, count) };
}

let zeros = new Float32Array(0);
