import { InputError } from "../../../base/input-error.js";
import { sizeOf, type Tensor } from "../../../base/tensor.js";
import { DATA_TYPES, type DataType, type OnnxTensor } from "./onnx-model.js";

/** A stored tensor of floating-point type. `place` begins the error message, as in `conv1: weights`. */
export function floatTensor(tensor: OnnxTensor, place: string): Tensor {
	const type = storedType(tensor, place);
	if (type !== "FLOAT" && type !== "DOUBLE")
		throw wrongType(type, place, "FLOAT or DOUBLE");
	const bytes = tensor.rawData ?? concatenate(tensor.floatData);
	checkCount(tensor, place, bytes.length / (type === "FLOAT" ? 4 : 8));
	const aligned = copyOf(bytes);
	const data =
		type === "FLOAT"
			? new Float32Array(aligned)
			: Float32Array.from(new Float64Array(aligned));
	return { shape: tensor.shape, data };
}

/** Values of a stored tensor of type INT64, INT32 or BOOL: shapes, axes and flags. */
export function integerValues(
	tensor: OnnxTensor,
	place: string,
): readonly number[] {
	const type = storedType(tensor, place);
	if (type !== "INT64" && type !== "INT32" && type !== "BOOL") {
		throw wrongType(type, place, "INT64, INT32 or BOOL");
	}
	if (!tensor.rawData) {
		checkCount(tensor, place, tensor.integerData.length);
		return tensor.integerData;
	}
	checkCount(tensor, place, tensor.rawData.length / INTEGER_BYTES[type]);
	const aligned = copyOf(tensor.rawData);
	switch (type) {
		case "INT64":
			return Array.from(new BigInt64Array(aligned), Number);
		case "INT32":
			return Array.from(new Int32Array(aligned));
		case "BOOL":
			return Array.from(new Uint8Array(aligned));
		default:
			throw type satisfies never;
	}
}

const INTEGER_BYTES = { INT64: 8, INT32: 4, BOOL: 1 } as const;

function storedType(tensor: OnnxTensor, place: string): DataType | undefined {
	if (tensor.isExternal) {
		throw new InputError(
			`${place}: stored in another file; save the model with all weights inside`,
		);
	}
	return DATA_TYPES[tensor.dataType];
}

function wrongType(
	type: DataType | undefined,
	place: string,
	expected: string,
): InputError {
	return new InputError(
		`${place}: type ${type ?? "unknown"}, expected ${expected}`,
	);
}

function checkCount({ shape }: OnnxTensor, place: string, found: number): void {
	const isBroken = shape.some(
		(size) => size < 0 || (size === 0 && shape.length > 1),
	);
	if (isBroken || sizeOf(shape) !== found) {
		throw new InputError(
			`${place}: shape [${shape}] needs ${sizeOf(shape)} values, found ${found}`,
		);
	}
}

/** Views of the file are seldom aligned; `slice` would not copy where the file is a Node Buffer. */
const copyOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

function concatenate(pieces: readonly Uint8Array[]): Uint8Array {
	if (pieces.length === 1) return pieces[0]!;
	const all = new Uint8Array(
		pieces.reduce((sum, { length }) => sum + length, 0),
	);
	let at = 0;
	for (const piece of pieces) {
		all.set(piece, at);
		at += piece.length;
	}
	return all;
}
