import type { LookUpCodes, TabledCodes } from "./contract.js";

/** The definition. */
export const referenceLookUpCodes: LookUpCodes = {
	addByRow(tabled, sums) {
		for (let v = 0; v < tabled.vectors; v++)
			for (let r = 0; r < tabled.rows; r++) sums[r]! += entry(tabled, v, r);
	},
	joinByVector: (tabled, ranges) =>
		ranges.map(({ start, rows }) =>
			Uint32Array.from({ length: tabled.vectors }, (_, v) => {
				let joined = 0;
				for (let r = start; r < start + rows; r++)
					joined |= entry(tabled, v, r);
				return joined;
			}),
		),
};

function entry(
	{ codes, rows, least, table }: TabledCodes,
	vector: number,
	row: number,
): number {
	return table[codes[vector * rows + row]! - least]!;
}
