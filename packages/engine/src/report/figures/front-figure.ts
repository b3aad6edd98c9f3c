import * as Plot from "@observablehq/plot";
import type {
	AnalysedPoint,
	ParetoAnalysis,
} from "../../explore/pareto/analyse-points.js";
import { type Metric, metrics } from "../../explore/sweep/metric.js";
import type { PointSpace } from "../../explore/sweep/space.js";
import { drawPlot } from "./draw-plot.js";
import type { Figure } from "./figure.js";

/** More points than a page holds the numbers of: then those of the front alone. */
const MOST_ROWS = 5000;

const COLORS = { dominated: "#b5b5b5", front: "#1f5fa8", knee: "#c2410c" };

/**
 * All points of a space in its first two objectives, the front on top of them and its knee circled; undefined where
 * there is one objective.
 */
export function frontFigure(
	document: Document,
	space: PointSpace,
	points: readonly AnalysedPoint[],
	{ front, knee }: ParetoAnalysis,
): Figure | undefined {
	const { objectives } = space;
	const [x, y] = objectives;
	if (!x || !y) return undefined;
	const placed = ({ figures }: AnalysedPoint) => ({
		x: metrics[x.metric].of(figures),
		y: metrics[y.metric].of(figures),
	});
	const dots = (of: readonly AnalysedPoint[], options: Plot.DotOptions) =>
		Plot.dot(of.map(placed), { x: "x", y: "y", ...options });
	const plot = drawPlot(
		document,
		{
			marginLeft: 70,
			marginBottom: 42,
			grid: true,
			x: scaleOf(x.metric),
			y: scaleOf(y.metric),
			marks: [
				dots(points, { r: 2, fill: COLORS.dominated }),
				dots(front, { r: 3.5, fill: COLORS.front }),
				dots(knee ? [knee] : [], { r: 7, stroke: COLORS.knee, strokeWidth: 2 }),
			],
		},
		[
			{ label: "dominated", color: COLORS.dominated },
			{ label: "front", color: COLORS.front },
			{ label: "knee (circled)", color: COLORS.knee },
		],
	);
	return {
		id: "front",
		title: `Front of ${x.metric} and ${y.metric}`,
		caption: `${points.length.toLocaleString("en")} points; those on the front of all ${objectives.length} objectives are coloured, the knee is circled.`,
		plot,
		data: frontData(space, points, front, knee),
	};
}

/** Points with their values on the axes, in full precision. */
function frontData(
	{ axes, objectives }: PointSpace,
	points: readonly AnalysedPoint[],
	front: readonly AnalysedPoint[],
	knee: AnalysedPoint | undefined,
): Figure["data"] {
	const shown = points.length <= MOST_ROWS ? points : front;
	// By key: points that have come from a worker are copies of those on the front.
	const onFront = new Set(front.map(({ key }) => key));
	return {
		columns: [
			...axes.map(({ name }) => name),
			...objectives.map(({ metric }) => {
				const { unit } = metrics[metric];
				return unit === "" ? metric : `${metric} (${unit})`;
			}),
			"place",
		],
		rows: shown.map((point) => [
			...point.values.map((value) =>
				typeof value === "number" ? value : String(value ?? ""),
			),
			...objectives.map(({ metric }) => metrics[metric].of(point.figures)),
			point.key === knee?.key
				? "knee"
				: onFront.has(point.key)
					? "front"
					: "dominated",
		]),
	};
}

function scaleOf(metric: Metric): Plot.ScaleOptions {
	const { unit, needsAccuracy } = metrics[metric];
	return {
		label: unit === "" ? metric : `${metric} (${unit})`,
		...(needsAccuracy
			? { tickFormat: "%" }
			: { type: "log", tickFormat: "~s" }),
	};
}
