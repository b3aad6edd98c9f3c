import {
	type AnalysedPoint,
	analysePoints,
	createPointDesigner,
	evaluate,
	evaluateCost,
	InputError,
	layerColumnSums,
	type Point,
	prepareNetwork,
} from "@mho/engine";
import type { KneeEvaluation } from "@mho/engine/figures";
import { stringify } from "yaml";
import { readInputFile } from "../input/read-input-file.js";
import { commandSource, writeReport } from "../report/write-report.js";
import type { ResultStore } from "../store/result-store.js";
import { VERSION } from "../version.js";
import { spacePoints } from "./space-points.js";
import { openSources, type SweepContext } from "./sweep-context.js";

/**
 * Writes what a store says of a space as one HTML page. The point at the knee is evaluated once more, for its
 * breakdown.
 *
 * @param spacePath file of the space
 * @throws InputError where no point is done
 */
export async function reportSweep(
	path: string,
	spacePath: string,
	context: SweepContext,
	store: ResultStore,
): Promise<void> {
	const { space } = context;
	const points = await spacePoints(store, space);
	if (points.length === 0)
		throw new InputError(
			`--report: found no point of ${space.name} that is done`,
		);
	const analysis = analysePoints(space, points);
	const point = analysis.knee && pointOf(context, analysis.knee);
	const knee = point && (await evaluatePoint(context, point));
	const text = new TextDecoder().decode(readInputFile(spacePath, "space"));
	await writeReport(path, ({ sweepReport }, document) =>
		sweepReport(
			document,
			{ space, points, analysis },
			knee,
			[
				commandSource(process.argv.slice(2)),
				{ title: `Space ${space.name}`, text: text.trim() },
				...(point
					? [
							{
								title: "Design at the knee, complete",
								text: stringify(point.design).trim(),
							},
						]
					: []),
			],
			VERSION,
		),
	);
}

function pointOf(
	{ space, folder }: SweepContext,
	{ values }: AnalysedPoint,
): Point {
	const { designOf } = openSources(space, folder);
	const choice = space.axes.map((axis, at) =>
		values[at] === undefined
			? -1
			: axis.values.findIndex(
					({ label }) => String(label) === String(values[at]),
				),
	);
	return createPointDesigner(space, designOf)(choice);
}

async function evaluatePoint(
	{ space, folder }: SweepContext,
	{ design, network, data, seed }: Point,
): Promise<KneeEvaluation> {
	const { networkOf, dataOf } = openSources(space, folder);
	if (space.evaluate === "cost" || data === undefined)
		return {
			kind: "cost",
			evaluation: evaluateCost(networkOf(network), design),
		};
	const prepared = await prepareNetwork(networkOf(network), dataOf(data));
	const evaluation = await evaluate(prepared, design, { seed });
	return {
		kind: "accuracy",
		evaluation,
		columnSums: layerColumnSums(prepared, evaluation.resolvedDesign, seed),
	};
}
