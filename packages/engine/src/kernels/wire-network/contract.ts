/**
 * A crossbar of linear cells with the wires that lead to them. Row i is driven at its left end, column j is sensed
 * at its lower end, at 0 V; the other ends are open. The first cell of a row and the last one of a column see one
 * segment too.
 */
export interface WireNetwork {
	readonly rows: number;
	readonly columns: number;
	/** S, row-major [rows × columns]; 0 is an open cell. */
	readonly conductances: Float64Array;
	/** Current from row to column that a cell carries at 0 V, A, [rows × columns]; none if not stated. */
	readonly offsetCurrents?: Float64Array | undefined;
	readonly wires: WireResistances;
	/** Rows 2i and 2i + 1 meet each column at the same node: no segment lies between them. */
	readonly pairedRows?: boolean | undefined;
}

/** Ω, each 0 or more. */
export interface WireResistances {
	/** Between neighbouring cells of a row, and before the first. */
	readonly rowSegment: number;
	/** Between neighbouring cells of a column, and after the last. */
	readonly columnSegment: number;
	/** Of the driver of a row, in series with its first segment. */
	readonly rowSource: number;
	/** Of the sense amplifier's input, in series with the last segment of a column. */
	readonly columnSense: number;
}

export const NO_WIRES: WireResistances = {
	rowSegment: 0,
	columnSegment: 0,
	rowSource: 0,
	columnSense: 0,
};

/** What a solved network carries. */
export interface WireSolution {
	/** Out of each column into its sense amplifier, A, [batch × columns]. */
	readonly currents: Float64Array;
	/** Across each cell, from row to column, V, [batch × rows × columns]. */
	readonly cellVoltages: Float64Array;
}

/**
 * Solves Kirchhoff's laws of a wire network. Implementations agree to `SOLVER_TOLERANCE` of the greatest current, not
 * to the bit: the readable one eliminates, the fast one iterates.
 */
export interface WireNetworkSolver {
	readonly name: string;
	/** Systems solved so far: shows which solver ran. */
	readonly solves: number;
	/** @param voltages of the row drivers, V, [batch × rows] */
	solve(network: WireNetwork, voltages: Float64Array): WireSolution;
	/**
	 * The conductances of the crossbar without wires that gives the same currents: what each column carries for 1 V on
	 * each row, S, [rows × columns]. Offset currents are left out.
	 */
	effectiveConductances(network: WireNetwork): Float64Array;
}

/** Of the greatest current. */
export const SOLVER_TOLERANCE = 1e-11;
