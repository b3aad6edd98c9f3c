import { InputError } from "../../base/input-error.js";
import type { Cost } from "../../cost/cost.js";
import type { Design } from "../../design/design.js";
import { type Evaluation, evaluate } from "../../evaluate/evaluate.js";
import { type KeepStage, keepStages } from "../../evaluate/kept-stages.js";
import {
	type EvaluationData,
	type PreparedNetwork,
	prepareNetwork,
} from "../../evaluate/prepare-network.js";
import type { Network } from "../../network/network.js";
import { type CostStages, createCostStages } from "./cost-stages.js";
import type { PointFigures } from "./metric.js";
import { createPointDesigner, type Point } from "./point-designer.js";
import type { PointResult, PointTask } from "./point-result.js";
import type { Space } from "./space.js";

/** What the names in a space stand for. */
export interface PointSources {
	readonly designOf: (name: string) => Design;
	readonly networkOf: (name: string) => Network;
	readonly dataOf: (name: string) => EvaluationData;
	/** Seconds from some moment on. */
	readonly clock: () => number;
}

/** Evaluates points of one space, one after the other; what they share is computed once. */
export type EvaluatePoint = (
	task: PointTask,
	worker: string,
) => Promise<PointResult>;

/** @throws InputError where the space does not fit its designs */
export function createPointEvaluator(
	space: Space,
	sources: PointSources,
): EvaluatePoint {
	const designer = createPointDesigner(space, sources.designOf);
	const figuresOf = figuresBy(sources);
	return async (task, worker) => {
		const start = sources.clock();
		const point = designer(task.choice);
		const outcome = await settled(figuresOf(point, task.images));
		return {
			...task,
			...outcome,
			wallTime: sources.clock() - start,
			worker,
		};
	};
}

async function settled(
	work: Promise<PointFigures>,
): Promise<Pick<PointResult, "status" | "error" | "figures">> {
	try {
		return { status: "done", figures: await work };
	} catch (error) {
		const status = error instanceof InputError ? "refused" : "failed";
		return { status, error: (error as Error).message ?? String(error) };
	}
}

/** What is kept of a network on some images. */
interface Prepared {
	readonly prepared: Promise<PreparedNetwork>;
	readonly keep: KeepStage;
}

function figuresBy({
	networkOf,
	dataOf,
}: PointSources): (point: Point, images: number) => Promise<PointFigures> {
	const costs = new Map<string, CostStages>();
	const prepared = new Map<string, Prepared>();
	const costsOf = (name: string): CostStages => {
		const known = costs.get(name) ?? createCostStages(networkOf(name));
		costs.set(name, known);
		return known;
	};
	const preparedOf = (name: string, data: string, images: number): Prepared => {
		const key = [name, data, images].join("\n");
		const known = prepared.get(key) ?? {
			prepared: prepareNetwork(
				networkOf(name),
				firstImages(dataOf(data), images),
			),
			keep: keepStages(),
		};
		prepared.set(key, known);
		return known;
	};
	return async ({ design, network, data, seed }, images) => {
		if (images === 0) return costFigures(costsOf(network)(design));
		const ready = preparedOf(network, data!, images);
		const { keep } = ready;
		return evaluationFigures(
			await evaluate(await ready.prepared, design, { seed, keep }),
		);
	};
}

/** @throws InputError where there are not so many */
function firstImages(data: EvaluationData, count: number): EvaluationData {
	const { test } = data;
	if (count > test.count)
		throw new InputError(
			`data ${test.name}: found ${test.count} test images, expected ${count}`,
		);
	const values = test.images.length / test.count;
	return {
		...data,
		test: {
			...test,
			images: test.images.subarray(0, count * values),
			labels: test.labels.subarray(0, count),
			count,
		},
	};
}

function costFigures({
	energyPerImage,
	latency,
	imagesPerSecond,
	power,
	area,
	chips,
	tiles,
	boundBy,
}: Cost): PointFigures {
	return {
		energyPerImage,
		latency,
		imagesPerSecond,
		power,
		area,
		chipsUsed: chips.used,
		tilesUsed: tiles.used,
		boundBy,
	};
}

function evaluationFigures({ accuracy, cost }: Evaluation): PointFigures {
	return {
		accuracy: accuracy.simulated,
		accuracyFloat: accuracy.float,
		accuracyInteger: accuracy.integer,
		lossLower95: -accuracy.simulatedMinusFloat.upper95,
		lossUpper95: -accuracy.simulatedMinusFloat.lower95,
		...costFigures(cost),
	};
}
