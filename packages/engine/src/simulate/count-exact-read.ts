import type { ReadCounts } from "../kernels/crossbar-mvm/contract.js";
import { wasmLookUpCodes } from "../kernels/look-up-codes/wasm.js";
import type { MatrixProductCall } from "../quantize/integer-product.js";
import { countInvertedRead } from "./count-inverted-read.js";
import type { ProgrammedLayer } from "./program-layer.js";

/**
 * The events of a read that was not carried out column by column. All partial products run, so every plane
 * drives the same arrays and the same levels: one look at each input is enough.
 *
 * @param counts of the operation units
 */
export function countExactRead(
	{ mapping, groups, driveTable }: ProgrammedLayer,
	call: MatrixProductCall,
	counts: readonly ReadCounts[],
): void {
	const { vectors, group } = call;
	const [{ plan, digits, segments }] = groups[group]!;
	const slices = mapping.weightPlanes.length;
	const samples = vectors * slices * mapping.shape.outputs;
	for (const ofUnit of counts) {
		ofUnit.reads.fill(vectors);
		ofUnit.samples.fill(samples);
		ofUnit.conversions +=
			plan.inputPlanes * samples * (plan.subtraction === "digital" ? 2 : 1);
	}
	if (plan.invertedFrom) {
		counts.forEach((ofUnit, unit) => {
			countInvertedRead(
				groups[group]![0],
				mapping.operationUnits[unit]!,
				unit,
				call,
				ofUnit,
			);
		});
		return;
	}
	const { rows } = call.layer;
	const { both: table, mostVectors } = driveTable;
	const sums = new Uint32Array(rows);
	for (let done = 0; done < vectors; done += mostVectors) {
		const last = Math.min(done + mostVectors, vectors);
		const codes = call.inputs.subarray(done * rows, last * rows);
		sums.fill(0);
		wasmLookUpCodes.addByRow(
			{ codes, vectors: last - done, rows, least: digits.least, table },
			sums,
		);
		counts.forEach((ofUnit, unit) => {
			const { levelsPerRow } = segments[unit]!;
			const { start, rows: driven } = mapping.operationUnits[unit]!;
			for (let r = 0; r < driven; r++) {
				const sum = sums[start + r]!;
				// The sum over the planes may stand in any one of them.
				ofUnit.drivenRows[0]! += sum & 0xffff;
				ofUnit.drivenLevels += (sum >>> 16) * levelsPerRow[r]!;
			}
		});
	}
}
