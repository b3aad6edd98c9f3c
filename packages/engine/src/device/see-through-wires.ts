import { InputError } from "../base/input-error.js";
import { hasWires, levelScale } from "../design/cell-scale.js";
import type { Design } from "../design/design.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import type { WireNetworkSolver } from "../kernels/wire-network/contract.js";
import { keptEffectiveConductances } from "./keep-effective.js";
import type { HeldCells } from "./program-levels.js";
import { wireCompensations } from "./wire-compensations.js";

/** How the columns of a row segment lie in arrays. */
export interface SegmentLayout {
	readonly outputs: number;
	readonly slices: number;
	/** Outputs of one array. */
	readonly outputsPerArray: number;
	/** Every array has a column of ones at its right end. */
	readonly hasUnitColumn: boolean;
	/** Place of each output among those of all arrays, where it is not its number. */
	readonly places?: Int32Array | undefined;
}

/**
 * What drivers and sense amplifiers see of the cells of a row segment through the wires of its arrays, in levels: the
 * effective conductances, of several cells of a digit their mean. Rows and columns that an array has besides are open and
 * far from drivers and sense amplifiers, so that nothing flows in them. The column of ones is that of the segment's first
 * array, and is there once.
 *
 * @param replicas the cells that hold the same digits, side by side
 * @throws InputError where the design has wires but no resistances of cells
 */
export function seeThroughWires(
	replicas: readonly HeldCells[],
	layout: SegmentLayout,
	design: Design,
	solver: WireNetworkSolver,
): HeldCells {
	const { wires, cellBits } = design.crossbar;
	if (!hasWires(wires)) return meanOf(replicas);
	const { perLevel } = levelScale(design.device, cellBits);
	if (perLevel === undefined)
		throw new InputError(
			`${design.name}: crossbar.wires: found resistances of wires, expected those of cells too: device.cell of kind resistances`,
		);
	const compensation = wireCompensations[wires.compensation];
	const [{ rows }] = replicas as readonly [HeldCells];
	const order = compensation.rowOrder(replicas);
	const seen = replicas.map(({ positive, negative }) => ({
		rows,
		positive: new Float64Array(positive.length),
		negative: negative && new Float64Array(negative.length),
		unitCells: new Float64Array(rows),
	}));
	for (const columns of arraysOf(replicas, layout, design)) {
		const held = gather(replicas, columns, order);
		const network = {
			rows,
			columns: columns.length,
			conductances: held.map((level) => level * perLevel),
			wires,
		};
		const effective = keptEffectiveConductances(network, solver).map(
			(g) => g / perLevel,
		);
		scatter(effective, columns, order, seen);
	}
	return compensation.scaleColumns(meanOf(seen), meanOf(replicas));
}

/** Cell by cell, but for the column of ones, which is there once. */
function meanOf(replicas: readonly HeldCells[]): HeldCells {
	const [first, ...others] = replicas as readonly [HeldCells, ...HeldCells[]];
	if (others.length === 0) return first;
	const mean = (of: (cells: HeldCells) => Float64Array): Float64Array =>
		of(first).map((level, at) => {
			const sum = others.reduce(
				(total, cells) => total + of(cells)[at]!,
				level,
			);
			return sum / replicas.length;
		});
	return {
		rows: first.rows,
		positive: mean(({ positive }) => positive),
		negative: first.negative && mean(({ negative }) => negative!),
		unitCells: first.unitCells,
	};
}

/** A column of an array: one of the segment's, or the column of ones. */
interface ArrayColumn {
	readonly cells: "positive" | "negative" | "unitCells";
	readonly column: number;
	/** Which of the cells of a digit. */
	readonly replica: number;
	/** Another array's column of ones is not the one that stands for all. */
	readonly isKept: boolean;
}

/**
 * Columns of each array from left to right: the slices of an output side by side, unless each has an array of its own,
 * and beside each column the others of the same digits. An idle column that others lie around is `undefined`.
 */
function arraysOf(
	replicas: readonly HeldCells[],
	{
		outputs,
		slices,
		outputsPerArray,
		hasUnitColumn,
		places = Int32Array.from({ length: outputs }, (_, k) => k),
	}: SegmentLayout,
	{ crossbar, encoding }: Design,
): readonly (readonly (ArrayColumn | undefined)[])[] {
	const isPair =
		weightEncoders[encoding.weights].cells === "pair" && replicas[0]!.negative;
	const outputAt = new Map([...places].map((place, k) => [place, k]));
	const isAdjacent = crossbar.pairs.layout === "adjacent-columns";
	const all = Array.from({ length: slices }, (_, j) => j);
	const sliceSets =
		crossbar.columnLayout === "interleaved" ? [all] : all.map((j) => [j]);
	const polarities = !isPair
		? [["positive"] as const]
		: isAdjacent
			? [["positive", "negative"] as const]
			: [["positive"] as const, ["negative"] as const];
	const arrays: (ArrayColumn | undefined)[][] = [];
	for (let first = 0; first < outputs; first += outputsPerArray) {
		const taken = places.filter(
			(place) => place >= first && place < first + outputsPerArray,
		);
		const last = Math.max(...taken) + 1;
		for (const set of sliceSets) {
			for (const polarity of polarities) {
				const columns: (ArrayColumn | undefined)[] = [];
				for (let place = first; place < last; place++) {
					const k = outputAt.get(place);
					for (const j of set)
						for (const cells of polarity)
							replicas.forEach((_, replica) => {
								const column = j * outputs + (k ?? 0);
								columns.push(
									k === undefined
										? undefined
										: { cells, column, replica, isKept: true },
								);
							});
				}
				if (hasUnitColumn)
					columns.push({
						cells: "unitCells",
						column: 0,
						replica: 0,
						isKept: arrays.length === 0,
					});
				arrays.push(columns);
			}
		}
	}
	return arrays;
}

/** Levels of an array, [rows × columns], row by row as they lie in it. */
function gather(
	replicas: readonly HeldCells[],
	columns: readonly (ArrayColumn | undefined)[],
	order: Int32Array,
): Float64Array {
	const array = new Float64Array(order.length * columns.length);
	columns.forEach((column, c) => {
		if (!column) return;
		const from = replicas[column.replica]![column.cells]!;
		const width = from.length / order.length;
		order.forEach((row, at) => {
			array[at * columns.length + c] = from[row * width + column.column]!;
		});
	});
	return array;
}

function scatter(
	array: Float64Array,
	columns: readonly (ArrayColumn | undefined)[],
	order: Int32Array,
	seen: readonly HeldCells[],
): void {
	columns.forEach((column, c) => {
		if (!column?.isKept) return;
		const to = seen[column.replica]![column.cells]!;
		const width = to.length / order.length;
		order.forEach((row, at) => {
			to[row * width + column.column] = array[at * columns.length + c]!;
		});
	});
}
