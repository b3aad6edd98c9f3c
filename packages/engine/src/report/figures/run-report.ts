import type { Evaluation } from "../../evaluate/evaluate.js";
import type { LayerColumnSums } from "../../evaluate/layer-column-sums.js";
import { evaluationTables } from "../evaluation-tables.js";
import { columnSumsFigure } from "./column-sums-figure.js";
import { energyFigure } from "./energy-figure.js";
import { floorplanFigure } from "./floorplan-figure.js";
import type { Report, ReportSource } from "./html-report.js";
import { occupancyFigure } from "./occupancy-figure.js";

/** A run as a report: what was found, where it goes, and what to run to see it again. */
export function runReport(
	document: Document,
	evaluation: Evaluation,
	columnSums: readonly LayerColumnSums[],
	sources: readonly ReportSource[],
	version: string,
): Report {
	const { cost } = evaluation;
	const [summary, ...details] = evaluationTables(evaluation);
	return {
		title: `${evaluation.network} on ${evaluation.design}`,
		summary: [summary!],
		figures: [
			energyFigure(document, cost),
			floorplanFigure(document, cost),
			occupancyFigure(document, cost),
			columnSumsFigure(document, columnSums),
		],
		details,
		sources,
		version,
	};
}
