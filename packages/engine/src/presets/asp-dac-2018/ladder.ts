import type { Seconds } from "../../base/units.js";
import type { Cost } from "../../cost/cost.js";
import type { AdcPolicy } from "../../design/adc-policy.js";
import type { Design } from "../../design/design.js";
import {
	type EvaluateOptions,
	type Evaluation,
	evaluate,
} from "../../evaluate/evaluate.js";
import { evaluateCost } from "../../evaluate/evaluate-cost.js";
import type { PreparedNetwork } from "../../evaluate/prepare-network.js";

/** The baseline, or what techniques make of it, at one array read time. */
export interface LadderRung {
	readonly step: string;
	readonly arrayReadTime: Seconds;
	readonly accuracy: Evaluation["accuracy"];
	readonly cost: Cost;
	/** Over the first step at the same read time. */
	readonly gain: {
		readonly throughput: number;
		readonly energyEfficiency: number;
		readonly areaEfficiency: number;
	};
}

/** Array read times that every gain is shown for. */
export const READ_TIMES: readonly Seconds[] = [100e-9, 50e-9, 10e-9];

/** A design of the ladder. */
export interface LadderStep {
	readonly step: string;
	readonly design: Design;
}

/**
 * The baseline, each of the three techniques of the paper alone on it, and the three switched on in turn. All but the
 * baseline are on the target's chip area.
 */
export function ladderSteps(
	baseline: Design,
	target: Design,
): readonly LadderStep[] {
	const encoded: Design = {
		...target,
		adc: { kind: "lossless" },
		partialProducts: { kind: "all" },
	};
	const { tiles } = target.hierarchy;
	const bare = { ...baseline, hierarchy: { ...baseline.hierarchy, tiles } };
	return [
		{ step: baseline.name, design: baseline },
		{ step: "encoding alone", design: encoded },
		{
			step: "ADC resolution alone",
			design: { ...bare, adc: resolutionAlone(target.adc) },
		},
		{
			step: "dynamic quantisation alone",
			design: { ...bare, partialProducts: target.partialProducts },
		},
		{ step: "+ encoding", design: encoded },
		{
			step: "+ ADC resolution",
			design: { ...target, partialProducts: { kind: "all" } },
		},
		{ step: "+ dynamic quantisation", design: target },
	];
}

/**
 * The target's converter for sums that the target's encoding has not made small: as many bits, with the step that loses
 * least of them.
 */
function resolutionAlone(adc: AdcPolicy): AdcPolicy {
	if (adc.kind !== "fixed") return adc;
	return {
		kind: "calibrated",
		range: { kind: "least-error", bits: adc.bits },
		per: "layer",
	};
}

/**
 * Measures accuracy and activity of every design once, and costs it at every read time: what the crossbars
 * compute does not depend on how long they take.
 */
export async function climbLadder(
	prepared: PreparedNetwork,
	baseline: Design,
	target: Design,
	options: (step: string) => EvaluateOptions = () => ({}),
): Promise<readonly LadderRung[]> {
	const evaluations = new Map<Design, Evaluation>();
	const steps: { step: string; evaluation: Evaluation }[] = [];
	for (const { step, design } of ladderSteps(baseline, target)) {
		const evaluation =
			evaluations.get(design) ??
			(await evaluate(prepared, design, options(step)));
		evaluations.set(design, evaluation);
		steps.push({ step, evaluation });
	}
	return READ_TIMES.flatMap((arrayReadTime) => {
		const costs = steps.map(({ evaluation }) => {
			const design = evaluation.resolvedDesign;
			const timed = {
				...design,
				crossbar: { ...design.crossbar, arrayReadTime },
			};
			return evaluateCost(prepared.network, timed, evaluation.activity).cost;
		});
		return steps.map(({ step, evaluation }, s) => ({
			step,
			arrayReadTime,
			accuracy: evaluation.accuracy,
			cost: costs[s]!,
			gain: gainOver(costs[0]!, costs[s]!),
		}));
	});
}

function gainOver(base: Cost, cost: Cost): LadderRung["gain"] {
	return {
		throughput: cost.imagesPerSecond / base.imagesPerSecond,
		energyEfficiency: base.energyPerImage / cost.energyPerImage,
		areaEfficiency:
			cost.imagesPerSecond / cost.area / (base.imagesPerSecond / base.area),
	};
}
