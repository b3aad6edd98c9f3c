import {
	type CellCurve,
	curveCurrent,
	curveSlope,
	LINEAR,
} from "./cell-curve.js";
import type {
	WireNetwork,
	WireNetworkSolver,
	WireSolution,
} from "./contract.js";
import { solveGated } from "./solve-gated.js";

/** How inputs drive a crossbar. */
export type CellDrive =
	/** Rows are driven with voltages. */
	| { readonly kind: "rows" }
	/**
	 * Rows are the gates of access transistors; every column has a supply line of its own beside it, at `voltage` at
	 * its upper end, with the resistances of a row.
	 */
	| { readonly kind: "gates"; readonly voltage: number };

/** What a crossbar of any cells is solved for. */
export interface CellCircuit {
	readonly network: WireNetwork;
	readonly curve?: CellCurve | undefined;
	readonly drive?: CellDrive | undefined;
}

const MOST_STEPS = 100;
/** Of the greatest voltage: what a step of Newton's method may still change. */
const VOLTAGE_TOLERANCE = 1e-13;

/**
 * Currents of the columns of a crossbar whose cells may be nonlinear, A, [batch × columns], by Newton's method.
 *
 * @param inputs voltages of the rows, or 0 and 1 for their gates, [batch × rows]
 * @throws Error where the steps do not settle, as of a curve that falls
 */
export function solveCells(
	{ network, curve = LINEAR, drive = { kind: "rows" } }: CellCircuit,
	inputs: Float64Array,
	solver: WireNetworkSolver,
): Float64Array {
	if (drive.kind === "rows" && curve.kind === "linear")
		return solver.solve(network, inputs).currents;
	const { rows, columns } = network;
	const batch = inputs.length / rows;
	const currents = new Float64Array(batch * columns);
	for (let b = 0; b < batch; b++) {
		const driven = inputs.subarray(b * rows, (b + 1) * rows);
		const solved =
			drive.kind === "rows"
				? newton(network, curve, (linear) => solver.solve(linear, driven))
				: newton(gated(network, driven), curve, (linear) =>
						solveGated(linear, drive.voltage),
					);
		currents.set(solved.currents, b * columns);
	}
	return currents;
}

/** Cells behind a closed gate are open. */
function gated(network: WireNetwork, gates: Float64Array): WireNetwork {
	const { columns, conductances } = network;
	return {
		...network,
		conductances: conductances.map((g, at) =>
			gates[Math.floor(at / columns)] === 0 ? 0 : g,
		),
	};
}

/** Each step puts the tangents of the curves in their place. */
function newton(
	network: WireNetwork,
	curve: CellCurve,
	solveLinear: (network: WireNetwork) => WireSolution,
): WireSolution {
	let solution = solveLinear(network);
	if (curve.kind === "linear") return solution;
	for (let step = 0; step < MOST_STEPS; step++) {
		const at = solution.cellVoltages;
		const conductances = network.conductances.map(
			(g, cell) => g * curveSlope(curve, at[cell]!),
		);
		if (conductances.some((slope) => slope < 0))
			throw new Error("the current of a cell falls with its voltage");
		const offsetCurrents = network.conductances.map(
			(g, cell) =>
				g * curveCurrent(curve, at[cell]!) - conductances[cell]! * at[cell]!,
		);
		solution = solveLinear({ ...network, conductances, offsetCurrents });
		const next = solution.cellVoltages;
		let change = 0;
		let greatest = 0;
		for (let cell = 0; cell < next.length; cell++) {
			change = Math.max(change, Math.abs(next[cell]! - at[cell]!));
			greatest = Math.max(greatest, Math.abs(next[cell]!));
		}
		if (change <= VOLTAGE_TOLERANCE * greatest) return solution;
	}
	throw new Error(`the voltages do not settle in ${MOST_STEPS} steps`);
}
