import type { RungFigures } from "../presets/asp-dac-2018/rung-figures.js";
import { left, right, type Table } from "./table.js";

/** Rates that no image is classified at, in a table of their own: rows of names that the given columns head, and their peaks. */
export function peakTable(
	heads: readonly string[],
	rows: readonly (readonly [readonly string[], RungFigures["peak"]])[],
	suffix = "",
): Table {
	return {
		title: `Peaks: every array full and busy, at the widest operands of the design${suffix}`,
		columns: [
			...heads.map(left),
			right("operand bits"),
			right("GOPS"),
			right("GOPS/W"),
			right("GOPS/mm²"),
		],
		rows: rows.map(([names, peak]) => [
			...names,
			`${peak.weightBits} × ${peak.inputBits}`,
			peak.gops.toPrecision(4),
			peak.gopsPerWatt.toPrecision(4),
			peak.gopsPerMm2.toPrecision(4),
		]),
		notes: ["no image is classified at these rates"],
	};
}
