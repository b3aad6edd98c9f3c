import { addSteps, type StepActivity } from "../activity/step-activity.js";
import type { MatrixProductCall } from "../quantize/integer-product.js";
import type { Demand } from "./group-read.js";

/** Adds the steps of a batch to what was counted of a layer, when the last of its groups has been read. */
export type CountSteps = (
	counter: { steps?: StepActivity | undefined },
	demand: Demand,
	call: Pick<MatrixProductCall, "layer" | "group" | "vectors">,
) => void;

/**
 * Counts the steps of copies that work side by side. Groups of a layer are in step with each other.
 *
 * @param isCompacted demand counts comparisons, else reads of operation units
 */
export function createStepCounter(isCompacted: boolean): CountSteps {
	const ofGroups = new Map<string, Demand>();
	return (counter, demand, { layer, group, vectors }) => {
		const joined = ofGroups.get(layer.name);
		if (joined && group > 0) takeMost(joined, demand);
		const whole = joined && group > 0 ? joined : demand;
		if (group < layer.groups - 1) {
			ofGroups.set(layer.name, whole);
			return;
		}
		ofGroups.delete(layer.name);
		const steps = stepsOf(whole, vectors, layer.positions, isCompacted);
		counter.steps = counter.steps ? addSteps(counter.steps, steps) : steps;
	};
}

function takeMost(into: Demand, demand: Demand): void {
	for (let at = 0; at < into.length; at++)
		into[at] = Math.max(into[at]!, demand[at]!);
}

/** Of a batch of whole images, [input planes × vectors]. */
function stepsOf(
	demand: Demand,
	vectors: number,
	positions: number,
	isCompacted: boolean,
): StepActivity {
	const planes = demand.length / vectors;
	const levels = Math.ceil(Math.log2(positions)) + 1;
	const table = () =>
		Array.from({ length: levels }, () => new Array<number>(planes).fill(0));
	const steps = { positions: table(), comparisons: table() };
	const most = new Uint32Array(positions);
	for (let i = 0; i < planes; i++) {
		for (let first = 0; first < vectors; first += positions) {
			const from = i * vectors + first;
			most.set(demand.subarray(from, from + positions));
			for (let level = 0; level < levels; level++) {
				const copies = 2 ** level;
				for (let n = 0; n * copies < positions; n++) {
					if (level > 0) {
						const right =
							(2 * n + 1) * (copies / 2) < positions ? most[2 * n + 1]! : 0;
						most[n] = Math.max(most[2 * n]!, right);
					}
					const inStep = Math.min(copies, positions - n * copies);
					const reads = isCompacted ? Math.min(most[n]!, 1) : most[n]!;
					steps.positions[level]![i]! += inStep * reads;
					steps.comparisons[level]![i]! += inStep * most[n]!;
				}
			}
		}
	}
	return isCompacted ? steps : { positions: steps.positions };
}
