import { describe, expect, test } from "vitest";
import { expectedLoss } from "../../evaluate/expected-loss.js";
import { headlineTables } from "../../report/headline-tables.js";
import type { Table } from "../../report/table.js";
import {
	AS_DESIGNED,
	headlineGain,
	headlineMean,
	headlines,
	isAveraged,
	summariseLadders,
} from "./headline.js";
import { type LadderRecord, readLadderRecord } from "./ladder-record.js";

const circumstances = [100e-9, 30e-9].map((arrayReadTime) => ({
	adcModel: "isaac-2016" as const,
	arrayReadTime,
	dacEnergy: 1,
	chipLink: "per-bit" as const,
}));

/** R2 takes 8 J and gives 1 image/s; R5 is `gain` times better at 100 ns, twice that at 30 ns. */
function ladder(
	network: string,
	{ gain = 2, loss = 0, images = 5000 } = {},
): LadderRecord {
	const rung = (name: string, times: number, lost: number) => ({
		name,
		title: name,
		accuracy: 0.9 - lost,
		againstFloat: {
			difference: 0 - lost,
			lower95: 0 - lost,
			upper95: 0 - lost,
		},
		boundBy: "conv1/adc",
		area: 1e-4,
		gopsPerWatt: 1000,
		productsRun: 0.5,
		adcBits: 6,
		energyPerImage: [8 / times, 8 / times],
		imagesPerSecond: [times, 2 * times],
		latency: [1, 1],
	});
	return {
		schema: "mho/ladder-record/1",
		network,
		images,
		seed: 1,
		float: 0.9,
		note: "how",
		circumstances,
		rungs: [rung("R0", 1, 0), rung("R2", 1, 0.01), rung("R5", gain, loss)],
	};
}

const [energyOverR2] = headlines;
const of30ns = headlines.find(
	({ arrayRead, over }) => arrayRead === 30 && over === "R0",
)!;

test("a gain is that of the rungs under the circumstances that are asked for", () => {
	const record = ladder("net", { gain: 4 });
	expect(headlineGain(record, energyOverR2!)).toBe(4);
	const slower = record.rungs.map((rung) => ({
		...rung,
		imagesPerSecond: [1, rung.name === "R5" ? 6 : 2],
	}));
	expect(headlineGain({ ...record, rungs: slower }, of30ns)).toBe(3);
	expect(
		headlineGain(record, energyOverR2!, {
			adcModel: "saberi-2011",
			dacEnergy: 1,
			chipLink: "per-bit",
		}),
	).toBeUndefined();
});

test("means are geometric, over networks with images enough whose rung keeps the budget", () => {
	const records = [
		ladder("two", { gain: 2 }),
		ladder("eight", { gain: 8, loss: 0.005 }),
		ladder("few images", { gain: 100, images: 4999 }),
		ladder("lossy", { gain: 100, loss: 0.0051 }),
	];
	expect(records.map((one) => isAveraged(one, energyOverR2!))).toEqual([
		true,
		true,
		false,
		false,
	]);
	const found = headlineMean(records, energyOverR2!)!;
	expect(found.mean).toBeCloseTo(4, 12);
	expect(found.networks).toBe(2);
	expect(summariseLadders(records)[0]!.headlines[0]!.mean).toBe(found.mean);
	expect(headlineMean(records.slice(2), energyOverR2!)).toBeUndefined();
});

test("a network that comes quantised says nothing of a baseline of 16 bits", () => {
	const stored = { ...ladder("net"), operands: "stored" as const };
	expect(isAveraged(stored, energyOverR2!)).toBe(true);
	expect(isAveraged(stored, of30ns)).toBe(false);
	expect(readLadderRecord(JSON.stringify(stored), "mine")).toEqual(stored);
	// It has means of its own, which hide nothing.
	const wide = stored.rungs.map((rung) => ({
		...rung,
		...(rung.name === "R0" && { name: "R0w", imagesPerSecond: [0.25, 0.5] }),
	}));
	const both = { ...stored, rungs: [stored.rungs[0]!, ...wide] };
	const records = [ladder("float", { gain: 2 }), both];
	const mean = (networks?: "own-bits" | "all-bits") =>
		headlineMean(records, of30ns, AS_DESIGNED, networks);
	expect(mean()).toEqual({ mean: 2, networks: 1 });
	expect(mean("own-bits")).toEqual({ mean: 2, networks: 2 });
	expect(mean("all-bits")).toEqual({ mean: 4, networks: 2 });
	const rows = headlineTables(records)[0]!.rows.slice(-3, -1);
	expect(rows.map(([label, _, , , , ...cells]) => [label, cells[2]])).toEqual([
		["with networks that come quantised, isaac with all its bits", "4× (2)"],
		["with them, isaac with no more bits than they have", "2× (2)"],
	]);
});

test("a record says how far conversions go, and which images keep their class, where it is not older than that", () => {
	const old = ladder("net", { images: 10 });
	const figures = {
		comparisons: 5.25,
		agreement: 0.9,
		peak: {
			weightBits: 6,
			inputBits: 5,
			gops: 7,
			gopsPerWatt: 8,
			gopsPerMm2: 9,
		},
	};
	const rungs = old.rungs.map((rung) => ({
		...rung,
		adcBits: 6,
		...figures,
	}));
	const record = { ...old, rungs };
	expect(readLadderRecord(JSON.stringify(record), "mine")).toEqual(record);
	const cell = (table: Table, header: string) =>
		table.rows[0]![table.columns.findIndex((of) => of.header === header)];
	const [, written, peaks] = headlineTables([record]);
	expect(cell(written!, "ADC bits")).toBe("5.25 of 6.00");
	expect(cell(written!, "agreement")).toBe("90.00%");
	expect(peaks!.rows[0]).toEqual([
		"net",
		"R0",
		"6 × 5",
		"7.000",
		"8.000",
		"9.000",
	]);
	const [, before, ...none] = headlineTables([old]);
	expect(cell(before!, "agreement")).toBe("–");
	expect(none).toEqual([]);
});

test("a record of few images of which all are lost is read: the interval of what is expected ends beyond all of them", () => {
	const lost = new Int32Array(10).fill(1);
	const sure = Float64Array.from({ length: 20 }, (_, n) => 1 - (n % 2));
	const counted = { lower95: -1, upper95: -0.5 };
	const expected = expectedLoss(sure, lost, counted)!;
	expect(expected.upper95).toBeGreaterThan(1);
	const record = ladder("net", { images: 10 });
	const rungs = record.rungs.map((rung) => ({
		...rung,
		expectedLoss: expected,
	}));
	const written = { ...record, rungs };
	expect(readLadderRecord(JSON.stringify(written), "mine")).toEqual(written);
});

test("ladders with cells that deviate are never averaged with ideal ones", () => {
	const records = [
		ladder("net", { gain: 2 }),
		{ ...ladder("net", { gain: 8 }), cells: "noisy" },
	];
	const means = headlineTables(records)
		.filter(({ title }) => title.startsWith("Gains"))
		.map(({ rows }) => rows.at(-2)![2]);
	expect(means).toEqual(["2× (1)", "8× (1)"]);
});

describe("a record that is wrong is refused", () => {
	const good = ladder("net");
	const [first, ...others] = good.rungs;
	test.each<[string, unknown, RegExp]>([
		[
			"no record",
			{ schema: "mho/run/1" },
			/^mine: schema: .*mho\/ladder-record\/1/,
		],
		[
			"a cost is missing",
			{ ...good, rungs: [{ ...first, energyPerImage: [1] }, ...others] },
			/^mine: rung R0: found 1 energyPerImage, expected one for each of 2/,
		],
		[
			"a cost is nothing",
			{ ...good, rungs: [{ ...first, imagesPerSecond: [0, 1] }] },
			/^mine: rungs\.0\.imagesPerSecond\.0: found 0, expected more than 0/,
		],
		[
			"no accuracy",
			{ ...good, rungs: [{ ...first, againstFloat: {} }] },
			/^mine: rungs\.0\.againstFloat\.difference: /,
		],
	])("%s", (_, record, message) => {
		expect(() => readLadderRecord(JSON.stringify(record), "mine")).toThrow(
			message,
		);
	});

	test("text", () => {
		expect(() => readLadderRecord("{", "mine")).toThrow(/^mine: /);
	});

	test("but not a right one", () => {
		expect(readLadderRecord(JSON.stringify(good), "mine")).toEqual(good);
	});
});
