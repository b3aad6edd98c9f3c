import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
	KILLS,
	KILLS_TIMEOUT,
	killSweeps,
	type Running,
	SPACE,
	sweepFolder,
} from "../sweep/sweep.support.js";

const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;
if (!hasRedis)
	console.warn(
		"redis-server is not installed: sweeps through BullMQ are not tested",
	);

const { path: folder, start, mho, write, rowsOf } = sweepFolder();
write("space.yaml", SPACE);
afterAll(() => rmSync(folder, { recursive: true }));

let port: number;
let server: ChildProcess | undefined;
const workers = new Set<Running>();

beforeAll(async () => {
	port = await freePort();
	await mho(
		"sweep",
		"space.yaml",
		"--store",
		"undisturbed.duckdb",
		"--executor",
		"in-process",
	);
});
afterEach(() => {
	for (const { child } of workers) child.kill("SIGKILL");
	workers.clear();
	server?.kill("SIGKILL");
});

/** A server that keeps nothing: when it is killed, all jobs are gone. */
async function startServer(): Promise<void> {
	server = spawn("redis-server", [
		"--port",
		String(port),
		"--save",
		"",
		"--appendonly",
		"no",
		"--bind",
		"127.0.0.1",
	]);
	await new Promise<void>((resolve) => {
		server!.stdout!.on("data", (text) => {
			if (String(text).includes("Ready to accept connections")) resolve();
		});
	});
}

/** A sweep that has not reached its server yet would rightly refuse to start without one. */
async function jobsAreQueued(): Promise<void> {
	const redis = new Redis(port);
	try {
		while ((await redis.keys("mho:points:*")).length < 5) await after(50);
	} finally {
		redis.disconnect();
	}
}

function freePort(): Promise<number> {
	return new Promise((resolve) => {
		const probe = createServer().listen(0, "127.0.0.1", () => {
			const { port } = probe.address() as { port: number };
			probe.close(() => resolve(port));
		});
	});
}

const address = () => `redis://127.0.0.1:${port}`;

function startWorker(): Running {
	const worker = start(
		"worker",
		"--redis",
		address(),
		"--threads",
		"1",
		"--lock-seconds",
		"1",
	);
	workers.add(worker);
	return worker;
}

const startSweep = (store: string): Running =>
	start(
		"sweep",
		"space.yaml",
		"--store",
		store,
		"--executor",
		"bullmq",
		"--redis",
		address(),
	);

const after = (milliseconds: number) =>
	new Promise((resolve) => setTimeout(resolve, milliseconds));

describe.skipIf(!hasRedis)("a sweep through BullMQ", () => {
	test(
		"killed at any moment, sweep or worker, loses no point and repeats none",
		async () => {
			await startServer();
			startWorker();
			const stores = await killSweeps("killed", KILLS, startSweep, (n) => {
				if (n % 2 === 0) return;
				// The worker in the middle of a job; another one takes it over.
				for (const { child } of workers) child.kill("SIGKILL");
				workers.clear();
				startWorker();
			});
			expect((await startSweep(stores.at(-1)!).end).code).toBe(0);
			const undisturbed = await rowsOf("undisturbed.duckdb");
			for (const store of stores)
				expect(await rowsOf(store)).toEqual(undisturbed);
		},
		KILLS_TIMEOUT,
	);

	test("goes on when the server is restarted and has forgotten all jobs", async () => {
		await startServer();
		startWorker();
		const sweep = startSweep("restarted.duckdb");
		await jobsAreQueued();
		await after(500);
		server!.kill("SIGKILL");
		await after(500);
		await startServer();
		const { code } = await sweep.end;
		expect(code).toBe(0);
		expect(await rowsOf("restarted.duckdb")).toEqual(
			await rowsOf("undisturbed.duckdb"),
		);
	}, 120_000);

	test("says where there is no server", async () => {
		const { code, stderr } = await mho(
			"sweep",
			"space.yaml",
			"--store",
			"none.duckdb",
			"--executor",
			"bullmq",
			"--redis",
			"redis://127.0.0.1:1",
		);
		expect(code).toBe(2);
		expect(stderr).toMatch(
			/^mho: --redis: redis:\/\/127.0.0.1:1 cannot be reached \(.*\): expected a running Redis server\n$/,
		);
	});
});
