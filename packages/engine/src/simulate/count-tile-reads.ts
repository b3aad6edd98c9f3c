import { weightEncoders } from "../encode/weight-encoders.js";
import { conversionsPerColumn, slicesRun } from "../map/layer-plan.js";
import type { GroupRead } from "./group-read.js";
import type { LookAtDrive } from "./tile-drive.js";
import type { UnitEvents } from "./unit-events.js";

/**
 * Counts the read of a plane in an operation unit whose arrays are read only where some output still runs.
 *
 * @param live which outputs run, 0 or 1, [vectors × outputs]
 */
export function countTileReads(
	{ programmed: { mapping }, design, call }: GroupRead,
	plane: number,
	live: Uint8Array,
	look: LookAtDrive,
	events: UnitEvents,
): void {
	const { weightPlanes, executed, outputsPerArray, columnTiles } = mapping;
	const { outputs } = mapping.shape;
	const { cells } = weightEncoders[design.encoding.weights];
	const { arraysPerDriver, columnLayout } = design.crossbar;
	const slices = slicesRun(mapping, plane);
	const arraysPerTile = columnLayout === "interleaved" ? 1 : slices;
	let converted = 0;
	for (let v = 0; v < call.vectors; v++) {
		const tiles: number[] = [];
		let ofVector = 0;
		for (let tile = 0; tile < columnTiles; tile++) {
			const first = v * outputs + tile * outputsPerArray;
			const end = Math.min(first + outputsPerArray, (v + 1) * outputs);
			let running = 0;
			for (let at = first; at < end; at++) running += live[at]!;
			if (running > 0) tiles.push(tile);
			ofVector += running;
		}
		if (tiles.length === 0) continue;
		const sets = new Set(
			tiles.map((tile) => Math.floor(tile / arraysPerDriver)),
		);
		const driverSets = sets.size * arraysPerTile;
		const drive = look(call, v, plane);
		events.reads[plane]!++;
		events.arrayReads[plane]! += tiles.length * arraysPerTile;
		events.driverReads[plane]! += driverSets;
		events.drivenRows[plane]! += drive.rows * driverSets;
		events.outputs[plane]! += ofVector;
		if (drive.isInverted) events.weightSums += ofVector;
		for (const tile of tiles) events.drivenLevels += drive.levelsOf(tile);
		converted += ofVector;
	}
	weightPlanes.forEach((_, j) => {
		const product = plane * weightPlanes.length + j;
		if (executed[product] === 1) events.products[product]! += converted;
	});
	events.conversions +=
		converted * slices * conversionsPerColumn(design, cells);
}
