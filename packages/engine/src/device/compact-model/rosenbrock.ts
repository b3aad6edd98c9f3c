/** A system of ordinary differential equations y' = f(t, y) of few variables, which may be stiff. */
export interface OdeSystem {
	/** Writes y' to `out`. */
	derivative(t: number, y: Float64Array, out: Float64Array): void;
	/** Absolute errors that do not matter, one for each variable. */
	readonly absoluteTolerance: readonly number[];
	readonly relativeTolerance: number;
	/** Corrects the start and what each step came to, as at a wall that a variable does not pass. */
	constrain?(t: number, y: Float64Array): void;
}

const SAFETY = 0.8;
const MOST_STEPS = 100_000;
const D = 1 / (2 + Math.SQRT2);
const E32 = 6 + Math.SQRT2;

/**
 * Integrates from t0 to t1 by the Rosenbrock pair of order 2 and 3 of L. F. Shampine and M. W. Reichelt, "The MATLAB ODE
 * suite", SIAM Journal on Scientific Computing 18 (1997): L-stable, so that a variable much faster than the others does
 * not set the step. The Jacobian is had from differences.
 *
 * @param y start, and where it ends
 * @param onStep told every point that is reached
 * @throws Error where the steps do not end
 */
export function integrate(
	system: OdeSystem,
	y: Float64Array,
	[t0, t1]: readonly [number, number],
	onStep: (t: number, y: Float64Array) => void = () => {},
): void {
	const n = y.length;
	const vector = () => new Float64Array(n);
	const [f0, f1, f2, k1, k2, k3, next, dfdt] = Array.from(
		{ length: 8 },
		vector,
	) as [
		Float64Array,
		Float64Array,
		Float64Array,
		Float64Array,
		Float64Array,
		Float64Array,
		Float64Array,
		Float64Array,
	];
	let t = t0;
	system.constrain?.(t, y);
	let step = firstStep(system, t0, y, t1 - t0);
	system.derivative(t, y, f0);
	for (let count = 0; t < t1; count++) {
		if (count > MOST_STEPS)
			throw new Error(
				`${MOST_STEPS} steps do not lead from ${t0} s to ${t1} s`,
			);
		const isLast = t + 1.0001 * step >= t1;
		const h = isLast ? t1 - t : step;
		const solve = factored(jacobian(system, t, y, f0), h * D);
		timeDerivative(system, t, y, f0, h, dfdt);
		// (I − h d J) k1 = f0 + h d ∂f/∂t
		for (let i = 0; i < n; i++) k1[i] = f0[i]! + h * D * dfdt[i]!;
		solve(k1);
		for (let i = 0; i < n; i++) next[i] = y[i]! + (h / 2) * k1[i]!;
		system.derivative(t + h / 2, next, f1);
		for (let i = 0; i < n; i++) k2[i] = f1[i]! - k1[i]!;
		solve(k2);
		for (let i = 0; i < n; i++) {
			k2[i]! += k1[i]!;
			next[i] = y[i]! + h * k2[i]!;
		}
		system.derivative(t + h, next, f2);
		for (let i = 0; i < n; i++)
			k3[i] =
				f2[i]! -
				E32 * (k2[i]! - f1[i]!) -
				2 * (k1[i]! - f0[i]!) +
				h * D * dfdt[i]!;
		solve(k3);
		let error = 0;
		for (let i = 0; i < n; i++) {
			const size = Math.max(Math.abs(y[i]!), Math.abs(next[i]!));
			const allowed =
				system.absoluteTolerance[i]! + system.relativeTolerance * size;
			const own = (h / 6) * (k1[i]! - 2 * k2[i]! + k3[i]!);
			error = Math.max(error, Math.abs(own) / allowed);
		}
		if (error <= 1) {
			t = isLast ? t1 : t + h;
			y.set(next);
			system.constrain?.(t, y);
			system.derivative(t, y, f0);
			onStep(t, y);
		} else if (!(h > 1e-15 * Math.max(Math.abs(t), t1 - t0))) {
			throw new Error(`the step at ${t} s becomes too small`);
		}
		// What is not a number has failed too.
		const growth = SAFETY * Math.cbrt(1 / Math.max(error, 1e-10));
		step = h * (error >= 0 ? Math.min(Math.max(growth, 0.1), 5) : 0.1);
	}
}

function firstStep(
	{ derivative, absoluteTolerance, relativeTolerance }: OdeSystem,
	t: number,
	y: Float64Array,
	span: number,
): number {
	const f = new Float64Array(y.length);
	derivative(t, y, f);
	let rate = 0;
	f.forEach((slope, i) => {
		const allowed = absoluteTolerance[i]! + relativeTolerance * Math.abs(y[i]!);
		rate = Math.max(rate, Math.abs(slope) / allowed);
	});
	return Math.min(span, rate > 0 ? 1 / rate : span);
}

/** ∂f/∂y by differences, row by row. */
function jacobian(
	{ derivative, absoluteTolerance }: OdeSystem,
	t: number,
	y: Float64Array,
	f0: Float64Array,
): Float64Array[] {
	const n = y.length;
	const rows = Array.from({ length: n }, () => new Float64Array(n));
	const moved = y.slice();
	const f = new Float64Array(n);
	for (let j = 0; j < n; j++) {
		const size = Math.max(Math.abs(y[j]!), absoluteTolerance[j]!);
		moved[j] = y[j]! + Math.sqrt(Number.EPSILON) * size;
		const change = moved[j]! - y[j]!;
		derivative(t, moved, f);
		for (let i = 0; i < n; i++) rows[i]![j] = (f[i]! - f0[i]!) / change;
		moved[j] = y[j]!;
	}
	return rows;
}

function timeDerivative(
	{ derivative }: OdeSystem,
	t: number,
	y: Float64Array,
	f0: Float64Array,
	h: number,
	out: Float64Array,
): void {
	const latest = Math.max(Math.abs(t), Math.abs(t + h));
	const change = t + Math.min(Math.sqrt(Number.EPSILON) * latest, h) - t;
	derivative(t + change, y, out);
	for (let i = 0; i < out.length; i++) out[i] = (out[i]! - f0[i]!) / change;
}

/** Solves (I − c · J) x = b in place of b, by Gaussian elimination. */
function factored(
	jacobian: readonly Float64Array[],
	c: number,
): (b: Float64Array) => void {
	const n = jacobian.length;
	const rows = jacobian.map((row, i) =>
		row.map((value, j) => (i === j ? 1 : 0) - c * value),
	);
	const order = rows.map((_, i) => i);
	for (let k = 0; k < n; k++) {
		let pivot = k;
		for (let i = k + 1; i < n; i++)
			if (Math.abs(rows[i]![k]!) > Math.abs(rows[pivot]![k]!)) pivot = i;
		[rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
		[order[k], order[pivot]] = [order[pivot]!, order[k]!];
		for (let i = k + 1; i < n; i++) {
			const factor = rows[i]![k]! / rows[k]![k]!;
			rows[i]![k] = factor;
			for (let j = k + 1; j < n; j++) rows[i]![j]! -= factor * rows[k]![j]!;
		}
	}
	return (b) => {
		const x = order.map((i) => b[i]!);
		for (let i = 1; i < n; i++)
			for (let j = 0; j < i; j++) x[i]! -= rows[i]![j]! * x[j]!;
		for (let i = n - 1; i >= 0; i--) {
			for (let j = i + 1; j < n; j++) x[i]! -= rows[i]![j]! * x[j]!;
			x[i]! /= rows[i]![i]!;
		}
		b.set(x);
	};
}
