/** Powers of two are looked for first: float32 scales by them exactly. */
const LARGEST = 2 ** 8;
const SMALLEST = 2 ** -15;
/** More levels than images of a byte a value have after one mean. */
const MOST_LEVELS = 1024;
/** Values whose levels are looked at, before all are held to the step that they show. */
const SAMPLE = 2 ** 18;
/** Share of a step by which float32 arithmetic may have moved a value. */
const TOLERANCE = 1e-3;

/**
 * What all values are multiples of: what one code of images is worth that come as integers, were rounded to a
 * fixed-point grid, or were scaled from one. Undefined where there is no such step.
 */
export function valueStep(values: Float32Array): number | undefined {
	return powerOfTwo(values) ?? levelStep(values);
}

function powerOfTwo(values: Float32Array): number | undefined {
	let step = LARGEST;
	for (let i = 0; i < values.length; i++) {
		const value = values[i]!;
		while (!Number.isInteger(value / step)) {
			step /= 2;
			if (step < SMALLEST) return undefined;
		}
	}
	return step;
}

/** The least distance of two levels, where all levels are multiples of it. */
function levelStep(values: Float32Array): number | undefined {
	const levels = new Set([0]);
	for (const value of values.subarray(0, SAMPLE)) {
		levels.add(value);
		if (levels.size > MOST_LEVELS || !Number.isFinite(value)) return undefined;
	}
	const sorted = Float64Array.from(levels).sort();
	const distances = sorted.subarray(1).map((level, i) => level - sorted[i]!);
	const least = distances.reduce((a, b) => Math.min(a, b), Infinity);
	// One distance is the difference of two rounded values; the whole range tells the step better.
	const range = sorted.at(-1)! - sorted[0]!;
	const step = range / Math.round(range / least);
	const isMultiple = (value: number): boolean => {
		const steps = value / step;
		return Math.abs(steps - Math.round(steps)) < TOLERANCE;
	};
	return range > 0 && values.every(isMultiple) ? step : undefined;
}
