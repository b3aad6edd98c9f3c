/** Distance of two points along each axis, 0 … 1. */
export type AxisDistances = (a: number, b: number, axis: number) => number;

/** What a model expects of points. */
export interface Prediction {
	readonly mean: Float64Array;
	readonly deviation: Float64Array;
}

/** Of the unit variance of the data: keeps the matrix positive definite, and does not trust the last digit. */
const NUGGET = 1e-4;
/** How fast values forget each other along an axis, in inverse squared axis lengths. */
const RELEVANCES = [0, 0.1, 0.4, 1.5, 5];
/** Rows that relevances are chosen on: the factorisations of all would take longer than they are worth. */
const ROWS_OF_CHOICE = 80;

/**
 * Regression by a Gaussian process with a squared exponential kernel of one relevance for each axis, which are chosen
 * by the likelihood of the data, axis by axis. C. E. Rasmussen and C. K. I. Williams, "Gaussian Processes for Machine
 * Learning", MIT Press 2006, algorithm 2.1 and section 5.4.
 *
 * @param rows points that values are known of, as numbers on each axis
 */
export function fitGaussianProcess(
	rows: readonly (readonly number[])[],
	values: readonly number[],
	squaredDistance: AxisDistances,
): (points: readonly (readonly number[])[]) => Prediction {
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
	const variance =
		values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
	const scale = Math.sqrt(variance) || 1;
	const targets = Float64Array.from(values, (value) => (value - mean) / scale);
	const every = Math.ceil(rows.length / ROWS_OF_CHOICE);
	const isChosen = (_: unknown, n: number) => n % every === 0;
	const relevances = chooseRelevances(
		rows.filter(isChosen),
		targets.filter(isChosen),
		squaredDistance,
	);
	const kernel = kernelBy(relevances, squaredDistance);
	const factor = cholesky(gram(rows, kernel), rows.length)!;
	const weights = solveUpper(factor, solveLower(factor, targets));
	return (points) => {
		const means = new Float64Array(points.length);
		const deviations = new Float64Array(points.length);
		points.forEach((point, n) => {
			const near = Float64Array.from(rows, (row) => kernel(row, point));
			means[n] = mean + scale * dot(near, weights);
			const explained = solveLower(factor, near);
			deviations[n] =
				scale * Math.sqrt(Math.max(0, 1 - dot(explained, explained)));
		});
		return { mean: means, deviation: deviations };
	};
}

type Kernel = (a: readonly number[], b: readonly number[]) => number;

function kernelBy(
	relevances: readonly number[],
	distance: AxisDistances,
): Kernel {
	return (a, b) => {
		let sum = 0;
		for (let k = 0; k < relevances.length; k++)
			sum += relevances[k]! * distance(a[k]!, b[k]!, k);
		return Math.exp(-sum);
	};
}

function chooseRelevances(
	rows: readonly (readonly number[])[],
	targets: Float64Array,
	distance: AxisDistances,
): readonly number[] {
	const relevances: number[] = (rows[0] ?? []).map(() => RELEVANCES[2]!);
	let best = -Infinity;
	for (let k = 0; k < relevances.length; k++) {
		let chosen = relevances[k]!;
		for (const relevance of RELEVANCES) {
			relevances[k] = relevance;
			const likelihood = logLikelihood(
				rows,
				targets,
				kernelBy(relevances, distance),
			);
			if (likelihood <= best) continue;
			best = likelihood;
			chosen = relevance;
		}
		relevances[k] = chosen;
	}
	return relevances;
}

function logLikelihood(
	rows: readonly (readonly number[])[],
	targets: Float64Array,
	kernel: Kernel,
): number {
	const factor = cholesky(gram(rows, kernel), rows.length);
	if (!factor) return -Infinity;
	const explained = solveLower(factor, targets);
	let logDeterminant = 0;
	for (let n = 0; n < rows.length; n++)
		logDeterminant += Math.log(factor[n * rows.length + n]!);
	return -0.5 * dot(explained, explained) - logDeterminant;
}

/** Covariances of all pairs, [rows × rows]. */
function gram(
	rows: readonly (readonly number[])[],
	kernel: Kernel,
): Float64Array {
	const size = rows.length;
	const matrix = new Float64Array(size * size);
	for (let a = 0; a < size; a++)
		for (let b = 0; b <= a; b++)
			matrix[a * size + b] =
				kernel(rows[a]!, rows[b]!) + (a === b ? NUGGET : 0);
	return matrix;
}

/** Lower triangle L of L·Lᵀ = A, in place, or undefined where A is not positive definite. */
export function cholesky(
	a: Float64Array,
	size: number,
): Float64Array | undefined {
	for (let i = 0; i < size; i++) {
		for (let j = 0; j <= i; j++) {
			let sum = a[i * size + j]!;
			for (let k = 0; k < j; k++) sum -= a[i * size + k]! * a[j * size + k]!;
			if (i > j) a[i * size + j] = sum / a[j * size + j]!;
			else if (sum > 0) a[i * size + i] = Math.sqrt(sum);
			else return undefined;
		}
	}
	return a;
}

/** x of L·x = b */
export function solveLower(l: Float64Array, b: Float64Array): Float64Array {
	const size = b.length;
	const x = new Float64Array(size);
	for (let i = 0; i < size; i++) {
		let sum = b[i]!;
		for (let k = 0; k < i; k++) sum -= l[i * size + k]! * x[k]!;
		x[i] = sum / l[i * size + i]!;
	}
	return x;
}

/** x of Lᵀ·x = b */
export function solveUpper(l: Float64Array, b: Float64Array): Float64Array {
	const size = b.length;
	const x = new Float64Array(size);
	for (let i = size - 1; i >= 0; i--) {
		let sum = b[i]!;
		for (let k = i + 1; k < size; k++) sum -= l[k * size + i]! * x[k]!;
		x[i] = sum / l[i * size + i]!;
	}
	return x;
}

function dot(a: Float64Array, b: Float64Array): number {
	let sum = 0;
	for (let n = 0; n < a.length; n++) sum += a[n]! * b[n]!;
	return sum;
}
