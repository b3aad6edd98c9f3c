import type { AdcPolicy } from "../design/adc-policy.js";
import { layerOverrides } from "../design/layer-overrides.js";
import type { PartialProductPolicy } from "../design/partial-product-policy.js";
import type { Evaluation } from "../evaluate/evaluate.js";
import type { Optimization, Tuned } from "../explore/optimize-design.js";
import { comparisonTable } from "./evaluation-tables.js";
import {
	formatCount,
	formatPercent,
	formatPoints,
	formatRatio,
} from "./format-quantity.js";
import { left, right, type Table } from "./table.js";

/**
 * What a search gained, and what each layer does now.
 *
 * @param file that the tuned design is written to
 */
export function optimizationTables(
	optimization: Optimization,
	file: string,
): readonly Table[] {
	const { start, uniform, tuned, search, maxAccuracyLoss } = optimization;
	const comparison = comparisonTable([
		start,
		uniform.evaluation,
		tuned.evaluation,
	]);
	const over = (gain: (evaluation: Evaluation) => number) =>
		formatRatio(gain(tuned.evaluation) / gain(uniform.evaluation));
	return [
		{
			...comparison,
			notes: [
				...comparison.notes,
				`layer by layer over all alike: energy ${over(({ cost }) => 1 / cost.energyPerImage)}, throughput ${over(({ cost }) => cost.imagesPerSecond)}`,
				`searched on ${formatCount(search.images)} images of ${search.data}, none of them among these; allowed loss ${(100 * maxAccuracyLoss).toFixed(2)} points${keptText(optimization)}`,
			],
		},
		searchTable(tuned),
		layerSettings(tuned, file),
	];
}

/** Says so where the verification does not keep what the search promised. */
function keptText({ tuned, maxAccuracyLoss }: Optimization): string {
	const { difference } = tuned.evaluation.accuracy.simulatedMinusFloat;
	return -difference <= maxAccuracyLoss ? "" : ", which is NOT kept on these";
}

/** Designs whose accuracy the search has simulated. */
function searchTable({ steps, hardware }: Tuned): Table {
	const best = Math.max(...steps.map(({ score }) => score));
	return {
		title: "Steps of the search, layer by layer",
		columns: [
			left("hardware"),
			right("noise allowed"),
			right("images"),
			right("against float"),
			right("objective"),
			left(""),
		],
		rows: steps.map((step) => [
			step.hardware,
			step.budget.toPrecision(2),
			formatCount(step.images),
			`${formatPoints(step.againstFloat.difference)} (from ${formatPoints(step.againstFloat.lower95)})`,
			formatRatio(Math.exp(step.score - best)),
			step.passes ? "passes" : "fails",
		]),
		notes: [`${hardware.length} kinds of hardware compared by estimated cost`],
	};
}

function layerSettings({ evaluation, design }: Tuned, file: string): Table {
	return {
		title: "Layers of the tuned design",
		columns: [
			left("layer"),
			right("weight bits"),
			right("input bits"),
			left("ADC"),
			left("partial products"),
			right("products run"),
		],
		rows: evaluation.cost.layers.map(({ layer, executedFraction }) => {
			const { weightBits, inputBits, adc, partialProducts } = layerOverrides(
				design,
				layer,
			);
			return [
				layer,
				String(weightBits ?? design.operands.weightBits),
				String(inputBits ?? design.operands.inputBits),
				adcText(adc ?? design.adc),
				productsText(partialProducts ?? design.partialProducts),
				formatPercent(executedFraction),
			];
		}),
		notes: [`written to ${file}`],
	};
}

function adcText(adc: AdcPolicy): string {
	if (adc.kind !== "fixed") return adc.kind;
	return adc.step === 1
		? `${adc.bits} bits`
		: `${adc.bits} bits, step ${adc.step}`;
}

function productsText(policy: PartialProductPolicy): string {
	return policy.kind === "threshold" && policy.at.unit === "bits-below-top"
		? `to ${policy.at.bits} bits below the top`
		: policy.kind;
}
