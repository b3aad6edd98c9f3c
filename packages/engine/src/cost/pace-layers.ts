import type { Activity } from "../activity/activity.js";
import type { StepActivity } from "../activity/step-activity.js";
import type { Design } from "../design/design.js";
import { unitsOfTallest } from "../map/layer-plan.js";
import type { LayerMapping, Mapping } from "../map/mapping.js";
import { compactedCycle } from "../map/read-cycle.js";

/**
 * The mapping with the time that a position took on average where the inputs decide on it: a plane costs its read
 * cycle only in steps in which some copy reads it, once for each operation unit that the busiest one reads, and a
 * compacted ADC sequence lasts as long as the busiest one.
 */
export function paceLayers(
	mapping: Mapping,
	activity: Activity,
	design: Design,
): Mapping {
	if (!activity.layers.some(({ array }) => array.steps)) return mapping;
	const layers = mapping.layers.map((layer, l) => {
		const { steps } = activity.layers[l]!.array;
		return steps ? paceLayer(layer, steps, design) : layer;
	});
	return { ...mapping, layers };
}

function paceLayer(
	layer: LayerMapping,
	steps: StepActivity,
	design: Design,
): LayerMapping {
	// As many copies as the next power of two wait for each other a little longer.
	const level = Math.min(
		Math.ceil(Math.log2(layer.copies)),
		steps.positions.length - 1,
	);
	const positions = steps.positions[level]!;
	const comparisons = steps.comparisons?.[level];
	const cycles = layer.cycles.map((cycle, i) =>
		comparisons && positions[i]! > 0
			? compactedCycle(i, comparisons[i]! / positions[i]!, layer, design)
			: cycle,
	);
	const whole = layer.cycles.reduce((sum, cycle) => sum + cycle, 0);
	// A compacted sequence takes each unit to be as busy as the busiest.
	const units = comparisons ? 1 : unitsOfTallest(layer);
	const taken = cycles.reduce(
		(sum, cycle, i) =>
			sum + (cycle * positions[i]!) / (layer.shape.positions * units),
		0,
	);
	// Units, and groups that share an array, are read one after the other.
	const turns = layer.timePerPosition / whole;
	return { ...layer, cycles, timePerPosition: turns * taken };
}
