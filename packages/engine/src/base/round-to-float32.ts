import { InputError } from "./input-error.js";

/**
 * Numbers as float32.
 *
 * @throws InputError, beginning with `place`, for a finite number that float32 cannot hold
 */
export function roundToFloat32(
	values: Float64Array,
	place: string,
): Float32Array {
	const rounded = new Float32Array(values);
	const beyond = rounded.findIndex(
		(value, i) =>
			Math.abs(value) === Number.POSITIVE_INFINITY && value !== values[i],
	);
	if (beyond >= 0)
		throw new InputError(`${place}: ${values[beyond]} is beyond float32`);
	return rounded;
}
