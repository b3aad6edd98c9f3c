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
	/** `point`: values are names, in the order of the points, and no line joins them. */
	readonly scale?: "linear" | "log" | "point" | undefined;
	/** As Plot takes it. */
	readonly tickFormat?: string | undefined;
}

export interface TrendPoint {
	readonly series: string;
	readonly x: number | string;
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
	const axis = ({ label, scale = "linear", tickFormat }: TrendAxis) => ({
		label,
		type: scale,
		grid: true,
		...(scale === "point"
			? { domain: [...new Set(points.map((p) => p.x))] }
			: {}),
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
			marks: names.flatMap((series, at) =>
				seriesMarks(
					points.filter((point) => point.series === series),
					{
						stroke: color(series),
						isJoined: x.scale !== "point",
						dx:
							x.scale === "point" ? SPREAD * (at - (names.length - 1) / 2) : 0,
					},
				),
			),
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

/** Distance of two series over the same name, in pixels. */
const SPREAD = 10;

/** A line, unless names are not joined, with error bars and dots on it. */
function seriesMarks(
	points: readonly TrendPoint[],
	{ stroke, isJoined, dx }: { stroke: string; isJoined: boolean; dx: number },
): Plot.Markish[] {
	const bars = points.filter(({ halfWidth = 0 }) => halfWidth > 0);
	return [
		Plot.ruleX(bars, {
			x: "x",
			y1: (point: TrendPoint) => point.y - point.halfWidth!,
			y2: (point: TrendPoint) => point.y + point.halfWidth!,
			stroke,
			dx,
		}),
		...(isJoined ? [Plot.line(points, { x: "x", y: "y", stroke })] : []),
		Plot.dot(points, { x: "x", y: "y", fill: stroke, r: 3, dx }),
	];
}
