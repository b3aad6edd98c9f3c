import type { Evaluation } from "../../evaluate/evaluate.js";
import type { CostEvaluation } from "../../evaluate/evaluate-cost.js";
import type { LayerColumnSums } from "../../evaluate/layer-column-sums.js";
import {
	costEvaluationTables,
	evaluationTables,
} from "../evaluation-tables.js";
import { columnSumsFigure } from "./column-sums-figure.js";
import { costFigures } from "./cost-figures.js";
import type { Report, ReportSource } from "./html-report.js";

/** A run as a report: what was found, where it goes, and what to run to see it again. */
export function runReport(
	document: Document,
	evaluation: Evaluation,
	columnSums: readonly LayerColumnSums[],
	sources: readonly ReportSource[],
	version: string,
): Report {
	const [summary, ...details] = evaluationTables(evaluation);
	return {
		title: `${evaluation.network} on ${evaluation.design}`,
		summary: [summary!],
		figures: [
			...costFigures(document, evaluation.cost),
			columnSumsFigure(document, columnSums),
		],
		details,
		sources,
		version,
	};
}

/** A cost without data as a report: no accuracy, no column sums. */
export function costReport(
	document: Document,
	evaluation: CostEvaluation,
	sources: readonly ReportSource[],
	version: string,
): Report {
	const [summary, ...details] = costEvaluationTables(evaluation);
	return {
		title: `${evaluation.network} on ${evaluation.design}, cost alone`,
		summary: [summary!],
		figures: costFigures(document, evaluation.cost),
		details,
		sources,
		version,
	};
}
