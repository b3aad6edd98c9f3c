import type { Design } from "../design/design.js";
import { isInverted } from "../encode/input-encoder.js";
import type { CrossbarLayer } from "../kernels/crossbar-mvm/contract.js";
import type { OperationUnit } from "../map/layer-plan.js";
import type { LayerMapping } from "../map/mapping.js";
import type { MatrixProductCall } from "../quantize/integer-product.js";
import { levelsPerRow } from "./program-layer.js";

/** What a plane of an operation unit drives for a vector. */
export interface PlaneDrive {
	/** Rows with a digit that is not 0. */
	readonly rows: number;
	readonly isInverted: boolean;
	/** Σ |digit|^driveExponent · level over the cells of a column tile. */
	levelsOf(tile: number): number;
}

/** Looks at what single planes drive, vector by vector and column tile by column tile. */
export type LookAtDrive = (
	call: Pick<MatrixProductCall, "inputs" | "layer">,
	vector: number,
	plane: number,
) => PlaneDrive;

/** Prepares to look at an operation unit. */
export function driveOfUnit(
	{ segments, plan, digits: { digits, least, codes } }: CrossbarLayer,
	unit: number,
	{ start, rows }: OperationUnit,
	mapping: LayerMapping,
	design: Design,
): LookAtDrive {
	const { outputs } = mapping.shape;
	const { outputsPerArray, columnTiles } = mapping;
	const levels = Array.from({ length: columnTiles }, (_, tile) => {
		const first = tile * outputsPerArray;
		const end = Math.min(first + outputsPerArray, outputs);
		return levelsPerRow(segments[unit]!, mapping, design, { first, end });
	});
	const drive = new Float64Array(rows);
	return ({ inputs, layer }, vector, plane) => {
		const first = vector * layer.rows + start;
		const table = plane * codes - least;
		let sum = 0;
		for (let r = 0; r < rows; r++) {
			drive[r] = digits[table + inputs[first + r]!]!;
			sum += drive[r]!;
		}
		const max = plan.invertedFrom?.[plane];
		const inverted = max !== undefined && isInverted(sum, rows, max);
		let active = 0;
		for (let r = 0; r < rows; r++) {
			const digit = Math.abs(inverted ? max - drive[r]! : drive[r]!);
			drive[r] = plan.driveExponent === 2 ? digit * digit : digit;
			if (digit !== 0) active++;
		}
		return {
			rows: active,
			isInverted: inverted,
			levelsOf(tile) {
				const ofPlane = plane * rows;
				let total = 0;
				for (let r = 0; r < rows; r++)
					total += drive[r]! * levels[tile]![ofPlane + r]!;
				return total;
			},
		};
	};
}
