import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { randomFor } from "@mho/engine";
import { readStore } from "../store/result-store.js";

const MHO = fileURLToPath(new URL("../../bin/mho.js", import.meta.url));

/** What a run of the command line gave. */
export interface Outcome {
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** A command line that runs. */
export interface Running {
	readonly child: ChildProcess;
	readonly end: Promise<Outcome>;
}

/** A folder of its own to sweep in. */
export interface SweepFolder {
	readonly path: string;
	/** Starts the built command line. */
	start(...args: string[]): Running;
	/** Starts a shell that may set limits before it runs the command line as `"$0" "$@"`. */
	startIn(shell: string, ...args: string[]): Running;
	/** Runs it to its end. */
	mho(...args: string[]): Promise<Outcome>;
	write(name: string, text: string): void;
	/** All rows of a store by key, without what depends on who evaluated a point, and when. */
	rowsOf(store: string): Promise<readonly unknown[]>;
}

export function sweepFolder(): SweepFolder {
	const path = mkdtempSync(join(tmpdir(), "mho-sweep-"));
	const run = (program: string, args: readonly string[]): Running => {
		const child = spawn(program, args, { cwd: path });
		let stdout = "";
		let stderr = "";
		child.stdout.on("data", (text) => {
			stdout += text;
		});
		child.stderr.on("data", (text) => {
			stderr += text;
		});
		const end = new Promise<Outcome>((resolve) => {
			child.on("close", (code) => resolve({ code, stdout, stderr }));
		});
		return { child, end };
	};
	const start = (...args: string[]) => run(process.execPath, [MHO, ...args]);
	return {
		path,
		start,
		startIn: (shell, ...args) =>
			run("bash", ["-c", shell, process.execPath, MHO, ...args]),
		mho: (...args) => start(...args).end,
		write: (name, text) => writeFileSync(join(path, name), text),
		async rowsOf(name) {
			const store = await readStore(join(path, name));
			try {
				const { rows } = await store.query(
					"select * exclude (wallTime, attempt, worker) from points order by key",
				);
				return rows;
			} finally {
				store.close();
			}
		},
	};
}

/** SIGKILLs in a test: three, or as many as `npm run test:kills` asks for. */
export const KILLS: number = Number(process.env.MHO_KILLS ?? 3);

/** Milliseconds that so many sweeps may take, on a machine that has much else to do. */
export const KILLS_TIMEOUT: number = 60_000 + 15_000 * KILLS;

/**
 * Sweeps again and again until so many are killed, each at another moment of the time that an undisturbed one takes.
 * What was killed goes on in its store; after a sweep that came to its end the next has a store of its own.
 * @returns the stores in the order of their sweeps; the last may be one of a sweep that was killed
 */
export async function killSweeps(
	key: string,
	kills: number,
	startSweep: (store: string) => Running,
	atKill: (n: number) => void = () => {},
): Promise<readonly string[]> {
	const { uniform } = randomFor(11, key);
	const stores = [`${key}-0.duckdb`];
	const began = Date.now();
	await startSweep(stores[0]!).end;
	const whole = Date.now() - began;
	let isWhole = true;
	for (let n = 0, killed = 0; killed < kills; n++) {
		if (isWhole) stores.push(`${key}-${stores.length}.duckdb`);
		const { child, end } = startSweep(stores.at(-1)!);
		const timer = setTimeout(
			() => {
				atKill(killed);
				child.kill("SIGKILL");
			},
			0.9 * whole * uniform(n),
		);
		isWhole = (await end).code === 0;
		clearTimeout(timer);
		if (!isWhole) killed++;
	}
	return stores;
}

/** 540 points, of which those of narrow columns are refused. */
export const SPACE = `network: lenet5
set:
  adc: { kind: fixed, bits: 8, step: 1, signed: true }
axes:
  crossbar.rows: { from: 32, to: 512, factor: 2 }
  crossbar.columns: [4, 128, 256]
  crossbar.cellBits: [1, 2]
  adc.bits: { from: 5, to: 10 }
  policy:
    linked:
      - { label: all, partialProducts: { kind: all } }
      - { label: half, partialProducts: { kind: threshold, at: { unit: kept-fraction, fraction: 0.5 } } }
  threshold:
    linked:
      - { label: low, partialProducts.at.fraction: 0.2 }
      - { label: high, partialProducts.at.fraction: 0.7 }
    when: { policy: half }
`;

/** More points than any test waits for. */
export const ENDLESS_SPACE = `network: lenet5
axes:
  crossbar.arrayReadTime: { from: 1 ns, to: 9999 ns, step: 1e-9 }
  hierarchy.adcsPerPe: [1, 2, 3, 4, 5, 6, 7, 8]
`;
