/** Plots and report pages; apart from the engine's door since they load a plotting library. */
export { columnSumsFigure } from "./column-sums-figure.js";
export {
	type ComparedDesign,
	comparisonFigures,
} from "./comparison-figures.js";
export { comparisonReport } from "./comparison-report.js";
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
export { frontFigure } from "./front-figure.js";
export { htmlReport, type Report, type ReportSource } from "./html-report.js";
export { occupancyFigure } from "./occupancy-figure.js";
export { runReport } from "./run-report.js";
export {
	type Trend,
	type TrendAxis,
	type TrendPoint,
	trendFigure,
} from "./trend-figure.js";
