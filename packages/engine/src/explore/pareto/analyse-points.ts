import type { Metric, PointFigures } from "../sweep/metric.js";
import { metrics } from "../sweep/metric.js";
import type { PointSpace } from "../sweep/space.js";
import { paretoFront } from "./front.js";
import { hypervolume } from "./hypervolume.js";
import { kneeOf } from "./knee.js";
import { lossesOf, violationOf } from "./losses-of.js";
import { firstOrderShare } from "./sensitivity.js";

/** A point with what it gave, and its value on each axis of the space (undefined where the axis does not vary). */
export interface AnalysedPoint {
	readonly key: string;
	readonly values: readonly (string | number | boolean | undefined)[];
	readonly figures: PointFigures;
}

/** What the points of a space say about its objectives. */
export interface ParetoAnalysis {
	readonly points: number;
	/** Points that keep the constraints. */
	readonly allowed: number;
	/** Points on the front, the best in the first objective first. */
	readonly front: readonly AnalysedPoint[];
	/** Of the front: where a little less of one objective would gain least in the others. */
	readonly knee: AnalysedPoint | undefined;
	/** Share of the allowed points that another one dominates. */
	readonly dominatedShare: number;
	/** Of the front, with each objective scaled to 0 … 1 over the allowed points; 1 is the best that there could be. */
	readonly hypervolume: number;
	/** Share of the variance of each objective that each axis alone is the cause of, [axes][objectives]. */
	readonly sensitivity: readonly (readonly number[])[];
}

/** More points on a front than an exact hypervolume is computed of. */
const MOST_ON_FRONT = 300;

/** Front, knee, dominated share and sensitivities of points of a space. */
export function analysePoints(
	{ axes, objectives, constraints }: PointSpace,
	points: readonly AnalysedPoint[],
): ParetoAnalysis {
	const allowed = points.filter(
		({ figures }) => violationOf(figures, constraints) === 0,
	);
	const losses = allowed.map(({ figures }) => lossesOf(figures, objectives));
	const numbers = paretoFront(losses).toSorted(
		(a, b) => losses[a]![0]! - losses[b]![0]!,
	);
	const front = numbers.map((n) => allowed[n]!);
	const knee = kneeOf(numbers.map((n) => losses[n]!));
	return {
		points: points.length,
		allowed: allowed.length,
		front,
		knee: front[knee],
		dominatedShare:
			allowed.length === 0 ? 0 : 1 - front.length / allowed.length,
		hypervolume:
			front.length > MOST_ON_FRONT || objectives.length < 2
				? Number.NaN
				: scaledVolume(losses, numbers),
		sensitivity: axes.map((_, at) =>
			objectives.map(({ metric }) => shareOf(metric, allowed, at)),
		),
	};
}

function scaledVolume(
	losses: readonly (readonly number[])[],
	front: readonly number[],
): number {
	const ranges = (losses[0] ?? []).map((_, m) => {
		const values = losses.map((loss) => loss[m]!);
		const least = values.reduce((a, b) => Math.min(a, b));
		return { least, extent: values.reduce((a, b) => Math.max(a, b)) - least };
	});
	const scaled = front.map((n) =>
		losses[n]!.map((loss, m) => {
			const { least, extent } = ranges[m]!;
			return extent > 0 ? (loss - least) / extent : 0;
		}),
	);
	return hypervolume(
		scaled,
		ranges.map(() => 1),
	);
}

/** Costs vary by factors, so that their logarithm is looked at; accuracies as they are. */
function shareOf(
	metric: Metric,
	points: readonly AnalysedPoint[],
	axis: number,
): number {
	const { of, needsAccuracy } = metrics[metric];
	const values = points.map(({ figures }) => {
		const value = of(figures);
		return needsAccuracy ? value : Math.log(value);
	});
	const groups = new Map<unknown, number>();
	return firstOrderShare(
		values,
		points.map((point) => {
			const value = point.values[axis];
			if (!groups.has(value)) groups.set(value, groups.size);
			return groups.get(value)!;
		}),
	);
}
