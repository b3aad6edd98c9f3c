import type { Design } from "../design/design.js";
import { partialProductsOf } from "../design/layer-overrides.js";
import type { EarlyTermination } from "../design/partial-product-policy.js";
import type { LayerPlan } from "./layer-plan.js";

/** What it takes to stop outputs of a layer early. */
export interface TerminationControl {
	/** Sums of weights that are stored for each output. */
	readonly sums: number;
	readonly bitsPerSum: number;
	/** Additions and comparisons of one test. */
	readonly decisions: number;
	/** Sums rounded to output codes in one test. */
	readonly roundings: number;
	/** Digits of the planes to come are added up. */
	readonly countsDigits: boolean;
}

/** The policy of a layer, where it stops outputs early. */
export function earlyTermination(
	design: Design,
	layer: string,
): EarlyTermination | undefined {
	const policy = partialProductsOf(design, layer);
	return policy.kind === "early-terminate" ? policy : undefined;
}

/**
 * Levels that weights are cut at to bound what remains: 0 for any digits; for digits that were counted a quarter of
 * the greatest weight too. More levels stop hardly more outputs.
 */
export function weightLevels(
	{ bound }: EarlyTermination,
	{ weightBits }: Pick<LayerPlan, "weightBits">,
): readonly number[] {
	return bound === "worst-case" ? [0] : [0, 2 ** Math.max(0, weightBits - 3)];
}

/**
 * For each level and side of the bound one sum is stored: of the weights beyond the level, as far as digits of either
 * sign reach, and of what converters round or clip. It is shifted to each plane that remains; planes with other digits
 * or other slices have sums of their own. A test adds each sum to a bound, and holds each bound against the output.
 */
export function terminationControl(
	plan: PlaneReads,
	policy: EarlyTermination,
): TerminationControl {
	const { shape, weightBits, inputPlanes, weightPlanes, executed } = plan;
	const levels = weightLevels(policy, plan).length;
	const sides = policy.when === "negative" ? 1 : 2;
	const slices = weightPlanes.length;
	const [, ...remaining] = planesInOrder(plan);
	const kinds = new Set(
		remaining.map((plane) => {
			const { min, max } = inputPlanes[plane]!;
			const run = executed.subarray(plane * slices, (plane + 1) * slices);
			return `${min}:${max}:${run.join("")}`;
		}),
	);
	const sums = kinds.size * levels * sides;
	return {
		sums,
		bitsPerSum: weightBits + Math.ceil(Math.log2(shape.rows)),
		decisions: sums + sides * levels,
		roundings: policy.when === "negative" ? 0 : 2,
		countsDigits: policy.bound === "counted",
	};
}

type PlaneReads = Pick<
	LayerPlan,
	"shape" | "weightBits" | "inputPlanes" | "weightPlanes" | "executed"
>;

/** Input planes that run, the most significant first. */
export function planesInOrder({
	inputPlanes,
	weightPlanes,
	executed,
}: Pick<
	LayerPlan,
	"inputPlanes" | "weightPlanes" | "executed"
>): readonly number[] {
	const slices = weightPlanes.length;
	const size = (plane: number) => Math.abs(inputPlanes[plane]!.significance);
	return inputPlanes
		.map((_, i) => i)
		.filter((i) => executed.subarray(i * slices, (i + 1) * slices).includes(1))
		.sort((a, b) => size(b) - size(a));
}

/** Tests of an output that never stops: before each plane but the first. */
export function testsPerOutput(plan: LayerPlan): number {
	return Math.max(0, planesInOrder(plan).length - 1);
}

/** Bits of sums that an array of the layer stores: the row segments of an output share them. */
export function terminationBitsPerArray(
	plan: LayerPlan,
	design: Design,
): number {
	const policy = earlyTermination(design, plan.shape.layer);
	if (!policy) return 0;
	const { sums, bitsPerSum } = terminationControl(plan, policy);
	return Math.ceil(
		(plan.outputsPerArray * sums * bitsPerSum) / plan.segments.length,
	);
}
