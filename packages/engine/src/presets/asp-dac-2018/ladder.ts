import type { Seconds } from "../../base/units.js";
import type { Cost } from "../../cost/cost.js";
import type { Design } from "../../design/design.js";
import {
	type EvaluateOptions,
	type Evaluation,
	evaluate,
} from "../../evaluate/evaluate.js";
import { evaluateCost } from "../../evaluate/evaluate-cost.js";
import type { PreparedNetwork } from "../../evaluate/prepare-network.js";

/** One technique after the other, at one array read time. */
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

/** The baseline and the three techniques of the paper, switched on in turn. */
export function ladderSteps(
	baseline: Design,
	target: Design,
): readonly { readonly step: string; readonly design: Design }[] {
	return [
		{ step: baseline.name, design: baseline },
		{
			step: "+ encoding",
			design: {
				...target,
				adc: { kind: "lossless" },
				partialProducts: { kind: "all" },
			},
		},
		{
			step: "+ ADC resolution",
			design: { ...target, partialProducts: { kind: "all" } },
		},
		{ step: "+ dynamic quantisation", design: target },
	];
}

/**
 * Measures accuracy and activity of every step once, and costs it at every read time: what the crossbars
 * compute does not depend on how long they take.
 */
export async function climbLadder(
	prepared: PreparedNetwork,
	baseline: Design,
	target: Design,
	options: (step: string) => EvaluateOptions = () => ({}),
): Promise<readonly LadderRung[]> {
	const steps: { step: string; evaluation: Evaluation }[] = [];
	for (const { step, design } of ladderSteps(baseline, target)) {
		steps.push({
			step,
			evaluation: await evaluate(prepared, design, options(step)),
		});
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
