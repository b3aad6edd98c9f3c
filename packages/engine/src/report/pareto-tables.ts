import type {
	AnalysedPoint,
	ParetoAnalysis,
} from "../explore/pareto/analyse-points.js";
import { type Metric, metrics } from "../explore/sweep/metric.js";
import type { PointSpace } from "../explore/sweep/space.js";
import {
	formatAccuracy,
	formatArea,
	formatCount,
	formatPercent,
	formatQuantity,
} from "./format-quantity.js";
import { left, right, type Table } from "./table.js";

/** Points of a front that a table shows. */
const SHOWN = 40;

/** Front and sensitivities of the points of a space. */
export function paretoTables(
	space: PointSpace,
	analysis: ParetoAnalysis,
): readonly Table[] {
	return [frontTable(space, analysis), sensitivityTable(space, analysis)];
}

function frontTable(
	{ name, axes, objectives, constraints }: PointSpace,
	{ points, allowed, front, knee, dominatedShare, hypervolume }: ParetoAnalysis,
): Table {
	const varying = axes.flatMap((_, at) =>
		new Set(front.map(({ values }) => values[at])).size > 1 ||
		axes[at]!.values.length === 1
			? [at]
			: [],
	);
	const fixed = axes.flatMap(({ name }, at) =>
		varying.includes(at) || front[0]?.values[at] === undefined
			? []
			: [`${name} = ${front[0]!.values[at]}`],
	);
	const row = (point: AnalysedPoint): readonly string[] => [
		...varying.map((at) => valueText(point.values[at])),
		...objectives.map(({ metric }) =>
			formatMetric(metric, metrics[metric].of(point.figures)),
		),
		point === knee ? "knee" : "",
	];
	const shown = front.length <= SHOWN ? front : thinned(front, knee);
	return {
		title: `${name}: ${formatCount(front.length)} of ${formatCount(points)} points are on the front`,
		columns: [
			...varying.map((at) => left(axes[at]!.name)),
			...objectives.map(({ metric, goal }) => right(`${metric} (${goal})`)),
			left(""),
		],
		rows: shown.map(row),
		notes: [
			...(fixed.length > 0 ? [`on the whole front ${fixed.join(", ")}`] : []),
			...(shown.length < front.length
				? [
						`${formatCount(front.length - shown.length)} of the front not shown: --json or --output gives all`,
					]
				: []),
			...(constraints.length > 0
				? [`${formatCount(allowed)} points keep the constraints`]
				: []),
			`${formatPercent(dominatedShare)} of the points are dominated${
				Number.isNaN(hypervolume)
					? ""
					: `; hypervolume ${hypervolume.toFixed(4)} of the box that all points span`
			}`,
		],
	};
}

/** Evenly over the front, the knee among them. */
function thinned(
	front: readonly AnalysedPoint[],
	knee: AnalysedPoint | undefined,
): readonly AnalysedPoint[] {
	const every = (front.length - 1) / (SHOWN - 1);
	const kept = new Set(
		Array.from({ length: SHOWN }, (_, n) => front[Math.round(n * every)]!),
	);
	return front.filter((point) => kept.has(point) || point === knee);
}

function sensitivityTable(
	{ axes, objectives }: PointSpace,
	{ sensitivity }: ParetoAnalysis,
): Table {
	return {
		title: "What each axis alone explains of the variance",
		columns: [left("axis"), ...objectives.map(({ metric }) => right(metric))],
		rows: axes.map(({ name }, at) => [
			name,
			...sensitivity[at]!.map((share) => formatPercent(share)),
		]),
		notes: [
			"of the logarithm of costs; what is missing to 100% is due to axes together",
		],
	};
}

const UNITS: { readonly [M in Metric]: (value: number) => string } = {
	accuracy: formatAccuracy,
	accuracyLoss: formatAccuracy,
	energyPerImage: (value) => formatQuantity(value, "J"),
	latency: (value) => formatQuantity(value, "s"),
	imagesPerSecond: (value) => formatQuantity(value, "/s"),
	power: (value) => formatQuantity(value, "W"),
	area: formatArea,
	imagesPerSecondPerArea: (value) => `${formatQuantity(value / 1e6, "/s/mm²")}`,
	imagesPerJoule: (value) => formatQuantity(value, "/J"),
};

/** A value of a metric with its unit. */
export function formatMetric(metric: Metric, value: number): string {
	return Number.isNaN(value) ? "?" : UNITS[metric](value);
}

function valueText(value: string | number | boolean | undefined): string {
	if (value === undefined) return "–";
	return typeof value === "number"
		? String(Number(value.toPrecision(4)))
		: String(value);
}
