/** Plots and report pages; apart from the engine's door since they load a plotting library. */
export { columnSumsFigure } from "./column-sums-figure.js";
export {
	type ComparedDesign,
	comparisonFigures,
} from "./comparison-figures.js";
export { comparisonReport, costComparisonReport } from "./comparison-report.js";
export { costFigures } from "./cost-figures.js";
export {
	ivFigure,
	programmingFigure,
	traceFigure,
} from "./device-figures.js";
export { drawPlot, FIGURE_WIDTH, type LegendEntry } from "./draw-plot.js";
export { energyFigure } from "./energy-figure.js";
export type { Figure, FigureData } from "./figure.js";
export { figureCsv } from "./figure-csv.js";
export { floorplanFigure } from "./floorplan-figure.js";
export { frontFigure, frontFigures } from "./front-figure.js";
export { htmlReport, type Report, type ReportSource } from "./html-report.js";
export { occupancyFigure } from "./occupancy-figure.js";
export { optimizationReport } from "./optimization-report.js";
export { costReport, runReport } from "./run-report.js";
export { sensitivityFigure } from "./sensitivity-figure.js";
export {
	type KneeEvaluation,
	type SweepFindings,
	sweepReport,
} from "./sweep-report.js";
export {
	type Trend,
	type TrendAxis,
	type TrendPoint,
	trendFigure,
} from "./trend-figure.js";
