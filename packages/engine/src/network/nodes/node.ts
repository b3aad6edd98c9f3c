import { InputError } from "../../base/input-error.js";

/** What all nodes have. Each node makes one tensor, which has the node's name. */
export interface NodeBase {
	readonly name: string;
	/** Names of earlier nodes or of the network's input. */
	readonly inputs: readonly string[];
}

/** Shape of one image's tensor, without the batch dimension. */
export type Shape = readonly number[];

/** float32 for the tensors of a network; float64 where constants of an integer type are computed on import. */
export type FloatArray = Float32Array | Float64Array;

/** The tensor of some images, `[batch, ...shape]`. A constant has a batch of 1, whatever the batch of the others. */
export interface BatchTensor {
	readonly batch: number;
	readonly shape: Shape;
	readonly data: FloatArray;
}

/** Makes an array of the same type as another one; what is in it does not matter. */
export type MakeArray = <Values extends FloatArray>(
	values: Values,
	length: number,
) => Values;

/** An array of the same type as another one. */
export function arrayLike<Values extends FloatArray>(
	values: Values,
	length: number,
): Values {
	return new (values.constructor as new (length: number) => Values)(length);
}

/** @throws InputError that names the node */
export function checkSize(
	name: string,
	what: string,
	found: number,
	expected: number,
): void {
	if (found !== expected)
		throw new InputError(
			`${name}: ${what} need ${expected} values, found ${found}`,
		);
}

export const isPositive = (value: number): boolean =>
	Number.isInteger(value) && value > 0;
