import type { Codes } from "../../base/codes.js";
import type { ReadCounts } from "./contract.js";
import type { PlaneDrive } from "./plane-drives.js";
import { countInversions } from "./plane-inversion.js";
import type { RowCounts, SegmentCall } from "./segment-call.js";

/** Adds the events of a batch in a segment; of reads that share their inputs, each plane is driven once. */
export function countSegment(
	call: SegmentCall,
	inputs: Codes,
	firstRow: number,
	counts: ReadCounts,
): void {
	const { prepared, segment, vectors } = call;
	const { plan } = prepared.layer;
	const { rows, slices, outputs, levelsPerRow } = segment.segment;
	const conversionsPerSample = plan.subtraction === "digital" ? 2 : 1;
	countInversions(call, counts.inverted);
	let bitCounts: Uint32Array | undefined;
	for (const drive of prepared.planes) {
		const { plane } = drive;
		const runs = plan.executed
			.subarray(plane * slices, (plane + 1) * slices)
			.reduce((sum, run) => sum + run, 0);
		counts.samples[plane]! += runs * outputs * vectors;
		counts.conversions += runs * outputs * vectors * conversionsPerSample;
		const known = call.counted.get(plane);
		if (!known && drive.kind === "bit") bitCounts ??= countBits(call);
		const { active, levels } =
			known ?? countRows(call, drive, bitCounts, inputs, firstRow);
		call.counted.set(plane, { active, levels });
		if (!known) counts.reads[plane]! += vectors;
		for (let r = 0; r < rows; r++) {
			if (!known) counts.drivenRows[plane]! += active[r]!;
			counts.drivenLevels += levels[r]! * levelsPerRow[plane * rows + r]!;
		}
	}
}

/** How often each bit of each row was set, [bits × paddedRows]. */
function countBits({
	kernel,
	memory,
	places,
	prepared: { digits },
	segment: { paddedRows },
	vectors,
}: SegmentCall): Uint32Array {
	const { low, high, rowCounts } = places;
	const counts = new Uint32Array(memory, rowCounts, 16 * paddedRows).fill(0);
	kernel.exports.countBits(low, vectors, paddedRows, rowCounts);
	if (digits.bits > 8) {
		const upper = rowCounts + 8 * paddedRows * 4;
		kernel.exports.countBits(high, vectors, paddedRows, upper);
	}
	return counts.slice();
}

function countRows(
	call: SegmentCall,
	drive: PlaneDrive,
	bitCounts: Uint32Array | undefined,
	inputs: Codes,
	firstRow: number,
): RowCounts {
	const { paddedRows } = call.segment;
	switch (drive.kind) {
		case "bit": {
			const start = drive.bit * paddedRows;
			const active = bitCounts!.subarray(start, start + paddedRows);
			return { active, levels: active.map((count) => count * drive.drive) };
		}
		case "window":
			return {
				active: countWindow(call, drive, drive.active),
				levels: countWindow(call, drive, drive.drive),
			};
		case "any":
			return countDigits(call, drive.plane, inputs, firstRow);
		default:
			return drive satisfies never;
	}
}

function countWindow(
	{
		kernel,
		memory,
		places,
		prepared: { digits },
		segment: { paddedRows },
		vectors,
	}: SegmentCall,
	{ shift, mask }: Extract<PlaneDrive, { kind: "window" }>,
	bytes: Uint8Array,
): Uint32Array {
	const { low, high, rowCounts, scratch } = places;
	new Uint8Array(memory, scratch, 16).set(bytes);
	const counts = new Uint32Array(memory, rowCounts, paddedRows).fill(0);
	const chunk = Math.floor(255 / Math.max(1, ...bytes));
	// biome-ignore format: places, then sizes
	kernel.exports.countDrive(
		low, digits.bits > 8 ? high : 0, vectors, paddedRows, shift, mask, scratch, chunk, rowCounts,
	);
	return counts.slice();
}

function countDigits(
	{ prepared: { layer, rows }, segment: { segment }, vectors }: SegmentCall,
	plane: number,
	inputs: Codes,
	firstRow: number,
): RowCounts {
	const { digits, least, codes } = layer.digits;
	const active = new Float64Array(segment.rows);
	const levels = new Float64Array(segment.rows);
	for (let v = 0; v < vectors; v++) {
		for (let r = 0; r < segment.rows; r++) {
			const code = inputs[v * rows + firstRow + r]! - least;
			const digit = Math.abs(digits[plane * codes + code]!);
			if (digit === 0) continue;
			active[r]!++;
			levels[r]! += digit ** layer.plan.driveExponent;
		}
	}
	return { active, levels };
}
