import {
	copyFileSync,
	existsSync,
	readFileSync,
	rmSync,
	statSync,
} from "node:fs";
import { join } from "node:path";
import {
	type AnalysedPoint,
	analysePoints,
	type PointSpace,
	pointsOfRows,
	spaceOfPoints,
} from "@mho/engine";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runMain } from "../run-main.support.js";
import { loadDuckDb } from "../store/load-duckdb.js";
import { readStore } from "../store/result-store.js";
import { spacePoints } from "./space-points.js";
import {
	ENDLESS_SPACE,
	KILLS,
	KILLS_TIMEOUT,
	killSweeps,
	type Outcome,
	SPACE,
	sweepFolder,
} from "./sweep.support.js";

const { path: folder, start, startIn, mho, write, rowsOf } = sweepFolder();
/** Where no threads are needed: in this process. */
const here = (...args: readonly string[]) => runMain(folder, args);
afterAll(() => rmSync(folder, { recursive: true }));
write("space.yaml", SPACE);
write("slow.yaml", ENDLESS_SPACE);
// Rows that fill a disk soon.
write(
	"wide.yaml",
	`${ENDLESS_SPACE}  text: { linked: [{ label: ${"x".repeat(8000)}, crossbar.cellBits: 2 }] }\n`,
);

async function sweepJson(
	run: (...args: string[]) => Promise<Outcome>,
	...args: string[]
): Promise<Record<string, unknown>> {
	const given = ["sweep", "space.yaml", ...args, "--json", "-"];
	const { code, stdout, stderr } = await run(...given);
	expect(stderr).toBe("");
	expect(code).toBe(0);
	return JSON.parse(stdout);
}

/** Without threads, in this process. */
const sweepHere = (...args: string[]) =>
	sweepJson(here, "--executor", "in-process", ...args);

let undisturbed: readonly unknown[];
beforeAll(async () => {
	await sweepHere("--store", "undisturbed.duckdb");
	undisturbed = await rowsOf("undisturbed.duckdb");
});

describe("mho sweep", () => {
	test("stores every point once, refused ones with their reason, and repeats none", async () => {
		const again = await sweepHere("--store", "undisturbed.duckdb");
		expect(again).toMatchObject({
			schema: "mho/sweep/1",
			total: 540,
			done: 540,
			evaluated: 0,
			isStopped: false,
			counts: { done: 360, refused: 180 },
		});
		expect(undisturbed.length).toBe(540);
		const store = await readStore(join(folder, "undisturbed.duckdb"));
		const { rows } = await store.query(
			"select distinct status, \"crossbar.columns\", error like '%columns, crossbar has 4' from points order by 2",
		);
		store.close();
		expect(rows).toEqual([
			["refused", 4, true],
			["done", 128, null],
			["done", 256, null],
		]);
	});

	test("gives exported rows the same front as the store", async () => {
		const store = await readStore(join(folder, "undisturbed.duckdb"));
		const [space] = await store.spaces();
		const { columns, rows } = await store.query("select * from points");
		const stored = await spacePoints(store, space!);
		store.close();
		const found = pointsOfRows(
			rows.map((row) =>
				Object.fromEntries(row.map((v, n) => [columns[n]!, v])),
			),
			"rows",
		);
		expect(found.axes.map(({ name }) => name).sort()).toEqual(
			space!.axes.map(({ name }) => name).sort(),
		);
		const metrics = space!.objectives.map(({ metric }) => metric);
		const keys = (points: readonly AnalysedPoint[], of: PointSpace) =>
			analysePoints(of, points)
				.front.map(({ key }) => key)
				.sort();
		const asked = spaceOfPoints("rows", found, metrics);
		expect(keys(found.points, asked)).toEqual(
			keys(stored, { ...space!, constraints: [] }),
		);
	});

	test("writes its front and the point at the knee as a page", async () => {
		const args = ["--store", "undisturbed.duckdb", "--report", "front.html"];
		await sweepHere(...args);
		const page = readFileSync(join(folder, "front.html"), "utf8");
		const headings = [...page.matchAll(/<h2>(.*?)<\/h2>/g)];
		const titles = headings.map(([, text]) => text);
		expect(titles).toContain("Pipeline occupancy, at the knee");
		expect(titles).toContain("What each axis explains");
		expect(titles.at(-1)).toBe("Design at the knee, complete");
	});

	test("shows the front in each pair of objectives, each point with what it is", async () => {
		const objectives = "energyPerImage,imagesPerSecond,area";
		const asked = ["--objectives", objectives, "--report", "pareto.html"];
		expect((await here("pareto", "undisturbed.duckdb", ...asked)).code).toBe(0);
		const page = readFileSync(join(folder, "pareto.html"), "utf8");
		const fronts = [...page.matchAll(/<h2>Front of (.*?)<\/h2>/g)];
		expect(fronts.map(([, pair]) => pair)).toEqual([
			"energyPerImage and imagesPerSecond",
			"energyPerImage and area",
			"imagesPerSecond and area",
		]);
		expect(page).toMatch(
			/<title>[^<]*crossbar\.columns: (128|256)\n[^<]*energyPerImage: [\d.]+ .J/,
		);
	});

	test("gives the same rows in threads", async () => {
		await sweepJson(mho, "--store", "threads.duckdb", "--threads", "2");
		expect(await rowsOf("threads.duckdb")).toEqual(undisturbed);
	});

	test(
		"killed at any moment it goes on, with no point lost and none repeated",
		async () => {
			const stores = await killSweeps("killed", KILLS, (store) =>
				start("sweep", "space.yaml", "--store", store),
			);
			await sweepHere("--store", stores.at(-1)!);
			for (const store of stores)
				expect(await rowsOf(store)).toEqual(undisturbed);
		},
		KILLS_TIMEOUT,
	);

	test("stops at Ctrl-C with what is done stored", async () => {
		const { child, end } = start(
			"sweep",
			"slow.yaml",
			"--store",
			"stopped.duckdb",
			"--threads",
			"1",
		);
		const store = join(folder, "stopped.duckdb");
		while (!existsSync(store)) await new Promise((go) => setTimeout(go, 50));
		child.kill("SIGINT");
		const { code, stdout, stderr } = await end;
		expect(code).toBe(130);
		expect(stderr).toContain("stopping once the points in flight are stored");
		const stored = Number(
			/stopped, ([\d,]+) of/.exec(stdout)?.[1]?.replace(",", ""),
		);
		expect((await rowsOf("stopped.duckdb")).length).toBe(stored);
	});

	test("counts and estimates without storing", async () => {
		const { code, stdout } = await here(
			"sweep",
			"space.yaml",
			"--dry-run",
			"--store",
			"none.duckdb",
		);
		expect(code).toBe(0);
		expect(stdout).toContain("space: 540 points by grid, about ");
		expect(stdout).toContain("policy = half");
		expect(existsSync(join(folder, "none.duckdb"))).toBe(false);
	});

	test("says where a space is wrong", async () => {
		write("wrong.yaml", "network: lenet5\naxes:\n  adc.bit: [6]\n");
		const { code, stderr } = await here("sweep", "wrong.yaml");
		expect(code).toBe(2);
		expect(stderr).toBe(
			"mho: wrong.yaml:3:3: axes.adc.bit: value 6: adc.bit: unknown field, expected kind\n",
		);
	});
});

describe("a store", () => {
	test("is refused while another process has it open", async () => {
		const { child, end } = start(
			"sweep",
			"slow.yaml",
			"--store",
			"busy.duckdb",
		);
		const store = join(folder, "busy.duckdb");
		while (!existsSync(store)) await new Promise((go) => setTimeout(go, 50));
		let second: Outcome;
		do second = await mho("query", "busy.duckdb");
		while (second.stderr.includes("there is no such file"));
		expect(second.code).toBe(2);
		expect(second.stderr).toMatch(
			/^mho: store busy.duckdb: it is open in process \d+, and one at a time may have it open\n$/,
		);
		child.kill("SIGKILL");
		await end;
	});

	test("that is no store, or damaged, is refused and left alone", async () => {
		write(
			"text.duckdb",
			"not a database, but long enough to be looked at\n".repeat(2000),
		);
		const { code, stderr } = await mho(
			"sweep",
			"space.yaml",
			"--store",
			"text.duckdb",
		);
		expect(code).toBe(2);
		expect(stderr).toMatch(
			/^mho: store text.duckdb: it is no DuckDB file, or a damaged one \(.*\): expected a store of mho sweep, or a new file\n$/,
		);
	});

	test("of another version of its tables is refused", async () => {
		const store = join(folder, "newer.duckdb");
		copyFileSync(join(folder, "undisturbed.duckdb"), store);
		for (const [version, message] of [
			[2, "found version 2 of the tables, which a newer mho has written"],
			[0, "found version 0 of the tables, expected 1: export it with"],
		] as const) {
			const { DuckDBInstance } = await loadDuckDb();
			const instance = await DuckDBInstance.create(store);
			const connection = await instance.connect();
			await connection.run(`UPDATE mho_store SET schema = ${version}`);
			connection.closeSync();
			instance.closeSync();
			await expect(readStore(store)).rejects.toThrow(message);
		}
	});

	test("on a full disk the sweep fails with a clear error, and goes on when there is room", async () => {
		const full = join(folder, "full.duckdb");
		copyFileSync(join(folder, "undisturbed.duckdb"), full);
		// A limit on the size of files stands for the full disk.
		const kibibytes = Math.ceil(statSync(full).size / 1024) + 8;
		const { end } = startIn(
			`trap '' XFSZ; ulimit -f ${kibibytes}; exec "$0" "$@"`,
			...["sweep", "wide.yaml", "--store", "full.duckdb"],
		);
		const { code, stderr } = await end;
		expect(code).toBe(1);
		expect(stderr).toMatch(
			/^mho: failed: store full.duckdb: cannot be written \(.*\); what was stored before is kept/,
		);
		const rows = await rowsOf("full.duckdb");
		expect(rows.length).toBeGreaterThanOrEqual(undisturbed.length);
	});
});

describe("mho query", () => {
	test("answers in SQL, as a table and as JSON", async () => {
		const sql =
			"select \"adc.bits\", min(energyPerImage) as least from points where status = 'done' group by 1 order by 1";
		const { stdout } = await here("query", "undisturbed.duckdb", sql);
		expect(stdout).toContain("6 rows");
		const json = await here("query", "undisturbed.duckdb", sql, "--json", "-");
		const { columns, rows } = JSON.parse(json.stdout);
		expect(columns).toEqual(["adc.bits", "least"]);
		expect(rows.map(([bits]: number[]) => bits)).toEqual([5, 6, 7, 8, 9, 10]);
		const wrong = await here(
			"query",
			"undisturbed.duckdb",
			"select x from points",
		);
		expect(wrong.code).toBe(2);
		expect(wrong.stderr).toMatch(/^mho: query: Binder Error: .*\n$/);
	});

	test.each(["csv", "parquet", "json"])(
		"exports %s with all rows",
		async (format) => {
			const file = `rows.${format}`;
			const { code, stderr } = await here(
				"query",
				"undisturbed.duckdb",
				"-o",
				file,
			);
			expect(stderr).toBe("");
			expect(code).toBe(0);
			const { stdout } = await here(
				"query",
				"undisturbed.duckdb",
				`select count(*)::INTEGER as n, count(distinct key)::INTEGER from '${file}'`,
				"--json",
				"-",
			);
			expect(JSON.parse(stdout).rows).toEqual([[540, 540]]);
		},
	);
});
