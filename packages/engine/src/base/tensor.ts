/** Dense array of float32, row-major over `shape`. */
export interface Tensor {
	readonly shape: readonly number[];
	readonly data: Float32Array;
}

/** Number of elements of a shape: the product of its dimensions, 1 for a scalar. */
export function sizeOf(shape: readonly number[]): number {
	return shape.reduce((product, dimension) => product * dimension, 1);
}
