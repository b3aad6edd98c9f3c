import type { CrossbarMvmKernel } from "./contract.js";
import { createReadByRead, type SumColumns } from "./reference.js";

/**
 * Subset-sum tables in TypeScript, one read after the other: what the method gives without WebAssembly. Reads what
 * the fast kernel refuses.
 */
export function createPlainCrossbarMvm(): CrossbarMvmKernel {
	return createReadByRead("plain", sumByTables);
}

const GROUP_ROWS = 4;
const SUBSETS = 2 ** GROUP_ROWS;

/** For each group of rows and each set of them, the sums of what the converters see: looked up bit by bit of the digits. */
const sumByTables: SumColumns = (cells, plan, factor) => {
	const { rows, converted } = layConverters(cells, plan, factor);
	const converters = rows === 0 ? 0 : converted.length / rows;
	const tables = tabulateSubsets(converted, rows, converters);
	return (drive, sums) => {
		const { width, isSigned } = widthOf(drive);
		for (let bit = 0; bit < width; bit++) {
			const worth = isSigned && bit === width - 1 ? -(2 ** bit) : 2 ** bit;
			for (let first = 0; first < drive.length; first += GROUP_ROWS) {
				const set = setOf(drive, first, bit);
				if (set === 0) continue;
				const at = ((first / GROUP_ROWS) * SUBSETS + set) * converters;
				addRow(tables, at, worth, sums);
			}
		}
	};
};

/** Bits that hold all digits, in two's complement where one is negative. */
function widthOf(drive: ArrayLike<number>): {
	width: number;
	isSigned: boolean;
} {
	let magnitudes = 0;
	let isSigned = false;
	for (let r = 0; r < drive.length; r++) {
		const digit = drive[r]!;
		if (digit < 0) isSigned = true;
		magnitudes |= digit < 0 ? ~digit : digit;
	}
	return {
		width: 32 - Math.clz32(magnitudes) + (isSigned ? 1 : 0),
		isSigned,
	};
}

/** Rows of a group whose digit has a bit set. */
function setOf(drive: ArrayLike<number>, first: number, bit: number): number {
	let set = 0;
	const rows = Math.min(GROUP_ROWS, drive.length - first);
	for (let r = 0; r < rows; r++) set |= ((drive[first + r]! >> bit) & 1) << r;
	return set;
}

function addRow(
	tables: Int32Array,
	at: number,
	worth: number,
	sums: Int32Array,
): void {
	if (worth === 1)
		for (let c = 0; c < sums.length; c++) sums[c]! += tables[at + c]!;
	else
		for (let c = 0; c < sums.length; c++) sums[c]! += worth * tables[at + c]!;
}

/** What each converter sees of each row, [rows × converters]. */
function layConverters(
	{ outputs, slices, positive, negative }: Parameters<SumColumns>[0],
	{ subtraction }: Parameters<SumColumns>[1],
	factor: 1 | -1,
): { rows: number; converted: Int32Array } {
	const columns = slices * outputs;
	const rows = columns === 0 ? 0 : positive.length / columns;
	if (subtraction !== "digital") {
		const converted = Int32Array.from(
			positive,
			(cell, at) => cell + factor * (negative?.[at] ?? 0),
		);
		return { rows, converted };
	}
	const converted = new Int32Array(2 * rows * columns);
	for (let at = 0; at < rows * columns; at++) {
		const slice = Math.floor(at / outputs);
		const to = 2 * slice * outputs + (at % outputs);
		converted[to] = positive[at]!;
		converted[to + outputs] = negative![at]!;
	}
	return { rows, converted };
}

/** Sums of each set of the rows of a group, [groups × sets × converters]. */
function tabulateSubsets(
	converted: Int32Array,
	rows: number,
	converters: number,
): Int32Array {
	const groups = Math.ceil(rows / GROUP_ROWS);
	const tables = new Int32Array(groups * SUBSETS * converters);
	for (let group = 0; group < groups; group++) {
		for (let set = 1; set < SUBSETS; set++) {
			const rest = set & (set - 1);
			const row = group * GROUP_ROWS + 31 - Math.clz32(set ^ rest);
			if (row >= rows) continue;
			const to = (group * SUBSETS + set) * converters;
			const from = (group * SUBSETS + rest) * converters;
			for (let c = 0; c < converters; c++)
				tables[to + c] = tables[from + c]! + converted[row * converters + c]!;
		}
	}
	return tables;
}
