import type { LayerColumnSums } from "../../evaluate/layer-column-sums.js";
import type { Optimization } from "../../explore/optimize-design.js";
import { componentTable, layerTable } from "../cost-tables.js";
import { optimizationTables } from "../optimization-tables.js";
import { columnSumsFigure } from "./column-sums-figure.js";
import { comparisonFigures } from "./comparison-figures.js";
import { costFigures } from "./cost-figures.js";
import type { Report, ReportSource } from "./html-report.js";

/**
 * A search as a report: what it gained over the start, and where the tuned design's energy, area and time go.
 *
 * @param file that the tuned design is written to
 * @param columnSums of the tuned design
 */
export function optimizationReport(
	document: Document,
	optimization: Optimization,
	file: string,
	columnSums: readonly LayerColumnSums[],
	sources: readonly ReportSource[],
	version: string,
): Report {
	const { network, start, uniform, tuned } = optimization;
	const [summary, ...steps] = optimizationTables(optimization, file);
	const { cost } = tuned.evaluation;
	return {
		title: `${network}: ${start.design} tuned`,
		summary: [summary!],
		figures: [
			...comparisonFigures(document, [
				start,
				uniform.evaluation,
				tuned.evaluation,
			]),
			...costFigures(document, cost),
			columnSumsFigure(document, columnSums),
		],
		details: [...steps, layerTable(cost), componentTable(cost)],
		sources,
		version,
	};
}
