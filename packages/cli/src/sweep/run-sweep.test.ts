import { rmSync } from "node:fs";
import { join } from "node:path";
import { InputError, type PointResult, type PointTask } from "@mho/engine";
import { afterAll, describe, expect, test } from "vitest";
import { inThisProcess } from "../executors/in-process.js";
import type { PointExecutor } from "../executors/point-executor.js";
import { openStore } from "../store/result-store.js";
import { runSweep } from "./run-sweep.js";
import { SPACE, sweepFolder } from "./sweep.support.js";
import { openSources, openSpace } from "./sweep-context.js";

const { path: folder, write } = sweepFolder();
afterAll(() => rmSync(folder, { recursive: true }));
write("space.yaml", SPACE);
const context = openSpace(join(folder, "space.yaml"));

/** Runs the sweep with workers that do something to the points first. */
async function sweepWith(
	name: string,
	meddle: (tasks: readonly PointTask[]) => void,
): Promise<readonly (readonly unknown[])[]> {
	const inner = inThisProcess(context);
	const executor: PointExecutor = {
		parallel: 3,
		async evaluate(tasks): Promise<readonly PointResult[]> {
			meddle(tasks);
			return inner.evaluate(tasks);
		},
		close: inner.close,
	};
	const store = await openStore(join(folder, name), context.space);
	try {
		await runSweep({
			context,
			sources: openSources(context.space, context.folder),
			store,
			executor,
			stop: new AbortController().signal,
		});
		return (
			await store.query(
				"select status, error, attempt, count(*)::INTEGER from points group by all order by all",
			)
		).rows;
	} finally {
		store.close();
	}
}

describe("points whose evaluation ends the worker", () => {
	test("are tried alone, and set aside with their error where they do so again", async () => {
		let poison: string | undefined;
		const rows = await sweepWith("poison.duckdb", (tasks) => {
			poison ??= tasks.at(-1)!.key;
			if (tasks.some(({ key }) => key === poison)) throw new Error("killed");
		});
		const failed = rows.filter(([status]) => status === "failed");
		expect(failed).toEqual([
			["failed", "its worker came to an end 3 times: killed", 3, 1],
		]);
		expect(rows.reduce((sum, row) => sum + Number(row[3]), 0)).toBe(540);
	});

	test("are tried again where the worker ended by chance", async () => {
		let ended = 0;
		const rows = await sweepWith("chance.duckdb", () => {
			if (ended++ === 2) throw new Error("out of memory");
		});
		expect(rows.every(([status]) => status !== "failed")).toBe(true);
		expect(rows.some(([, , attempt]) => attempt === 2)).toBe(true);
	});

	test("and wrong input, which no trying helps, ends the sweep with its message", async () => {
		await expect(
			sweepWith("input.duckdb", () => {
				throw new InputError("network gone.onnx: there is no such file");
			}),
		).rejects.toThrow("network gone.onnx: there is no such file");
	});
});
