import type { WireNetwork, WireSolution } from "./contract.js";
import { ladder, solveLadder } from "./ladder.js";

/** Relative residual to stop at, in the norm of the power. */
const RESIDUAL = 1e-15;

/**
 * A crossbar whose columns each have a supply line beside them, at `voltage` at its upper end, behind the resistances
 * of a row: no column sees another. Rows only open gates; open cells conduct nothing.
 */
export function solveGated(
	network: WireNetwork,
	voltage: number,
): WireSolution {
	const { rows, columns, conductances, offsetCurrents } = network;
	const currents = new Float64Array(columns);
	const cellVoltages = new Float64Array(rows * columns);
	for (let j = 0; j < columns; j++) {
		const ofColumn = (matrix: Float64Array | undefined) =>
			Float64Array.from(
				{ length: rows },
				(_, i) => matrix?.[i * columns + j] ?? 0,
			);
		const column = solveColumn(
			ofColumn(conductances),
			ofColumn(offsetCurrents),
			network,
			voltage,
		);
		currents[j] = column.current;
		for (let i = 0; i < rows; i++)
			cellVoltages[i * columns + j] = column.drops[i]!;
	}
	return { currents, cellVoltages };
}

/**
 * Two ladders with cells between them, by conjugate gradients on the voltages of the column, the supply line
 * eliminated, with the column alone as preconditioner.
 */
function solveColumn(
	g: Float64Array,
	offsets: Float64Array,
	{ wires }: WireNetwork,
	voltage: number,
): { readonly current: number; readonly drops: Float64Array } {
	const rows = g.length;
	// The open end of the supply line is below: its nodes are counted from there.
	const supply = ladder(
		g.toReversed(),
		wires.rowSegment,
		wires.rowSource + wires.rowSegment,
	);
	const column = ladder(
		g,
		wires.columnSegment,
		wires.columnSegment + wires.columnSense,
	);
	const supplyVoltages = (into: Float64Array, source: number) => {
		const nodes = into.toReversed();
		solveLadder(supply, nodes, source, nodes);
		return nodes.reverse();
	};
	/** Currents of the cells into the column, for its voltages. */
	const cellCurrents = (u: Float64Array) => {
		const v = supplyVoltages(
			u.map((x, i) => g[i]! * x - offsets[i]!),
			voltage,
		);
		return { v, into: v.map((x, i) => g[i]! * x + offsets[i]!) };
	};
	const u = new Float64Array(rows);
	let r = cellCurrents(u).into;
	let p = new Float64Array(rows);
	let q = new Float64Array(rows);
	let goal: number | undefined;
	let before = 0;
	for (let step = 0; step <= rows + 10; step++) {
		const z = new Float64Array(rows);
		solveLadder(column, r, 0, z);
		const energy = dot(r, z);
		goal ??= energy * RESIDUAL * RESIDUAL;
		if (energy <= goal) break;
		const beta = step === 0 ? 0 : energy / before;
		before = energy;
		p = z.map((x, i) => x + beta * p[i]!);
		q = r.map((x, i) => x + beta * q[i]!);
		const v = supplyVoltages(
			p.map((x, i) => g[i]! * x),
			0,
		);
		const image = q.map((x, i) => x - g[i]! * v[i]!);
		const alpha = energy / dot(p, image);
		for (let i = 0; i < rows; i++) u[i]! += alpha * p[i]!;
		r = r.map((x, i) => x - alpha * image[i]!);
	}
	const { v, into } = cellCurrents(u);
	const drops = v.map((x, i) => x - u[i]!);
	return { current: solveLadder(column, into, 0, into), drops };
}

function dot(a: Float64Array, b: Float64Array): number {
	return a.reduce((sum, x, i) => sum + x * b[i]!, 0);
}
