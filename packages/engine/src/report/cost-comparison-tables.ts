import { geometricMean } from "../base/geometric-mean.js";
import type { Cost } from "../cost/cost.js";
import type { CostEvaluation } from "../evaluate/evaluate-cost.js";
import {
	formatArea,
	formatCount,
	formatPercent,
	formatQuantity,
	formatRatio,
} from "./format-quantity.js";
import { left, right, type Table } from "./table.js";

/** A design's cost of one network. */
export interface ComparedCost {
	readonly design: string;
	readonly cost: Cost;
}

type Row = readonly string[];

/** Costs side by side, with gains over the first. */
export function comparedCostRows(
	compared: readonly ComparedCost[],
): readonly Row[] {
	const row = (name: string, text: (cost: Cost) => string): Row => [
		name,
		...compared.map(({ cost }) => text(cost)),
	];
	return [
		row("images/s", (cost) => formatQuantity(cost.imagesPerSecond, "")),
		row("energy/image", (cost) => formatQuantity(cost.energyPerImage, "J")),
		row("power", (cost) => formatQuantity(cost.power, "W")),
		row("chips", ({ chips }) => formatCount(chips.available)),
		row("area of all chips", (cost) => formatArea(cost.area)),
		row("latency", (cost) => formatQuantity(cost.latency, "s")),
		row("arrays in use", ({ arrays }) => formatCount(arrays.used)),
		row("cells filled", (cost) => formatPercent(cost.cellUtilisation)),
		row("products run", ({ layers }) => formatPercent(productsRun(layers))),
		row("ADC bits", ({ layers }) => adcBits(layers)),
		row("bound by", (cost) => cost.boundBy),
		...GAINS.map(({ name, of }) => [
			name,
			...compared.map(({ cost }) =>
				formatRatio(of(cost) / of(compared[0]!.cost)),
			),
		]),
	];
}

/** Figures of which more is better. */
const GAINS: readonly {
	readonly name: string;
	readonly of: (cost: Cost) => number;
}[] = [
	{ name: "gain in throughput", of: (cost) => cost.imagesPerSecond },
	{ name: "gain in energy efficiency", of: (cost) => 1 / cost.energyPerImage },
	{
		name: "gain in area efficiency",
		of: (cost) => cost.imagesPerSecond / cost.area,
	},
];

/** Bits that converters of the layers have, most first, and how many a conversion takes where that is not the same. */
function adcBits(layers: Cost["layers"]): string {
	const bits = [...new Set(layers.map((layer) => layer.adcBits))];
	const text = bits.toSorted((a, b) => b - a).join(", ");
	const taken = meanOver(layers, (layer) => layer.comparisonsPerConversion);
	const installed = meanOver(layers, (layer) => layer.adcBits);
	return taken.toFixed(1) === installed.toFixed(1)
		? text
		: `${text} (${taken.toFixed(1)} taken)`;
}

function productsRun(layers: Cost["layers"]): number {
	return meanOver(layers, (layer) => layer.executedFraction);
}

type LayerFigures = Cost["layers"][number];

/** Mean over the layers, weighted by their MACs. */
function meanOver(
	layers: Cost["layers"],
	of: (layer: LayerFigures) => number,
): number {
	const macs = layers.reduce((sum, layer) => sum + layer.macs, 0);
	const sum = layers.reduce((sum, layer) => sum + layer.macs * of(layer), 0);
	return sum / macs;
}

/**
 * Networks on designs by cost alone: a table for each network and, of several, the geometric means of the gains.
 *
 * @param evaluations by network, each on the same designs in the same order
 */
export function costComparisonTables(
	evaluations: readonly (readonly CostEvaluation[])[],
): readonly Table[] {
	const designs = evaluations[0]!.map(({ design }) => design);
	const columns = [left(""), ...designs.map(right)];
	const note = "activity: estimated, so that there is no accuracy; see mho run";
	const tables = evaluations.map((ofNetwork) => ({
		title: ofNetwork[0]!.network,
		columns,
		rows: comparedCostRows(ofNetwork),
		notes: [
			`gains over ${designs[0]}; ${note}`,
			...(new Set(ofNetwork.map(({ cost }) => cost.chips.available)).size > 1
				? [
						"designs take as many chips as they need: --chips gives all the same",
					]
				: []),
		],
	}));
	if (evaluations.length === 1) return tables;
	const means = GAINS.map(({ name, of }) => [
		name,
		...designs.map((_, d) =>
			formatRatio(
				geometricMean(
					evaluations.map(
						(ofNetwork) => of(ofNetwork[d]!.cost) / of(ofNetwork[0]!.cost),
					),
				),
			),
		),
	]);
	return [
		...tables,
		{
			title: `All ${evaluations.length} networks, geometric mean`,
			columns,
			rows: means,
			notes: [`gains over ${designs[0]}`],
		},
	];
}
