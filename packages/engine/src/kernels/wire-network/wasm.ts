import { loadWasmKernel } from "../../base/wasm-kernel.js";
import type { WireNetwork, WireNetworkSolver } from "./contract.js";
import { turned, turnedBack } from "./turned.js";
import { wasmBase64 } from "./wire-network.wasm.js";

interface WireExports {
	// biome-ignore format: as in wire-network.as.ts
	factorLines(
		rows: number, columns: number, g: number, fRow: number, fColumn: number,
		rowSegment: number, rowEnd: number, columnSegment: number, columnEnd: number, paired: number,
	): void;
	// biome-ignore format: as in wire-network.as.ts
	solvePair(
		rows: number, columns: number, g: number, fRow: number, fColumn: number, offsets: number,
		rowSegment: number, rowEnd: number, columnSegment: number, columnEnd: number,
		paired: number, sources: number, work: number, currents: number, drops: number,
		tolerance: number, mostIterations: number,
	): number;
}

/** Relative residual, in the norm of the power in the columns, that currents are solved to. */
const RESIDUAL = 1e-14;

export interface WireSolverOptions {
	/** Relative residual to stop at. */
	readonly residual?: number;
}

/** WebAssembly SIMD: conjugate gradients with lines as preconditioner, in float64. */
export function createWasmWireSolver({
	residual = RESIDUAL,
}: WireSolverOptions = {}): WireNetworkSolver {
	const kernel = loadWasmKernel<WireExports>(wasmBase64);
	let solves = 0;

	/** Lays a network out in memory; the result solves two systems at a time. */
	const open = (network: WireNetwork, wantsDrops: boolean): SolvePair => {
		const { rows, columns, conductances, offsetCurrents, wires } = network;
		const cells = rows * columns;
		const at = layOut(rows, columns);
		const memory = kernel.reserve(at.end);
		new Float64Array(memory, at.g, cells).set(conductances);
		if (offsetCurrents)
			new Float64Array(memory, at.offsets, cells).set(offsetCurrents);
		const resistances = [
			wires.rowSegment,
			wires.rowSource + wires.rowSegment,
			wires.columnSegment,
			wires.columnSegment + wires.columnSense,
		] as const;
		const lines = [rows, columns, at.g, at.fRow, at.fColumn] as const;
		const paired = network.pairedRows ? 1 : 0;
		kernel.exports.factorLines(...lines, ...resistances, paired);
		const sources = new Float64Array(memory, at.sources, 2 * rows);
		return (voltages) => {
			sources.set(voltages);
			const iterations = kernel.exports.solvePair(
				...lines,
				offsetCurrents ? at.offsets : 0,
				...resistances,
				paired,
				at.sources,
				at.work,
				at.currents,
				wantsDrops ? at.drops : 0,
				residual,
				// Exact arithmetic needs no more than there are unknowns.
				cells + 100,
			);
			if (iterations < 0)
				throw new Error(
					`a crossbar of ${rows}×${columns} with wires of ${resistances.join(", ")} Ω does not converge`,
				);
			solves++;
			return {
				currents: new Float64Array(memory, at.currents, 2 * columns),
				drops: new Float64Array(memory, at.drops, 2 * cells),
			};
		};
	};

	return {
		name: "wasm",
		get solves() {
			return solves;
		},
		solve(network, voltages) {
			const { rows, columns } = network;
			const cells = rows * columns;
			const batch = voltages.length / rows;
			const solvePair = open(network, true);
			const currents = new Float64Array(batch * columns);
			const cellVoltages = new Float64Array(batch * cells);
			const pair = new Float64Array(2 * rows);
			for (let b = 0; b < batch; b += 2) {
				const lanes = Math.min(2, batch - b);
				pair.fill(0);
				for (let lane = 0; lane < lanes; lane++)
					for (let i = 0; i < rows; i++)
						pair[2 * i + lane] = voltages[(b + lane) * rows + i]!;
				const solved = solvePair(pair);
				for (let lane = 0; lane < lanes; lane++) {
					for (let j = 0; j < columns; j++)
						currents[(b + lane) * columns + j] = solved.currents[2 * j + lane]!;
					for (let c = 0; c < cells; c++)
						cellVoltages[(b + lane) * cells + c] = solved.drops[2 * c + lane]!;
				}
			}
			return { currents, cellVoltages };
		},
		effectiveConductances({ offsetCurrents: _, ...network }) {
			// The network is reciprocal: 1 V at a sense amplifier draws from every row driver at once what each of them
			// would send to it. So one solution for each column is enough, or one for each row where those are fewer.
			if (network.rows > network.columns && !network.pairedRows)
				return turnedBack(rowByRow(turned(network), open), network);
			return rowByRow(network, open);
		},
	};
}

type SolvePair = (voltages: Float64Array) => {
	readonly currents: Float64Array;
	readonly drops: Float64Array;
};

/** [rows × columns]: the currents of all columns for 1 V on one row after the other. */
function rowByRow(
	network: WireNetwork,
	open: (network: WireNetwork, wantsDrops: boolean) => SolvePair,
): Float64Array {
	const { rows, columns } = network;
	const solvePair = open(network, false);
	const effective = new Float64Array(rows * columns);
	const pair = new Float64Array(2 * rows);
	for (let i = 0; i < rows; i += 2) {
		const lanes = Math.min(2, rows - i);
		pair.fill(0);
		for (let lane = 0; lane < lanes; lane++) pair[2 * (i + lane) + lane] = 1;
		const { currents } = solvePair(pair);
		for (let lane = 0; lane < lanes; lane++)
			for (let j = 0; j < columns; j++)
				effective[(i + lane) * columns + j] = currents[2 * j + lane]!;
	}
	return effective;
}

/** Leaves address 0 and the module's static data alone. */
const FIRST = 1024;

/** Addresses of everything in memory. */
function layOut(rows: number, columns: number) {
	let end = FIRST;
	const next = (values: number): number => {
		const at = end;
		end += Math.ceil(values / 8) * 64;
		return at;
	};
	const cells = rows * columns;
	return {
		g: next(cells),
		fRow: next(cells),
		fColumn: next(cells),
		offsets: next(cells),
		sources: next(2 * rows),
		currents: next(2 * columns),
		drops: next(2 * cells),
		work: next(10 * cells + 4 * columns),
		get end() {
			return end;
		},
	};
}
