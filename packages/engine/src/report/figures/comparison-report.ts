import type { Evaluation } from "../../evaluate/evaluate.js";
import type { CostEvaluation } from "../../evaluate/evaluate-cost.js";
import type { LayerColumnSums } from "../../evaluate/layer-column-sums.js";
import { costComparisonTables } from "../cost-comparison-tables.js";
import { componentTable, layerTable } from "../cost-tables.js";
import { comparisonTable } from "../evaluation-tables.js";
import type { Table } from "../table.js";
import { columnSumsFigure } from "./column-sums-figure.js";
import { comparisonFigures } from "./comparison-figures.js";
import { costFigures, figuresOf } from "./cost-figures.js";
import type { Report, ReportSource } from "./html-report.js";

/**
 * Designs side by side as a report.
 *
 * @param columnSums of each design
 */
export function comparisonReport(
	document: Document,
	evaluations: readonly Evaluation[],
	columnSums: readonly (readonly LayerColumnSums[])[],
	sources: readonly ReportSource[],
	version: string,
): Report {
	return {
		title: `${evaluations[0]!.network} on ${evaluations.map(({ design }) => design).join(", ")}`,
		summary: [comparisonTable(evaluations)],
		figures: [
			...comparisonFigures(document, evaluations),
			...evaluations.flatMap(({ design, cost }, n) =>
				figuresOf(
					[
						...costFigures(document, cost),
						columnSumsFigure(document, columnSums[n]!),
					],
					design,
					n,
				),
			),
		],
		details: evaluations.flatMap((each) => breakdownTables(each, each.design)),
		sources,
		version,
	};
}

/**
 * Networks on designs by cost alone as a report.
 *
 * @param evaluations [networks][designs]
 * @param published tables of what others have published
 */
export function costComparisonReport(
	document: Document,
	evaluations: readonly (readonly CostEvaluation[])[],
	published: readonly Table[],
	sources: readonly ReportSource[],
	version: string,
): Report {
	const networks = evaluations.map((each) => each[0]!.network);
	const designs = evaluations[0]!.map(({ design }) => design);
	return {
		title: `${networks.join(", ")} on ${designs.join(", ")}, cost alone`,
		summary: [...costComparisonTables(evaluations), ...published],
		figures: evaluations.flatMap((ofNetwork, n) => [
			...figuresOf(
				comparisonFigures(document, ofNetwork),
				ofNetwork[0]!.network,
				n,
			),
			...ofNetwork.flatMap((each, d) =>
				figuresOf(
					costFigures(document, each.cost),
					nameOf(each),
					n * designs.length + d,
				),
			),
		]),
		details: evaluations
			.flat()
			.flatMap((each) => breakdownTables(each, nameOf(each))),
		sources,
		version,
	};
}

const nameOf = ({ network, design }: CostEvaluation): string =>
	`${network} on ${design}`;

function breakdownTables(
	{ cost }: Pick<CostEvaluation, "cost">,
	name: string,
): readonly Table[] {
	return [layerTable(cost), componentTable(cost)].map((table) => ({
		...table,
		title: `${table.title}, ${name}`,
	}));
}
