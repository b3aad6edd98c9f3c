import { InputError } from "../../base/input-error.js";
import type { Joules, Seconds } from "../../base/units.js";
import type { CellWrite } from "../../design/components.js";
import type { Design } from "../../design/design.js";
import { cellsOfCopy } from "../../map/layer-plan.js";
import type { LayerMapping } from "../../map/mapping.js";
import { batchOf } from "../../map/place-layers.js";
import type { ScheduleTimes } from "./schedule-times.js";
import { timeAlone } from "./time-alone.js";

/**
 * Each layer is written, then works on a batch of images, then the next one is written in its place. Arrays are written
 * side by side, rows one after the other; only cells that hold weights are written.
 */
export const rewriting: ScheduleTimes = {
	kind: "rewriting",
	time({ mapping, timings, design }) {
		const write = writeOf(design);
		const batch = batchOf(design);
		const writes = mapping.layers.map((layer) => writeTime(layer, write));
		const times = mapping.layers.map(
			(layer, l) =>
				timeAlone(layer, timings[l]!, design.hierarchy.pipelineStages, batch) +
				writes[l]!,
		);
		const sum = (values: readonly number[]) =>
			values.reduce((total, value) => total + value, 0);
		const latency = sum(times);
		const slowest = times.indexOf(Math.max(...times));
		const { layer, boundBy } = timings[slowest]!;
		const binding = writes[slowest]! > times[slowest]! / 2 ? "write" : boundBy;
		const writesPerCell = mapping.layers.length / batch;
		const interval = latency / batch;
		return {
			interval,
			latency,
			boundBy: `${layer}/${binding}`,
			rewriting: {
				energies: mapping.layers.map(
					(layer) => writeEnergy(layer, write, design) / batch,
				),
				time: sum(writes) / batch,
				writesPerCell,
				...(write.endurance === undefined
					? {}
					: { lifetime: (write.endurance / writesPerCell) * interval }),
			},
		};
	},
};

/** @throws InputError where the design does not say what writing costs */
function writeOf({ name, components }: Design): CellWrite {
	if (components.cell.write) return components.cell.write;
	throw new InputError(
		`${name}: schedule: found rewriting without components.cell.write, expected energyPerCell, timePerRow and their source`,
	);
}

function writeTime({ segments }: LayerMapping, write: CellWrite): Seconds {
	return Math.max(...segments.map(({ rows }) => rows)) * write.timePerRow;
}

function writeEnergy(
	layer: LayerMapping,
	write: CellWrite,
	design: Design,
): Joules {
	return layer.copies * cellsOfCopy(layer, design) * write.energyPerCell;
}
