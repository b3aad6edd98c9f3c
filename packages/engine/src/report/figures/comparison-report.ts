import type { Evaluation } from "../../evaluate/evaluate.js";
import { comparisonTable } from "../evaluation-tables.js";
import { comparisonFigures } from "./comparison-figures.js";
import { energyFigure } from "./energy-figure.js";
import type { Figure } from "./figure.js";
import { floorplanFigure } from "./floorplan-figure.js";
import type { Report, ReportSource } from "./html-report.js";

/** Designs side by side as a report. */
export function comparisonReport(
	document: Document,
	evaluations: readonly Evaluation[],
	sources: readonly ReportSource[],
	version: string,
): Report {
	return {
		title: `${evaluations[0]!.network} on ${evaluations.map(({ design }) => design).join(", ")}`,
		summary: [comparisonTable(evaluations)],
		figures: [
			...comparisonFigures(document, evaluations),
			...evaluations.flatMap(({ design, cost }, n) =>
				[energyFigure(document, cost), floorplanFigure(document, cost)].map(
					(figure) => ofDesign(figure, design, n),
				),
			),
		],
		details: [],
		sources,
		version,
	};
}

function ofDesign(figure: Figure, design: string, n: number): Figure {
	return {
		...figure,
		id: `${figure.id}-${n + 1}`,
		title: `${figure.title}, ${design}`,
	};
}
