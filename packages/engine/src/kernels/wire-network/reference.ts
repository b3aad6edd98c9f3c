import type { WireNetwork, WireNetworkSolver } from "./contract.js";

/**
 * The definition: nodal equations and the currents of the wires as unknowns, so that a wire may have no resistance,
 * solved by Gaussian elimination. For small arrays: 4 · rows · columns unknowns.
 */
export function createReferenceWireSolver(): WireNetworkSolver {
	let solves = 0;
	const solve = (network: WireNetwork, voltages: Float64Array) => {
		const { rows, columns } = network;
		const batch = voltages.length / rows;
		const currents = new Float64Array(batch * columns);
		const cellVoltages = new Float64Array(batch * rows * columns);
		for (let b = 0; b < batch; b++) {
			const driven = voltages.subarray(b * rows, (b + 1) * rows);
			const unknowns = eliminate(circuitEquations(network, driven));
			const at = unknownsOf(network);
			for (let j = 0; j < columns; j++)
				currents[b * columns + j] = unknowns[at.columnWire(rows - 1, j)]!;
			for (let i = 0; i < rows; i++)
				for (let j = 0; j < columns; j++)
					cellVoltages[(b * rows + i) * columns + j] =
						unknowns[at.rowNode(i, j)]! - unknowns[at.columnNode(i, j)]!;
			solves++;
		}
		return { currents, cellVoltages };
	};
	return {
		name: "reference",
		get solves() {
			return solves;
		},
		solve,
		effectiveConductances({ offsetCurrents: _, ...network }) {
			const { rows } = network;
			const oneVolt = new Float64Array(rows * rows);
			for (let i = 0; i < rows; i++) oneVolt[i * rows + i] = 1;
			return solve(network, oneVolt).currents;
		},
	};
}

/** Where each unknown stands: two nodes for each cell, and the wire before its row node and after its column node. */
function unknownsOf({ rows, columns }: WireNetwork) {
	const cells = rows * columns;
	const cell = (i: number, j: number) => i * columns + j;
	return {
		count: 4 * cells,
		rowNode: cell,
		columnNode: (i: number, j: number) => cells + cell(i, j),
		rowWire: (i: number, j: number) => 2 * cells + cell(i, j),
		columnWire: (i: number, j: number) => 3 * cells + cell(i, j),
	};
}

/** Rows of the equations, coefficients and then the right-hand side. */
function circuitEquations(
	network: WireNetwork,
	voltages: Float64Array,
): Float64Array[] {
	const { rows, columns, conductances, offsetCurrents, wires, pairedRows } =
		network;
	const at = unknownsOf(network);
	const equations: Float64Array[] = [];
	const equation = (terms: [unknown: number, factor: number][], is: number) => {
		const row = new Float64Array(at.count + 1);
		for (const [unknown, factor] of terms) row[unknown]! += factor;
		row[at.count] = is;
		equations.push(row);
	};
	for (let i = 0; i < rows; i++) {
		for (let j = 0; j < columns; j++) {
			const g = conductances[i * columns + j]!;
			const offset = offsetCurrents?.[i * columns + j] ?? 0;
			const row = at.rowNode(i, j);
			const column = at.columnNode(i, j);
			const intoRow = at.rowWire(i, j);
			const outOfColumn = at.columnWire(i, j);
			// What comes along the row goes on along it or through the cell.
			const onward: [number, number][] =
				j + 1 < columns ? [[at.rowWire(i, j + 1), -1]] : [];
			equation([[intoRow, 1], ...onward, [row, -g], [column, g]], offset);
			const fromAbove: [number, number][] =
				i > 0 ? [[at.columnWire(i - 1, j), 1]] : [];
			equation(
				[[outOfColumn, -1], ...fromAbove, [row, g], [column, -g]],
				-offset,
			);
			// Ohm's law of the two wires.
			if (j > 0) {
				const before = at.rowNode(i, j - 1);
				equation(
					[
						[before, 1],
						[row, -1],
						[intoRow, -wires.rowSegment],
					],
					0,
				);
			} else {
				const resistance = wires.rowSource + wires.rowSegment;
				equation(
					[
						[row, -1],
						[intoRow, -resistance],
					],
					-voltages[i]!,
				);
			}
			if (i + 1 < rows) {
				const below = at.columnNode(i + 1, j);
				const resistance = pairedRows && i % 2 === 0 ? 0 : wires.columnSegment;
				equation(
					[
						[column, 1],
						[below, -1],
						[outOfColumn, -resistance],
					],
					0,
				);
			} else {
				const resistance = wires.columnSegment + wires.columnSense;
				equation(
					[
						[column, 1],
						[outOfColumn, -resistance],
					],
					0,
				);
			}
		}
	}
	return equations;
}

/** Gaussian elimination with partial pivoting. */
function eliminate(equations: Float64Array[]): Float64Array {
	const count = equations.length;
	for (let k = 0; k < count; k++) {
		let pivot = k;
		for (let row = k + 1; row < count; row++)
			if (Math.abs(equations[row]![k]!) > Math.abs(equations[pivot]![k]!))
				pivot = row;
		const swapped = equations[k]!;
		const from = equations[pivot]!;
		equations[pivot] = swapped;
		equations[k] = from;
		for (let row = k + 1; row < count; row++) {
			const to = equations[row]!;
			const factor = to[k]! / from[k]!;
			if (factor === 0) continue;
			for (let at = k; at <= count; at++) to[at]! -= factor * from[at]!;
		}
	}
	const unknowns = new Float64Array(count);
	for (let k = count - 1; k >= 0; k--) {
		const row = equations[k]!;
		let sum = row[count]!;
		for (let at = k + 1; at < count; at++) sum -= row[at]! * unknowns[at]!;
		unknowns[k] = sum / row[k]!;
	}
	return unknowns;
}
