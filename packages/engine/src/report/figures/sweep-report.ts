import type { Evaluation } from "../../evaluate/evaluate.js";
import type { CostEvaluation } from "../../evaluate/evaluate-cost.js";
import type { LayerColumnSums } from "../../evaluate/layer-column-sums.js";
import type {
	AnalysedPoint,
	ParetoAnalysis,
} from "../../explore/pareto/analyse-points.js";
import type { Space } from "../../explore/sweep/space.js";
import {
	costEvaluationTables,
	evaluationTables,
} from "../evaluation-tables.js";
import { paretoTables } from "../pareto-tables.js";
import { columnSumsFigure } from "./column-sums-figure.js";
import { costFigures } from "./cost-figures.js";
import { frontFigures } from "./front-figure.js";
import type { Report, ReportSource } from "./html-report.js";
import { sensitivityFigure } from "./sensitivity-figure.js";

/** Points of a space that are done, and what they say. */
export interface SweepFindings {
	readonly space: Space;
	readonly points: readonly AnalysedPoint[];
	readonly analysis: ParetoAnalysis;
}

/** The point at the knee of the front, evaluated once more to see where it goes. */
export type KneeEvaluation =
	| {
			readonly kind: "accuracy";
			readonly evaluation: Evaluation;
			readonly columnSums: readonly LayerColumnSums[];
	  }
	| { readonly kind: "cost"; readonly evaluation: CostEvaluation };

/** A sweep as a report: its front, what each axis does, and the point at the knee as a run of its own. */
export function sweepReport(
	document: Document,
	{ space, points, analysis }: SweepFindings,
	knee: KneeEvaluation | undefined,
	sources: readonly ReportSource[],
	version: string,
): Report {
	return {
		title: `Sweep ${space.name}`,
		summary: paretoTables(space, analysis),
		figures: [
			...frontFigures(document, space, points, analysis),
			sensitivityFigure(document, space, analysis),
			...(knee ? kneeFigures(document, knee) : []),
		],
		details: knee ? kneeTables(knee) : [],
		sources,
		version,
	};
}

function kneeFigures(
	document: Document,
	knee: KneeEvaluation,
): Report["figures"] {
	const figures = [
		...costFigures(document, knee.evaluation.cost),
		...(knee.kind === "accuracy"
			? [columnSumsFigure(document, knee.columnSums)]
			: []),
	];
	return figures.map((figure) => ({
		...figure,
		title: `${figure.title}, at the knee`,
	}));
}

function kneeTables(knee: KneeEvaluation): Report["details"] {
	const tables =
		knee.kind === "accuracy"
			? evaluationTables(knee.evaluation)
			: costEvaluationTables(knee.evaluation);
	return tables.map((table) => ({
		...table,
		title: `${table.title}, at the knee`,
	}));
}
