import * as Plot from "@observablehq/plot";
import type {
	AnalysedPoint,
	ParetoAnalysis,
} from "../../explore/pareto/analyse-points.js";
import { type Metric, metrics } from "../../explore/sweep/metric.js";
import type { Space } from "../../explore/sweep/space.js";
import { drawPlot } from "./draw-plot.js";

const COLORS = { dominated: "#b5b5b5", front: "#1f5fa8", knee: "#c2410c" };

/**
 * All points of a space in its first two objectives, the front on top of them and its knee circled; undefined where
 * there is one objective.
 */
export function frontFigure(
	document: Document,
	{ objectives }: Space,
	points: readonly AnalysedPoint[],
	{ front, knee }: ParetoAnalysis,
): SVGSVGElement | undefined {
	const [x, y] = objectives;
	if (!x || !y) return undefined;
	const placed = ({ figures }: AnalysedPoint) => ({
		x: metrics[x.metric].of(figures),
		y: metrics[y.metric].of(figures),
	});
	const dots = (of: readonly AnalysedPoint[], options: Plot.DotOptions) =>
		Plot.dot(of.map(placed), { x: "x", y: "y", ...options });
	return drawPlot(
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
