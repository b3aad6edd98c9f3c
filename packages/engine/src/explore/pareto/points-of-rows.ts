import { InputError } from "../../base/input-error.js";
import {
	type Metric,
	metricNames,
	metrics,
	type PointFigures,
	pointFigureNames,
} from "../sweep/metric.js";
import type { Axis, PointSpace } from "../sweep/space.js";
import type { AnalysedPoint } from "./analyse-points.js";

/** A row of a store of results, as `mho query` exports it. */
export type ResultRow = Readonly<Record<string, unknown>>;

/** Columns that are figures of a point. */
const FIGURES: ReadonlySet<string> = new Set(pointFigureNames);

/** Columns of a store that say what a point is called and how it was evaluated; all others are axes. */
export const BOOKKEEPING: readonly string[] = [
	"key",
	"status",
	"error",
	"images",
	"version",
	"designKey",
	"wallTime",
	"attempt",
	"worker",
];

/** Columns that are an axis only where they vary. */
const SOMETIMES_AXES: readonly string[] = ["design", "network", "data", "seed"];

/** Figures without which a row is no point. */
const NEEDED = ["energyPerImage", "imagesPerSecond", "area"] as const;

/** Points of exported results, and what of them varies. */
export interface ResultPoints {
	readonly axes: readonly Axis[];
	readonly points: readonly AnalysedPoint[];
	/** What can be looked at: accuracies only where images were classified. */
	readonly metrics: readonly Metric[];
}

/**
 * Points of the rows of a store, those that are done on the most images.
 *
 * @param name of the file, for messages
 * @throws InputError where a row has not the columns of a store, or none is done
 */
export function pointsOfRows(
	rows: readonly ResultRow[],
	name: string,
): ResultPoints {
	const done = rows.filter(({ status = "done" }) => status === "done");
	const images = done.reduce(
		(most, row) => Math.max(most, Number(row.images ?? 0)),
		0,
	);
	const looked = done.filter((row) => Number(row.images ?? 0) === images);
	for (const row of looked)
		for (const column of NEEDED)
			if (typeof row[column] !== "number")
				throw new InputError(
					`${name}: found no number in column ${column}, expected rows of mho query STORE -o ${name}`,
				);
	if (looked.length === 0)
		throw new InputError(
			`${name}: found no point that is done, expected rows of mho query STORE -o ${name}`,
		);
	const axes = axesOf(looked);
	return {
		axes,
		points: looked.map((row, n) => ({
			key: String(row.key ?? n),
			values: axes.map(({ name }) => labelOf(row[name])),
			figures: Object.fromEntries(
				pointFigureNames.flatMap((figure) =>
					row[figure] === null || row[figure] === undefined
						? []
						: [[figure, row[figure]]],
				),
			) as unknown as PointFigures,
		})),
		metrics: metricNames.filter(
			(metric) =>
				!metrics[metric].needsAccuracy ||
				looked.every(({ accuracy }) => typeof accuracy === "number"),
		),
	};
}

type Label = string | number | boolean;

const labelOf = (value: unknown): Label | undefined =>
	value === null || value === undefined ? undefined : (value as Label);

function axesOf(rows: readonly ResultRow[]): readonly Axis[] {
	const columns = new Set(rows.flatMap((row) => Object.keys(row)));
	const others = [...columns].filter(
		(column) => !FIGURES.has(column) && !BOOKKEEPING.includes(column),
	);
	return others.flatMap((name) => {
		const labels = new Set<Label>();
		for (const row of rows) {
			const label = labelOf(row[name]);
			if (label !== undefined) labels.add(label);
		}
		if (labels.size < (SOMETIMES_AXES.includes(name) ? 2 : 1)) return [];
		const values = [...labels]
			.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
			.map((label) => ({ label, settings: [] }));
		return [{ name, values, when: [] }];
	});
}

/** The space of points for some objectives, each the way that is better. */
export function spaceOfPoints(
	name: string,
	{ axes }: Pick<ResultPoints, "axes">,
	objectives: readonly Metric[],
): PointSpace {
	return {
		name,
		axes,
		objectives: objectives.map((metric) => ({
			metric,
			goal: metrics[metric].goal,
		})),
		constraints: [],
	};
}
