import { InputError } from "../../../base/input-error.js";
import { roundToFloat32 } from "../../../base/round-to-float32.js";
import { sizeOf, type Tensor } from "../../../base/tensor.js";
import type { Shape } from "../../nodes/node.js";
import { aligned, joinPieces } from "../protobuf/packed-values.js";
import type { CaffeBlob } from "./caffe-net.js";

/**
 * The values of a blob in a given shape. Axes of size 1 at the front do not count: old files store four axes always.
 *
 * @throws InputError where the stored shape is another one, the values are not as many, or are beyond float32
 */
export function blobValues(
	blob: CaffeBlob,
	shape: Shape,
	place: string,
): Tensor {
	if (String(inner(blob.shape)) !== String(inner(shape)))
		throw new InputError(
			`${place} need shape [${shape}], the caffemodel has [${blob.shape}]`,
		);
	const isDouble = blob.floats.length === 0 && blob.doubles.length > 0;
	const pieces = isDouble ? blob.doubles : blob.floats;
	const bytes = joinPieces(pieces);
	const size = isDouble ? 8 : 4;
	const count = sizeOf(shape);
	if (bytes.length !== count * size)
		throw new InputError(
			`${place}: shape [${shape}] needs ${count} values, found ${bytes.length / size}`,
		);
	const { buffer, byteOffset } = aligned(bytes, size);
	const data = isDouble
		? roundToFloat32(new Float64Array(buffer, byteOffset, count), place)
		: new Float32Array(buffer, byteOffset, count);
	return { shape, data };
}

/** Without the axes of size 1 at the front. */
function inner(shape: Shape): Shape {
	const first = shape.findIndex((size) => size !== 1);
	return first < 0 ? [] : shape.slice(first);
}
