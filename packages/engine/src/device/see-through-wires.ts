import { InputError } from "../base/input-error.js";
import { hasWires, levelScale } from "../design/cell-scale.js";
import type { Design, Wires } from "../design/design.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import type { WireNetworkSolver } from "../kernels/wire-network/contract.js";
import { keptEffectiveConductances } from "./keep-effective.js";
import type { HeldCells } from "./program-levels.js";

/** How the columns of a row segment lie in arrays. */
export interface SegmentLayout {
	readonly outputs: number;
	readonly slices: number;
	/** Outputs of one array. */
	readonly outputsPerArray: number;
	/** Every array has a column of ones at its right end. */
	readonly hasUnitColumn: boolean;
}

/**
 * What drivers and sense amplifiers see of the cells of a row segment through the wires of its arrays, in levels: the
 * effective conductances. Rows and columns that an array has besides are open and far from drivers and sense amplifiers,
 * so that nothing flows in them. The column of ones is that of the segment's first array.
 *
 * @throws InputError where the design has wires but no resistances of cells
 */
export function seeThroughWires(
	cells: HeldCells,
	layout: SegmentLayout,
	design: Design,
	solver: WireNetworkSolver,
): HeldCells {
	const { wires, cellBits } = design.crossbar;
	if (!hasWires(wires)) return cells;
	const { perLevel } = levelScale(design.device, cellBits);
	if (perLevel === undefined)
		throw new InputError(
			`${design.name}: crossbar.wires: found resistances of wires, expected those of cells too: device.cell of kind resistances`,
		);
	const { rows } = cells;
	const seen = {
		rows,
		positive: new Float64Array(cells.positive.length),
		negative: cells.negative && new Float64Array(cells.negative.length),
		unitCells: new Float64Array(rows),
	};
	for (const columns of arraysOf(cells, layout, design)) {
		const held = gather(cells, columns);
		const network = {
			rows,
			columns: columns.length,
			conductances: held.map((level) => level * perLevel),
			wires,
		};
		const effective = keptEffectiveConductances(network, solver).map(
			(g) => g / perLevel,
		);
		scatter(compensated(effective, held, wires, columns.length), columns, seen);
	}
	return seen;
}

/** A column of an array: one of the segment's, or the column of ones. */
interface ArrayColumn {
	readonly cells: "positive" | "negative" | "unitCells";
	readonly column: number;
	/** Another array's column of ones is not the one that stands for all. */
	readonly isKept: boolean;
}

/** Columns of each array from left to right: the slices of an output side by side, unless each has an array of its own. */
function arraysOf(
	{ negative }: HeldCells,
	{ outputs, slices, outputsPerArray, hasUnitColumn }: SegmentLayout,
	{ crossbar, encoding }: Design,
): readonly (readonly ArrayColumn[])[] {
	const isPair = weightEncoders[encoding.weights].cells === "pair" && negative;
	const isAdjacent = crossbar.pairs.layout === "adjacent-columns";
	const all = Array.from({ length: slices }, (_, j) => j);
	const sliceSets =
		crossbar.columnLayout === "interleaved" ? [all] : all.map((j) => [j]);
	const polarities = !isPair
		? [["positive"] as const]
		: isAdjacent
			? [["positive", "negative"] as const]
			: [["positive"] as const, ["negative"] as const];
	const arrays: ArrayColumn[][] = [];
	for (let first = 0; first < outputs; first += outputsPerArray) {
		const last = Math.min(first + outputsPerArray, outputs);
		for (const set of sliceSets) {
			for (const polarity of polarities) {
				const columns: ArrayColumn[] = [];
				for (let k = first; k < last; k++)
					for (const j of set)
						for (const cells of polarity)
							columns.push({ cells, column: j * outputs + k, isKept: true });
				if (hasUnitColumn)
					columns.push({
						cells: "unitCells",
						column: 0,
						isKept: arrays.length === 0,
					});
				arrays.push(columns);
			}
		}
	}
	return arrays;
}

function gather(
	cells: HeldCells,
	columns: readonly ArrayColumn[],
): Float64Array {
	const { rows } = cells;
	const array = new Float64Array(rows * columns.length);
	columns.forEach(({ cells: kind, column }, c) => {
		const from = cells[kind]!;
		const width = from.length / rows;
		for (let r = 0; r < rows; r++)
			array[r * columns.length + c] = from[r * width + column]!;
	});
	return array;
}

function scatter(
	array: Float64Array,
	columns: readonly ArrayColumn[],
	seen: HeldCells,
): void {
	const { rows } = seen;
	columns.forEach(({ cells: kind, column, isKept }, c) => {
		if (!isKept) return;
		const to = seen[kind]!;
		const width = to.length / rows;
		for (let r = 0; r < rows; r++)
			to[r * width + column] = array[r * columns.length + c]!;
	});
}

/** Columns scaled so that all rows together give what they would without wires, where the design does so. */
function compensated(
	effective: Float64Array,
	held: Float64Array,
	{ compensation }: Wires,
	columns: number,
): Float64Array {
	if (compensation === "none") return effective;
	const sumOf = (values: Float64Array, column: number): number => {
		let sum = 0;
		for (let at = column; at < values.length; at += columns) sum += values[at]!;
		return sum;
	};
	const gains = Float64Array.from({ length: columns }, (_, c) => {
		const seen = sumOf(effective, c);
		return seen === 0 ? 1 : sumOf(held, c) / seen;
	});
	return effective.map((level, at) => level * gains[at % columns]!);
}
