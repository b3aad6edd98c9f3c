// Conjugate gradients on the voltages of the column nodes, those of the row nodes eliminated, with the columns alone
// (cells to ground) as preconditioner. Everything is done by lines: a row or a column with its cells is a ladder, and
// a ladder is solved by two sweeps,
//   towards its driven end:  J = injected + f · J before,
//   and back:                V = f · (V before + r · J),
// where J is the current source of the Norton equivalent of what lies behind, y its conductance and
// f = 1 / (1 + r · y). Only positive terms are added and nothing is divided by a resistance, so wires of no resistance
// and open cells need no case of their own and nothing cancels.
//
// Two right-hand sides are solved at a time, one in each lane; a matrix [rows × columns] of them holds pairs.
//
// Tried: the 2·rows·columns nodal equations with the same lines as a block preconditioner take twice the iterations
// on twice the unknowns.

// @ts-ignore: decorator
@inline
function mulAdd(a: v128, b: v128, c: v128): v128 {
	return f64x2.add(f64x2.mul(a, b), c);
}

/** Resistance of a column below row i: none between the rows of a pair. */
// @ts-ignore: decorator
@inline
function below(i: usize, rows: usize, segment: f64, end: f64, paired: bool): f64 {
	if (i == rows - 1) return end;
	return paired && !(i & 1) ? 0 : segment;
}

/**
 * Ladder factors of rows and columns, [rows × columns] each.
 *
 * @param rowEnd resistance before the first cell of a row, `columnEnd` after the last of a column
 */
export function factorLines(
	rows: usize, columns: usize, g: usize, fRow: usize, fColumn: usize,
	rowSegment: f64, rowEnd: f64, columnSegment: f64, columnEnd: f64, paired: bool,
): void {
	const stride = columns << 3;
	for (let i: usize = 0; i < rows; i++) {
		let behind: f64 = 0;
		for (let j = columns; j-- > 0;) {
			const at = i * stride + (j << 3);
			const y = load<f64>(g + at) + behind;
			const f: f64 = 1 / (1 + (j > 0 ? rowSegment : rowEnd) * y);
			store<f64>(fRow + at, f);
			behind = y * f;
		}
	}
	for (let j: usize = 0; j < columns; j++) {
		let behind: f64 = 0;
		for (let i: usize = 0; i < rows; i++) {
			const at = i * stride + (j << 3);
			const y = load<f64>(g + at) + behind;
			const f: f64 = 1 / (1 + below(i, rows, columnSegment, columnEnd, paired) * y);
			store<f64>(fColumn + at, f);
			behind = y * f;
		}
	}
}

/**
 * Voltages of one row into `line` [columns × 2]: cells lead to columns of voltage x, the row is driven with `source`,
 * and each cell draws its offset current besides (none where `offsets` is 0).
 */
// @ts-ignore: decorator
@inline
function solveRow(
	columns: usize, g: usize, fRow: usize, x: usize, offsets: usize,
	source: v128, rowSegment: v128, rowEnd: v128, line: usize,
): void {
	let current = f64x2.splat(0);
	for (let j = columns; j-- > 0;) {
		const at = j << 3;
		let injected = f64x2.mul(v128.load_splat<f64>(g + at), v128.load(x + (at << 1)));
		if (offsets) injected = f64x2.sub(injected, v128.load_splat<f64>(offsets + at));
		current = f64x2.add(injected, current);
		v128.store(line + (at << 1), current);
		current = f64x2.mul(v128.load_splat<f64>(fRow + at), current);
	}
	let voltage = source;
	let resistance = rowEnd;
	for (let j: usize = 0; j < columns; j++) {
		const at = j << 3;
		voltage = f64x2.mul(
			v128.load_splat<f64>(fRow + at),
			mulAdd(resistance, v128.load(line + (at << 1)), voltage),
		);
		v128.store(line + (at << 1), voltage);
		resistance = rowSegment;
	}
}

/**
 * Solves two systems. Memory is as `wire-network/wasm.ts` lays it out.
 *
 * @param sources [rows × 2], V
 * @param work 5 matrices of pairs and 2 lines of pairs
 * @param currents [columns × 2], A; `drops` [rows × columns × 2], V, or 0 where not wanted
 * @returns iterations, or −1 where `mostIterations` were not enough
 */
export function solvePair(
	rows: usize, columns: usize, g: usize, fRow: usize, fColumn: usize, offsets: usize,
	rowSegment: f64, rowEnd: f64, columnSegment: f64, columnEnd: f64,
	paired: bool, sources: usize, work: usize, currents: usize, drops: usize,
	tolerance: f64, mostIterations: i32,
): i32 {
	const line = columns << 4;
	const matrix = rows * line;
	const u = work;
	const p = u + matrix;
	const q = p + matrix;
	const r = q + matrix;
	const z = r + matrix;
	const rowLine = z + matrix;
	const zeroLine = rowLine + line;
	const coefficientRow = columns << 3;
	const rRow = f64x2.splat(rowSegment);
	const rRowEnd = f64x2.splat(rowEnd);
	const none = f64x2.splat(0);
	memory.fill(u, 0, 3 * matrix);
	memory.fill(zeroLine, 0, line);

	// Residual of all columns at 0 V: what flows into them.
	for (let i: usize = 0; i < rows; i++) {
		const c = i * coefficientRow;
		const own = offsets ? offsets + c : 0;
		solveRow(columns, g + c, fRow + c, zeroLine, own, v128.load(sources + (i << 4)), rRow, rRowEnd, rowLine);
		for (let j: usize = 0; j < columns; j++) {
			let current = f64x2.mul(v128.load_splat<f64>(g + c + (j << 3)), v128.load(rowLine + (j << 4)));
			if (own) current = f64x2.add(current, v128.load_splat<f64>(own + (j << 3)));
			v128.store(r + i * line + (j << 4), current);
		}
	}

	let alpha = none;
	let beta = none;
	let energy = none;
	let goal = none;
	let iterations: i32 = 0;
	for (;;) {
		// Step along p (none the first time), and the sweep of the columns towards their ends.
		for (let i: usize = 0; i < rows; i++) {
			const above = z + (i - 1) * line;
			const fAbove = fColumn + (i - 1) * coefficientRow;
			for (let j: usize = 0; j < columns; j++) {
				const at = i * line + (j << 4);
				v128.store(u + at, mulAdd(alpha, v128.load(p + at), v128.load(u + at)));
				const residual = f64x2.sub(v128.load(r + at), f64x2.mul(alpha, iterations ? v128.load(z + at) : none));
				v128.store(r + at, residual);
				v128.store(z + at, i ? mulAdd(v128.load_splat<f64>(fAbove + (j << 3)), v128.load(above + (j << 4)), residual) : residual);
			}
		}
		// And back: z = residual through the columns alone.
		const before = energy;
		energy = none;
		for (let i = rows; i-- > 0;) {
			const lower = i < rows - 1 ? z + (i + 1) * line : zeroLine;
			const resistance = f64x2.splat(below(i, rows, columnSegment, columnEnd, paired));
			const f = fColumn + i * coefficientRow;
			for (let j: usize = 0; j < columns; j++) {
				const at = i * line + (j << 4);
				const voltage = f64x2.mul(
					v128.load_splat<f64>(f + (j << 3)),
					mulAdd(resistance, v128.load(z + at), v128.load(lower + (j << 4))),
				);
				v128.store(z + at, voltage);
				energy = mulAdd(v128.load(r + at), voltage, energy);
			}
		}
		if (!iterations) goal = f64x2.mul(energy, f64x2.splat(tolerance * tolerance));
		// A lane that is not a number never gets there.
		if (v128.any_true(f64x2.ne(energy, energy))) return -1;
		if (!v128.any_true(f64x2.gt(energy, goal))) break;
		if (iterations == mostIterations) return -1;
		iterations++;
		beta = iterations > 1 ? quotient(energy, before) : none;

		// p = z + β p, q = its image through the columns alone; z = its image through the whole network.
		let image = none;
		for (let i: usize = 0; i < rows; i++) {
			const c = i * coefficientRow;
			const first = i * line;
			for (let j: usize = 0; j < columns; j++) {
				const at = first + (j << 4);
				v128.store(p + at, mulAdd(beta, v128.load(p + at), v128.load(z + at)));
				v128.store(q + at, mulAdd(beta, v128.load(q + at), v128.load(r + at)));
			}
			solveRow(columns, g + c, fRow + c, p + first, 0, none, rRow, rRowEnd, rowLine);
			for (let j: usize = 0; j < columns; j++) {
				const at = first + (j << 4);
				const current = f64x2.sub(
					v128.load(q + at),
					f64x2.mul(v128.load_splat<f64>(g + c + (j << 3)), v128.load(rowLine + (j << 4))),
				);
				v128.store(z + at, current);
				image = mulAdd(v128.load(p + at), current, image);
			}
		}
		alpha = quotient(energy, image);
	}
	carry(rows, columns, g, fRow, fColumn, offsets, rRow, rRowEnd, sources, u, rowLine, currents, drops);
	return iterations;
}

/** 0 where the dividend is 0: that lane is done. */
// @ts-ignore: decorator
@inline
function quotient(dividend: v128, divisor: v128): v128 {
	const isDone = f64x2.eq(dividend, f64x2.splat(0));
	return v128.andnot(f64x2.div(dividend, v128.bitselect(f64x2.splat(1), divisor, isDone)), isDone);
}

/** Currents out of the columns, and voltages across the cells, from the voltages u of the columns. */
function carry(
	rows: usize, columns: usize, g: usize, fRow: usize, fColumn: usize, offsets: usize,
	rowSegment: v128, rowEnd: v128, sources: usize, u: usize, rowLine: usize, currents: usize, drops: usize,
): void {
	memory.fill(currents, 0, columns << 4);
	for (let i: usize = 0; i < rows; i++) {
		const c = i * (columns << 3);
		const own = offsets ? offsets + c : 0;
		const voltages = u + (c << 1);
		solveRow(columns, g + c, fRow + c, voltages, own, v128.load(sources + (i << 4)), rowSegment, rowEnd, rowLine);
		for (let j: usize = 0; j < columns; j++) {
			const at = j << 4;
			const voltage = v128.load(rowLine + at);
			let current = f64x2.mul(v128.load_splat<f64>(g + c + (j << 3)), voltage);
			if (own) current = f64x2.add(current, v128.load_splat<f64>(own + (j << 3)));
			// Of what comes down, the share 1 − f goes into the cells.
			const sum = f64x2.add(v128.load(currents + at), current);
			v128.store(currents + at, f64x2.mul(v128.load_splat<f64>(fColumn + c + (j << 3)), sum));
			if (drops) v128.store(drops + (c << 1) + at, f64x2.sub(voltage, v128.load(voltages + at)));
		}
	}
}
