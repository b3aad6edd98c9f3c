import * as Plot from "@observablehq/plot";
import type {
	AnalysedPoint,
	ParetoAnalysis,
} from "../../explore/pareto/analyse-points.js";
import { type Metric, metrics } from "../../explore/sweep/metric.js";
import type { PointSpace } from "../../explore/sweep/space.js";
import { formatMetric } from "../pareto-tables.js";
import { drawPlot } from "./draw-plot.js";
import type { Figure } from "./figure.js";

/** More points than a page holds the numbers of: then those of the front alone. */
const MOST_ROWS = 5000;

const COLORS = { dominated: "#b5b5b5", front: "#1f5fa8", knee: "#c2410c" };

/**
 * All points of a space in two of its objectives, the front on top of them and its knee circled; what each point is
 * shows under the pointer. Undefined where there is one objective.
 *
 * @param pair which objectives are across and up, by default the first two
 */
export function frontFigure(
	document: Document,
	space: PointSpace,
	points: readonly AnalysedPoint[],
	{ front, knee }: ParetoAnalysis,
	[across, up]: readonly [number, number] = [0, 1],
): Figure | undefined {
	const { objectives } = space;
	const x = objectives[across];
	const y = objectives[up];
	if (!x || !y) return undefined;
	const isNamed = points.length <= MOST_ROWS;
	const placed = (point: AnalysedPoint) => ({
		x: metrics[x.metric].of(point.figures),
		y: metrics[y.metric].of(point.figures),
		title: describe(space, point),
	});
	const dots = (
		of: readonly AnalysedPoint[],
		{ hasTitle = true, ...options }: Plot.DotOptions & { hasTitle?: boolean },
	) =>
		Plot.dot(of.map(placed), {
			x: "x",
			y: "y",
			...(hasTitle ? { title: "title" } : {}),
			...options,
		});
	const plot = drawPlot(
		document,
		{
			marginLeft: 70,
			marginBottom: 42,
			grid: true,
			x: scaleOf(x.metric),
			y: scaleOf(y.metric),
			marks: [
				dots(points, { r: 2, fill: COLORS.dominated, hasTitle: isNamed }),
				dots(front, { r: 3.5, fill: COLORS.front }),
				dots(knee ? [knee] : [], {
					r: 7,
					fill: "transparent",
					stroke: COLORS.knee,
					strokeWidth: 2,
				}),
			],
		},
		[
			{ label: "dominated", color: COLORS.dominated },
			{ label: "front", color: COLORS.front },
			{ label: "knee (circled)", color: COLORS.knee },
		],
	);
	return {
		id: `front-${x.metric}-${y.metric}`,
		title: `Front of ${x.metric} and ${y.metric}`,
		caption: `${points.length.toLocaleString("en")} points; those on the front of all ${objectives.length} objectives are coloured, the knee is circled.`,
		plot,
		data: frontData(space, points, front, knee),
	};
}

/** The front seen in each pair of the objectives. */
export function frontFigures(
	document: Document,
	space: PointSpace,
	points: readonly AnalysedPoint[],
	analysis: ParetoAnalysis,
): readonly Figure[] {
	return space.objectives.flatMap((_, up) =>
		space.objectives
			.slice(0, up)
			.flatMap(
				(_, across) =>
					frontFigure(document, space, points, analysis, [across, up]) ?? [],
			),
	);
}

/** Where a point lies on the axes, and what it gives. */
function describe(
	{ axes, objectives }: PointSpace,
	{ values, figures }: AnalysedPoint,
): string {
	const places = axes.flatMap(({ name }, n) =>
		values[n] === undefined ? [] : `${name}: ${values[n]}`,
	);
	const given = objectives.map(
		({ metric }) =>
			`${metric}: ${formatMetric(metric, metrics[metric].of(figures))}`,
	);
	return [...places, ...given].join("\n");
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
