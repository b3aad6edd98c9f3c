import * as Plot from "@observablehq/plot";
import { drawPlot } from "./draw-plot.js";
import type { Figure } from "./figure.js";

/** Measured values over one quantity, with the intervals that they lie in. */
export interface Trend {
	readonly id: string;
	readonly title: string;
	readonly caption: string;
	readonly x: TrendAxis;
	readonly y: TrendAxis;
	readonly points: readonly TrendPoint[];
}

export interface TrendAxis {
	readonly label: string;
	readonly scale?: "linear" | "log" | undefined;
	/** As Plot takes it. */
	readonly tickFormat?: string | undefined;
}

export interface TrendPoint {
	readonly series: string;
	readonly x: number;
	readonly y: number;
	/** Half the width of its interval; none where there is none. */
	readonly halfWidth?: number | undefined;
}

/** Told apart by those who see no red or green too. */
const COLORS = ["#0b6e99", "#d1495b", "#6a994e", "#7b4fa3", "#c77d0a"];

/** A line with error bars for each series. */
export function trendFigure(document: Document, trend: Trend): Figure {
	const { x, y, points } = trend;
	const names = [...new Set(points.map(({ series }) => series))];
	const color = (series: string) =>
		COLORS[names.indexOf(series) % COLORS.length]!;
	const stroke = ({ series }: TrendPoint) => color(series);
	const bars = points.filter(({ halfWidth = 0 }) => halfWidth > 0);
	const axis = ({ label, scale = "linear", tickFormat }: TrendAxis) => ({
		label,
		type: scale,
		grid: true,
		...(tickFormat === undefined ? {} : { tickFormat }),
	});
	const plot = drawPlot(
		document,
		{
			height: 340,
			marginLeft: 60,
			marginBottom: 42,
			x: axis(x),
			y: axis(y),
			marks: [
				Plot.ruleX(bars, {
					x: "x",
					y1: (point: TrendPoint) => point.y - point.halfWidth!,
					y2: (point: TrendPoint) => point.y + point.halfWidth!,
					stroke,
				}),
				Plot.line(points, { x: "x", y: "y", z: "series", stroke }),
				Plot.dot(points, { x: "x", y: "y", fill: stroke, r: 3 }),
			],
		},
		names.map((label) => ({ label, color: color(label) })),
	);
	return {
		id: trend.id,
		title: trend.title,
		caption: trend.caption,
		plot,
		data: {
			columns: ["series", x.label, y.label, "half width"],
			rows: points.map((point) => [
				point.series,
				point.x,
				point.y,
				point.halfWidth ?? "",
			]),
		},
	};
}
