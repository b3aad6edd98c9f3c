import type { Design } from "../design/design.js";
import {
	earlyTermination,
	terminationControl,
	testsPerOutput,
} from "../map/early-termination.js";
import type { LayerPlan } from "../map/layer-plan.js";
import type { ArrayActivity } from "./activity.js";

/** What testing outputs takes whether what remains can change them. */
export type TestEvents = Pick<
	ArrayActivity,
	| "outputTests"
	| "earlySums"
	| "earlyRoundings"
	| "decisions"
	| "weightSumBits"
	| "inputCounts"
>;

const NO_TESTS: TestEvents = {
	outputTests: 0,
	earlySums: 0,
	earlyRoundings: 0,
	decisions: 0,
	weightSumBits: 0,
	inputCounts: 0,
};

/**
 * Events of so many tests. An output that a test has stopped has its partial sums together already; after each other
 * test those of several row segments come together once more.
 *
 * @param vectors whose digits are added up, where the bound needs that
 */
export function testEvents(
	plan: LayerPlan,
	design: Design,
	{
		tested,
		stopped,
		vectors,
	}: {
		readonly tested: number;
		readonly stopped: number;
		readonly vectors: number;
	},
): TestEvents {
	const policy = earlyTermination(design, plan.shape.layer);
	if (!policy) return NO_TESTS;
	const control = terminationControl(plan, policy);
	const { length: segments } = plan.segments;
	const digits = vectors * plan.shape.rows * testsPerOutput(plan);
	return {
		outputTests: tested,
		earlySums: segments > 1 ? (tested - stopped) * segments : 0,
		earlyRoundings: tested * control.roundings,
		decisions: tested * control.decisions,
		weightSumBits: tested * control.sums * control.bitsPerSum,
		inputCounts: control.countsDigits ? digits : 0,
	};
}

/** The most that there can be for an image: no output ever stops. */
export function mostTestEvents(plan: LayerPlan, design: Design): TestEvents {
	if (!earlyTermination(design, plan.shape.layer)) return NO_TESTS;
	const { positions, groups, outputs } = plan.shape;
	const vectors = positions * groups;
	const tested = vectors * outputs * testsPerOutput(plan);
	return testEvents(plan, design, { tested, stopped: 0, vectors });
}
