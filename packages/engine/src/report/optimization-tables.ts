import type { Evaluation } from "../evaluate/evaluate.js";
import type { Optimization, Tuned } from "../explore/optimize-design.js";
import { comparisonTable } from "./evaluation-tables.js";
import { formatPercent, formatRatio } from "./format-quantity.js";
import { left, right, type Table } from "./table.js";

/** What a search gained, and what each layer does now. */
export function optimizationTables(
	optimization: Optimization,
): readonly Table[] {
	const { start, uniform, tuned, searchImages, maxAccuracyLoss } = optimization;
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
				`searched on ${searchImages} images that are not among these; allowed loss ${(100 * maxAccuracyLoss).toFixed(2)} points${keptText(optimization)}`,
			],
		},
		layerSettings(tuned),
	];
}

/** Says so where the verification does not keep what the search promised. */
function keptText({ tuned, maxAccuracyLoss }: Optimization): string {
	const { difference } = tuned.evaluation.accuracy.simulatedMinusFloat;
	return -difference <= maxAccuracyLoss ? "" : ", which is NOT kept on these";
}

function layerSettings({ evaluation, steps, taken }: Tuned): Table {
	const settings = new Map<string, string>();
	for (const { layers, kind, setting } of steps.slice(0, taken)) {
		for (const layer of layers)
			settings.set(`${layer} ${kind}`, settingText(setting));
	}
	const of = (layer: string, kind: string) =>
		settings.get(`${layer} ${kind}`) ?? "as given";
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
		rows: evaluation.cost.layers.map(({ layer, executedFraction }) => [
			layer,
			of(layer, "weightBits"),
			of(layer, "inputBits"),
			of(layer, "adc"),
			of(layer, "partialProducts"),
			formatPercent(executedFraction),
		]),
		notes: [`${taken} of the ${steps.length} turns of the search are taken`],
	};
}

function settingText(setting: unknown): string {
	if (typeof setting !== "object" || setting === null) return String(setting);
	if ("at" in setting) {
		const { bits } = setting.at as { bits: number };
		return `${bits} bits below the top`;
	}
	const { bits, step } = setting as { bits: number; step: number };
	return step === 1 ? `${bits} bits` : `${bits} bits, step ${step}`;
}
