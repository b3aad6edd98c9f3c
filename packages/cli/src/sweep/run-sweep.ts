import {
	type Ask,
	countChoices,
	createPointDesigner,
	InputError,
	type Point,
	type PointFigures,
	type PointResult,
	type PointSources,
	type PointTask,
	pointKey,
	type Space,
	searchSpace,
} from "@mho/engine";
import type { PointExecutor } from "../executors/point-executor.js";
import type { StoredPoint } from "../store/result-columns.js";
import type { ResultStore } from "../store/result-store.js";
import type { SweepContext } from "./sweep-context.js";

export interface SweepRun {
	readonly context: SweepContext;
	readonly sources: PointSources;
	readonly store: ResultStore;
	readonly executor: PointExecutor;
	/** Once aborted, no further point is begun. */
	readonly stop: AbortSignal;
	readonly onProgress?: (progress: SweepProgress) => void;
}

/** Of the points that are known to be wanted. */
export interface SweepProgress {
	readonly total: number;
	/** Stored, those of earlier runs included. */
	readonly done: number;
	/** Of this run. */
	readonly evaluated: number;
}

/** What a run of a sweep came to. */
export interface SweepOutcome extends SweepProgress {
	/** It was interrupted before all points were evaluated. */
	readonly isStopped: boolean;
	readonly wallTime: number;
}

/**
 * Evaluates the points of a space that are not stored yet and stores them, batch by batch of its search. Points whose
 * evaluation ends the worker are tried again by themselves, and at last stored with their error.
 *
 * @throws InputError where what the space names cannot be opened by the workers
 * @throws Error where the store cannot be written
 */
export async function runSweep(run: SweepRun): Promise<SweepOutcome> {
	const { context, sources, store, stop } = run;
	const { space, keys } = context;
	const start = performance.now();
	const designer = createPointDesigner(space, sources.designOf);
	const { isAdaptive, search } = searchSpace(space);
	const known = new Map(isAdaptive ? await store.figures() : []);
	const writer = createWriter(run, designer, (result) => {
		if (isAdaptive && result.figures) known.set(result.key, result.figures);
	});
	let total = expectedPoints(space);
	let seen = 0;
	let before = 0;
	const report = () => {
		const { evaluated } = writer;
		run.onProgress?.({ total, done: before + evaluated, evaluated });
	};
	const asked: string[] = [];
	let batch = search.next([]);
	while (!batch.done && !stop.aborted) {
		asked.length = 0;
		const tasks: PointTask[] = [];
		for (const ask of batch.value) {
			const point = designer(ask.choice);
			const images = imagesOf(ask, point, space, sources);
			const key = pointKey(point, images, keys);
			asked.push(key);
			if (store.keys.has(key)) before++;
			else tasks.push({ key, choice: ask.choice, images, attempt: 1 });
		}
		seen += batch.value.length;
		total = Math.max(total, seen);
		report();
		await evaluateAll(tasks, run, async (results) => {
			await writer.add(results);
			report();
		});
		await writer.flush();
		if (stop.aborted) break;
		batch = search.next(
			asked.map((key): PointFigures | undefined => known.get(key)),
		);
	}
	const done = before + writer.evaluated;
	return {
		total: batch.done ? done : total,
		done,
		evaluated: writer.evaluated,
		isStopped: !batch.done,
		wallTime: (performance.now() - start) / 1e3,
	};
}

/** Points that a search will ask for, as far as that is known before. */
export function expectedPoints({ axes, strategy }: Space): number {
	const all = countChoices(axes);
	return strategy.kind === "grid" ? all : Math.min(all, strategy.points);
}

function imagesOf(
	{ images }: Ask,
	{ data }: Point,
	space: Space,
	sources: PointSources,
): number {
	if (space.evaluate === "cost") return 0;
	const all = sources.dataOf(data!).test.count;
	return Math.min(images ?? all, all);
}

/** Rows that are written at a time, and how long the first of them waits at most. */
const WRITE_ROWS = 4096;
const WRITE_SECONDS = 0.5;

interface Writer {
	/** Points of this run. */
	readonly evaluated: number;
	add(results: readonly PointResult[]): Promise<void>;
	flush(): Promise<void>;
}

function createWriter(
	{ context, store }: SweepRun,
	designer: (choice: PointTask["choice"]) => Point,
	onResult: (result: PointResult) => void,
): Writer {
	let waiting: StoredPoint[] = [];
	let last = performance.now();
	let writing: Promise<void> = Promise.resolve();
	let evaluated = 0;
	const flush = async (): Promise<void> => {
		const rows = waiting;
		waiting = [];
		last = performance.now();
		writing = writing.then(() => store.add(rows));
		await writing;
	};
	return {
		get evaluated() {
			return evaluated;
		},
		async add(results) {
			for (const result of results) {
				const point = designer(result.choice);
				waiting.push({ result, point, version: context.keys.version });
				onResult(result);
			}
			evaluated += results.length;
			const age = (performance.now() - last) / 1e3;
			if (waiting.length >= WRITE_ROWS || age > WRITE_SECONDS) await flush();
		},
		flush,
	};
}

/** How long the points of one call take together, about. */
const CHUNK_SECONDS = 0.25;
const MAX_CHUNK = 512;
/** Tries, after which a point is stored with its error. */
const MAX_ATTEMPTS = 3;

/** Hands points out as the executor has room for them. */
async function evaluateAll(
	tasks: readonly PointTask[],
	{ executor, stop }: SweepRun,
	onResults: (results: readonly PointResult[]) => Promise<void>,
): Promise<void> {
	let next = 0;
	let hasFailed = false;
	let secondsPerPoint = CHUNK_SECONDS;
	const again: PointTask[] = [];
	const take = (): readonly PointTask[] => {
		const alone = again.pop();
		if (alone) return [alone];
		const fair = Math.ceil((tasks.length - next) / executor.parallel);
		const wanted = Math.floor(CHUNK_SECONDS / secondsPerPoint);
		const size = Math.max(1, Math.min(wanted, fair, MAX_CHUNK));
		const chunk = tasks.slice(next, next + size);
		next += chunk.length;
		return chunk;
	};
	/** Of several points that ended their worker, each is tried alone; one that does so again and again is set aside. */
	const retry = (
		chunk: readonly PointTask[],
		error: unknown,
	): readonly PointResult[] => {
		if (error instanceof InputError) throw error;
		const [first] = chunk as readonly [PointTask];
		if (chunk.length === 1 && first.attempt >= MAX_ATTEMPTS)
			return [setAside(first, error)];
		for (const task of chunk)
			again.push({ ...task, attempt: task.attempt + 1 });
		return [];
	};
	const work = async (): Promise<void> => {
		while (!stop.aborted && !hasFailed) {
			const chunk = take();
			if (chunk.length === 0) return;
			const results = await executor
				.evaluate(chunk)
				.catch((error: unknown) => retry(chunk, error));
			const seconds = results.reduce((sum, { wallTime }) => sum + wallTime, 0);
			if (results.length > 0) secondsPerPoint = seconds / results.length;
			await onResults(results);
		}
	};
	const ends = await Promise.allSettled(
		Array.from({ length: executor.parallel }, () =>
			work().catch((error: unknown) => {
				hasFailed = true;
				throw error;
			}),
		),
	);
	// Nothing is in flight any more: the store may be closed.
	const failed = ends.find((end) => end.status === "rejected");
	if (failed) throw failed.reason;
}

/** A point that ends its worker whenever it is tried. */
function setAside(task: PointTask, error: unknown): PointResult {
	return {
		...task,
		status: "failed",
		error: `its worker came to an end ${task.attempt} times: ${(error as Error).message ?? error}`,
		wallTime: 0,
		worker: "",
	};
}
