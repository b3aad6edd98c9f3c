import { isInverted } from "../encode/input-encoder.js";
import type {
	CrossbarLayer,
	ReadCounts,
} from "../kernels/crossbar-mvm/contract.js";
import type { OperationUnit } from "../map/layer-plan.js";
import type { MatrixProductCall } from "../quantize/integer-product.js";

/** Adds what planes that may be inverted drive in an operation unit, of a read that was not carried out. */
export function countInvertedRead(
	{ plan, digits: { digits, least, codes }, segments }: CrossbarLayer,
	{ start, rows }: OperationUnit,
	unit: number,
	{
		inputs,
		vectors,
		layer,
	}: Pick<MatrixProductCall, "inputs" | "vectors" | "layer">,
	counts: ReadCounts,
): void {
	const { levelsPerRow } = segments[unit]!;
	const plane = new Int8Array(rows);
	for (let v = 0; v < vectors; v++) {
		const first = v * layer.rows + start;
		for (let i = 0; i < plan.inputPlanes; i++) {
			const max = plan.invertedFrom![i]!;
			let sum = 0;
			for (let r = 0; r < rows; r++) {
				plane[r] = digits[i * codes + inputs[first + r]! - least]!;
				sum += plane[r]!;
			}
			const inverted = isInverted(sum, rows, max);
			if (inverted) counts.inverted[i]!++;
			for (let r = 0; r < rows; r++) {
				const digit = inverted ? max - plane[r]! : plane[r]!;
				if (digit === 0) continue;
				counts.drivenRows[i]!++;
				counts.drivenLevels +=
					digit ** plan.driveExponent * levelsPerRow[i * rows + r]!;
			}
		}
	}
}
