import { modulo16Bits } from "../base/codes.js";
import type { ReadCounts } from "../kernels/crossbar-mvm/contract.js";
import type { MatrixProductCall } from "../quantize/integer-product.js";
import { countInvertedRead } from "./count-inverted-read.js";
import type { ProgrammedLayer } from "./program-layer.js";

/**
 * The events of a read that was not carried out column by column. All partial products run, so every plane
 * drives the same arrays and the same levels: one look at each input is enough.
 */
export function countExactRead(
	{ mapping, groups, driveTable }: ProgrammedLayer,
	unit: number,
	call: MatrixProductCall,
	counts: ReadCounts,
): void {
	const { vectors, layer, group } = call;
	const inputs = modulo16Bits(call.inputs);
	const [{ plan, digits, segments }] = groups[group]!;
	const { levelsPerRow } = segments[unit]!;
	const { start, rows } = mapping.operationUnits[unit]!;
	const { least } = digits;
	const slices = mapping.weightPlanes.length;
	const samples = vectors * slices * mapping.shape.outputs;
	counts.reads.fill(vectors);
	counts.samples.fill(samples);
	counts.conversions +=
		plan.inputPlanes * samples * (plan.subtraction === "digital" ? 2 : 1);
	if (plan.invertedFrom) {
		countInvertedRead(
			groups[group]![0],
			mapping.operationUnits[unit]!,
			unit,
			call,
			counts,
		);
		return;
	}
	const { both, mostVectors } = driveTable;
	// As signed integers, which engines add without a detour over float64; the bits are the same.
	const drives = new Int32Array(both.buffer, both.byteOffset, both.length);
	const sums = new Int32Array(rows);
	for (let done = 0; done < vectors; done += mostVectors) {
		const last = Math.min(done + mostVectors, vectors);
		sums.fill(0);
		for (let v = done; v < last; v++) {
			const first = v * layer.rows + start;
			for (let r = 0; r < rows; r++)
				sums[r] =
					(sums[r]! + drives[(inputs[first + r]! - least) & 0xffff]!) | 0;
		}
		for (let r = 0; r < rows; r++) {
			// The sum over the planes may stand in any one of them.
			counts.drivenRows[0]! += sums[r]! & 0xffff;
			counts.drivenLevels += (sums[r]! >>> 16) * levelsPerRow[r]!;
		}
	}
}
