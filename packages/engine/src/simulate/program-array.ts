import type { Design } from "../design/design.js";
import { isIdeal } from "../device/is-ideal.js";
import {
	type CrossbarPlace,
	type LevelCells,
	programCells,
} from "../device/program-cells.js";
import type { EncodedSegment } from "../encode/weight-encoder.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import type { ProgrammedSegment } from "../kernels/crossbar-mvm/contract.js";
import { unitsPerArray } from "../map/layer-plan.js";

/** What an operation unit holds; what a row drives depends on the plan. */
export type UnitCells = Omit<ProgrammedSegment, "levelsPerRow">;

/** An operation unit whose weights are in its cells. */
export interface ProgrammedUnit {
	readonly encoded: EncodedSegment;
	readonly cells: UnitCells;
}

/** Programs an array, and parts its rows into operation units. Each unit has read noise of its own. */
export function programArray(
	units: readonly EncodedSegment[],
	design: Design,
	place: CrossbarPlace,
): readonly ProgrammedUnit[] {
	const levels = units.map((unit) => toCells(unit, design));
	if (isIdeal(design.device))
		return units.map((encoded, u) => ({ encoded, cells: levels[u]! }));
	const held = programCells(joinRows(levels), design.device, place);
	let first = 0;
	return units.map((encoded, u) => {
		const { rows, outputs, slices } = levels[u]!;
		const ofRows = <T extends Int32Array | Uint16Array>(of: T, width: number) =>
			of.subarray(first * width, (first + rows) * width) as T;
		const columns = slices * outputs;
		const { noise, positive, negative, unitCells, fractionBits } = held;
		const cells = {
			...levels[u]!,
			positive: ofRows(positive, columns),
			negative: negative && ofRows(negative, columns),
			unitCells: ofRows(unitCells, 1),
			fractionBits,
			noise: noise && {
				...noise,
				positive: ofRows(noise.positive, columns),
				negative: noise.negative && ofRows(noise.negative, columns),
				unitCells: ofRows(noise.unitCells, 1),
				crossbar: noise.crossbar * unitsPerArray(design) + u,
			},
		};
		first += rows;
		return { encoded, cells };
	});
}

/** The cells of an array from those of its operation units, one under the other. */
function joinRows(units: readonly UnitCells[]): LevelCells {
	const join = (parts: readonly Int32Array[]): Int32Array => {
		const whole = new Int32Array(
			parts.reduce((n, { length }) => n + length, 0),
		);
		let at = 0;
		for (const part of parts) {
			whole.set(part, at);
			at += part.length;
		}
		return whole;
	};
	const negative = units.flatMap((unit) => unit.negative ?? []);
	return {
		rows: units.reduce((sum, { rows }) => sum + rows, 0),
		positive: join(units.map(({ positive }) => positive)),
		negative: negative.length === 0 ? undefined : join(negative),
	};
}

/** Levels [planes × rows × outputs] to columns [rows × (planes · outputs)], digits of pairs to two cells. */
function toCells(encoded: EncodedSegment, design: Design): UnitCells {
	const { cells } = weightEncoders[design.encoding.weights];
	const { rows, outputs, planes, levels, sign } = encoded;
	const slices = planes.length;
	const columns = slices * outputs;
	const positive = new Int32Array(rows * columns);
	const negative =
		cells === "pair" ? new Int32Array(rows * columns) : undefined;
	for (let j = 0; j < slices; j++) {
		for (let r = 0; r < rows; r++) {
			for (let k = 0; k < outputs; k++) {
				const level = levels[(j * rows + r) * outputs + k]!;
				const cell = r * columns + j * outputs + k;
				positive[cell] = Math.max(level, 0);
				if (negative) negative[cell] = Math.max(-level, 0);
			}
		}
	}
	return { rows, outputs, slices, sign, positive, negative, fractionBits: 0 };
}
