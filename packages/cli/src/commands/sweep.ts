import { countChoices, InputError, left, right, type Table } from "@mho/engine";
import { type Command, Option } from "commander";
import { inThisProcess } from "../executors/in-process.js";
import { onRedis } from "../executors/on-redis.js";
import type { PointExecutor } from "../executors/point-executor.js";
import { inWorkerThreads } from "../executors/worker-threads.js";
import { openStore, type ResultStore } from "../store/result-store.js";
import { estimateSweep } from "../sweep/estimate-sweep.js";
import { reportSweep } from "../sweep/report-sweep.js";
import { runSweep, type SweepOutcome } from "../sweep/run-sweep.js";
import {
	openSources,
	openSpace,
	type SweepContext,
} from "../sweep/sweep-context.js";
import { Interrupted } from "../terminal/interrupted.js";
import {
	duration,
	pointRate,
	showPointProgress,
} from "../terminal/point-progress.js";
import { writeResult } from "../terminal/write-result.js";
import { jsonOption, reportOption, threadsOption } from "./options.js";
import { redisOption } from "./worker.js";

interface SweepOptions {
	readonly store: string;
	readonly executor: "threads" | "in-process" | "bullmq";
	readonly redis: string;
	readonly threads: number;
	readonly dryRun?: true;
	readonly retryFailed?: true;
	readonly json?: string;
	readonly report?: string;
}

/** `mho sweep`: many design points into a store. */
export function addSweepCommand(program: Command): void {
	program
		.command("sweep")
		.description(
			"evaluate the points of a space and store what they give; goes on where it was stopped",
		)
		.argument("<space>", "space file: what varies, and what is wanted")
		.option("--store <file>", "DuckDB file of the results", "results.duckdb")
		.addOption(
			new Option("--executor <kind>", "where points are evaluated")
				.choices(["threads", "in-process", "bullmq"])
				.default("threads"),
		)
		.addOption(redisOption())
		.addOption(threadsOption())
		.option(
			"--dry-run",
			"count the points and estimate the time, store nothing",
		)
		.option("--retry-failed", "try points again that failed in earlier runs")
		.addOption(jsonOption())
		.addOption(reportOption())
		.addHelpText(
			"after",
			"\nExample:\n  mho sweep space.yaml --dry-run\n  mho sweep space.yaml --store results.duckdb\n  mho pareto results.duckdb",
		)
		.action((path: string, options: SweepOptions, command: Command) => {
			const { executor, redis } = options;
			if (
				command.getOptionValueSource("redis") === "cli" &&
				executor !== "bullmq"
			)
				throw new InputError(
					`--redis: found ${redis} with --executor ${executor}, expected --executor bullmq`,
				);
			return sweep(path, options);
		});
}

/** What a shell gives for a program that SIGINT ended: 128 + 2. */
const INTERRUPTED = 130;

async function sweep(path: string, options: SweepOptions): Promise<void> {
	const context = openSpace(path);
	if (options.dryRun) {
		const estimate = await estimateSweep(context, options.threads);
		writeResult(estimate, () => [dryRunTable(context, estimate)], options.json);
		return;
	}
	await stoppable(async (signal) => {
		const store = await openStore(options.store, context.space);
		try {
			if (options.retryFailed) await store.forgetFailed();
			await sweepInto(store, path, context, options, signal);
		} finally {
			store.close();
		}
	});
}

async function sweepInto(
	store: ResultStore,
	path: string,
	context: SweepContext,
	options: SweepOptions,
	signal: AbortSignal,
): Promise<void> {
	const executor = await openExecutor(context, options, signal);
	const progress = showPointProgress();
	try {
		const outcome = await runSweep({
			context,
			sources: openSources(context.space, context.folder),
			store,
			executor,
			stop: signal,
			onProgress: progress.onProgress,
		});
		progress.end();
		const counts = await store.counts();
		const { name } = context.space;
		writeResult(
			{
				schema: "mho/sweep/1",
				space: name,
				store: options.store,
				...outcome,
				counts,
			},
			() => [outcomeTable(name, options.store, outcome, counts)],
			options.json,
		);
		if (options.report !== undefined)
			await reportSweep(options.report, path, context, store);
		if (outcome.isStopped) throw new Interrupted();
	} finally {
		progress.end();
		await executor.close();
	}
}

async function openExecutor(
	context: SweepContext,
	{ executor, threads, redis }: SweepOptions,
	stop: AbortSignal,
): Promise<PointExecutor> {
	switch (executor) {
		case "in-process":
			return inThisProcess(context);
		case "threads":
			return inWorkerThreads(context, threads);
		case "bullmq":
			return onRedis(context, redis, stop);
		default:
			return executor satisfies never;
	}
}

/** The first Ctrl-C lets the points in flight end and be stored, the second one does not wait for them. */
async function stoppable(
	work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
	const controller = new AbortController();
	const interrupt = (): void => {
		if (controller.signal.aborted) process.exit(INTERRUPTED);
		controller.abort();
		process.stderr.write(
			"\nstopping once the points in flight are stored; again to leave them\n",
		);
	};
	const signals = ["SIGINT", "SIGTERM"] as const;
	for (const signal of signals) process.on(signal, interrupt);
	try {
		await work(controller.signal);
	} finally {
		for (const signal of signals) process.off(signal, interrupt);
	}
}

type Estimate = Awaited<ReturnType<typeof estimateSweep>>;

function dryRunTable(
	{ space }: SweepContext,
	{ points, tried, refused, secondsPerPoint, seconds }: Estimate,
): Table {
	const grid = countChoices(space.axes);
	const of = points < grid ? ` of ${grid.toLocaleString("en")}` : "";
	return {
		title: `${space.name}: ${points.toLocaleString("en")}${of} points by ${space.strategy.kind}, about ${duration(seconds)}`,
		columns: [
			left("axis"),
			right("values"),
			left("from … to"),
			left("only where"),
		],
		rows: space.axes.map(({ name, values, when }) => [
			name,
			String(values.length),
			[...new Set([values[0]!, values.at(-1)!])]
				.map(({ label }) => shortened(String(label)))
				.join(" … "),
			when
				.map(({ axis, labels }) => `${axis} = ${labels.join(" or ")}`)
				.join(", "),
		]),
		notes: [
			`objectives: ${space.objectives.map(({ metric, goal }) => `${metric} (${goal})`).join(", ")}`,
			`${tried} points tried at random: ${pointRate(1 / secondsPerPoint)} in one thread${refused > 0 ? `, ${refused} refused` : ""}; nothing is stored`,
		],
	};
}

function outcomeTable(
	space: string,
	store: string,
	{ total, done, evaluated, isStopped, wallTime }: SweepOutcome,
	counts: Readonly<Record<string, number>>,
): Table {
	const count = (n: number) => n.toLocaleString("en");
	return {
		title: isStopped
			? `${space}: stopped, ${count(done)} of ${count(total)} points are in ${store}`
			: `${space}: all ${count(done)} points are in ${store}`,
		columns: [left(""), right("")],
		rows: [
			["evaluated in this run", count(evaluated)],
			["there before", count(done - evaluated)],
			...Object.entries(counts).map(([status, n]) => [
				`in the store, ${status}`,
				count(n),
			]),
			...(evaluated > 0
				? [
						["time", duration(wallTime)],
						["rate", pointRate(evaluated / wallTime)],
					]
				: []),
		],
		notes: isStopped
			? ["the same command goes on from here"]
			: [`mho pareto ${store} shows the front`],
	};
}

function shortened(text: string): string {
	return text.length > 32 ? `${text.slice(0, 31)}…` : text;
}
