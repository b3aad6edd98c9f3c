import {
	type Design,
	type EvaluationData,
	evaluate,
	evaluateCost,
	type ImageExecutor,
	InputError,
	importOnnx,
	layerShapes,
	type Network,
	type PreparedNetwork,
	prepareNetwork,
	presetLookup,
	resolveDesign,
} from "@mho/engine";
import { type ImageWorkers, startWorkers } from "../with-workers.js";
import { openBuiltInData } from "./built-in-data.js";
import type {
	OpenedNetwork,
	ResolvedDesign,
	RunPart,
	Session,
	Thumbnails,
} from "./session.js";

/** Images handed to a worker at a time, while somebody watches. */
const WATCHED_CHUNK = 16;

interface Opened {
	readonly network: Network;
	readonly data?: EvaluationData | undefined;
	readonly notes: readonly string[];
}

/**
 * A session in this thread; images are spread over workers.
 *
 * @param startWorker starts one that answers chunks of images
 */
export function createSession(startWorker: () => Worker): Session {
	const workers = watchedWorkers(startWorker);
	let opened: Opened | undefined;
	let prepared: { images: number; of: PreparedNetwork } | undefined;

	const current = (): Opened => {
		if (!opened) throw new InputError("no network is open");
		return opened;
	};
	const open = (next: Opened): OpenedNetwork => {
		opened = next;
		prepared = undefined;
		return describe(next);
	};
	const prepare = async (
		images: number,
		where: Parameters<typeof prepareNetwork>[2] = {},
	): Promise<PreparedNetwork> => {
		if (prepared?.images === images) return prepared.of;
		const { network, data } = current();
		if (!data)
			throw new InputError(`${network.name}: there are no images to classify`);
		const of = await prepareNetwork(network, firstImages(data, images), where);
		prepared = { images, of };
		return of;
	};

	return {
		openBuiltIn: async (folder) => {
			const { bytes, data } = await openBuiltInData(folder);
			return open({ network: importOnnx(bytes, "lenet5"), data, notes: [] });
		},
		openFiles: async (files) => {
			const { openNetworkFiles } = await filesLoader();
			return open(await openNetworkFiles(files, opened?.network));
		},
		thumbnails: async (count) => thumbnailsOf(current(), count),
		resolve: async (text) => resolveText(text),
		run: async (text, { images, seed, workers: count }, onPart) => {
			const design = designOf(text);
			const where = {
				executor: workers.executor(count),
				onProgress: (phase: string, done: number, total: number) =>
					onPart({ phase, done, total }),
			};
			const given = await prepare(images, where);
			workers.watch(given.data.test.labels, onPart);
			return evaluate(given, design, { seed, ...where });
		},
		schema: async () => (await lookInside()).designJsonSchema(),
		cost: async (text) => evaluateCost(current().network, designOf(text)),
		columnSums: async (design, { images, seed }) => {
			const { layerColumnSums } = await lookInside();
			return layerColumnSums(await prepare(images), design, seed);
		},
		inspect: async (design, place, images) => {
			const { inspectCrossbar } = await lookInside();
			return inspectCrossbar(await prepare(images), design, place);
		},
		loadRest: async () => {
			await Promise.all([lookInside(), filesLoader(), resultsLoader()]);
		},
		readResults: async (file) => {
			const { readResults } = await resultsLoader();
			return readResults(file);
		},
		analyse: async (name, points, objectives) => {
			const { analyseResults } = await resultsLoader();
			return analyseResults(name, points, objectives);
		},
	};
}

// Each is loaded when it is first asked for, or with the others once there is a result.
const lookInside = () => import("./look-inside.js");
const filesLoader = () => import("./open-network-files.js");
const resultsLoader = () => import("./read-results.js");

/** Workers that stay for all runs, and tell of every part that comes through the crossbars. */
function watchedWorkers(startWorker: () => Worker): {
	/** Starts them, the first time. */
	executor(count: number): ImageExecutor;
	watch(labels: ArrayLike<number>, onPart: (part: RunPart) => void): void;
} {
	let workers: ImageWorkers | undefined;
	let watched: Parameters<ReturnType<typeof watchedWorkers>["watch"]> = [
		[],
		() => {},
	];
	let done = 0;
	return {
		executor: (count) => {
			workers ??= startWorkers(count, startWorker, {
				mostPerChunk: WATCHED_CHUNK,
				onAnswer: ({ task, firstImage }, { classes }) => {
					if (task?.kind !== "crossbars") return;
					const [labels, onPart] = watched;
					done += classes.length;
					onPart({
						phase: task.kind,
						done,
						total: labels.length,
						first: firstImage,
						classes,
						labels: Array.from(labels).slice(
							firstImage,
							firstImage + classes.length,
						),
					});
				},
			});
			return workers.executor;
		},
		watch: (labels, onPart) => {
			watched = [labels, onPart];
			done = 0;
		},
	};
}

function describe({ network, data, notes }: Opened): OpenedNetwork {
	const shapes = layerShapes(network);
	const sum = (of: (shape: (typeof shapes)[number]) => number) =>
		shapes.reduce((total, shape) => total + of(shape), 0);
	const weightsOf = ({ groups, rows, outputs }: (typeof shapes)[number]) =>
		groups * rows * outputs;
	return {
		name: network.name,
		layers: shapes.map((shape) => ({
			layer: shape.layer,
			macs: weightsOf(shape) * shape.positions,
			rows: shape.rows,
			outputs: shape.outputs,
			positions: shape.positions,
		})),
		weights: sum(weightsOf),
		macs: sum((shape) => weightsOf(shape) * shape.positions),
		images: data?.test.count ?? 0,
		data: data?.test.name ?? "no images",
		notes,
	};
}

function firstImages(data: EvaluationData, count: number): EvaluationData {
	const { test } = data;
	if (count > test.count)
		throw new InputError(
			`images: found ${count}, ${test.name} has ${test.count}`,
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

/** What the editor's text is called in messages. */
const TEXT_NAME = "design";

function designOf(text: string): Design {
	return resolveDesign({ name: TEXT_NAME, text }, (name) => presetLookup(name));
}

function resolveText(text: string): ResolvedDesign {
	try {
		return { design: designOf(text) };
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		const [, line = "1", column = "1", message = error.message] =
			error.message.match(/^design:(\d+):(\d+): (.*)$/s) ?? [];
		return {
			problem: { line: Number(line), column: Number(column), message },
		};
	}
}

function thumbnailsOf({ data }: Opened, wanted: number): Thumbnails {
	const shape = data?.test.shape ?? [];
	const [channels = 0, height = 0, width = 0] = shape;
	if (!data || (channels !== 1 && channels !== 3)) {
		return {
			width: 0,
			height: 0,
			channels: 1,
			pixels: new Uint8ClampedArray(0),
			labels: [],
		};
	}
	const { images, count, labels } = data.test;
	const shown = Math.min(wanted, count);
	const values = channels * height * width;
	let least = Number.POSITIVE_INFINITY;
	let most = Number.NEGATIVE_INFINITY;
	const used = images.subarray(0, shown * values);
	for (const value of used) {
		least = Math.min(least, value);
		most = Math.max(most, value);
	}
	const pixels = new Uint8ClampedArray(shown * values);
	for (let n = 0; n < shown; n++)
		for (let c = 0; c < channels; c++)
			for (let p = 0; p < height * width; p++) {
				const value = used[n * values + c * height * width + p]!;
				pixels[n * values + p * channels + c] =
					(255 * (value - least)) / (most - least || 1);
			}
	return {
		width,
		height,
		channels,
		pixels,
		labels: labels.subarray(0, shown),
	};
}
