/** Steps that are looked for: powers of two, which float32 scales exactly. */
const LARGEST = 2 ** 8;
const SMALLEST = 2 ** -15;

/**
 * The greatest power of two that all values are multiples of: what one code of images is worth that come as integers,
 * or were rounded to a fixed-point grid. Undefined where there is none.
 */
export function valueStep(values: Float32Array): number | undefined {
	let step = LARGEST;
	for (const value of values) {
		while (!Number.isInteger(value / step)) {
			step /= 2;
			if (step < SMALLEST) return undefined;
		}
	}
	return step;
}
