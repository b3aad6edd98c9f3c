import { describe, expect, test } from "vitest";
import { InputError } from "../../base/input-error.js";
import { analysePoints } from "./analyse-points.js";
import { pointsOfRows, spaceOfPoints } from "./points-of-rows.js";

const row = (bits: number, rows: number, accuracy: number, energy: number) => ({
	key: `${bits}-${rows}`,
	status: "done",
	error: null,
	design: "isaac",
	network: "lenet5",
	data: "mnist",
	images: 100,
	seed: 1,
	accuracy,
	accuracyFloat: 0.99,
	energyPerImage: energy,
	latency: 1e-6,
	imagesPerSecond: 1e6,
	power: 1,
	area: 1e-5,
	boundBy: "conv1/adc",
	"adc.bits": bits,
	"crossbar.rows": rows,
});

const rows = [
	row(6, 64, 0.9, 1e-6),
	row(6, 128, 0.8, 2e-6),
	row(8, 64, 0.99, 3e-6),
	{ ...row(9, 64, 1, 1e-9), images: 10, key: "few images" },
	{ ...row(9, 64, 1, 1e-9), status: "refused", key: "refused" },
];

describe("points of exported rows", () => {
	test("are those that are done on the most images, over what varies", () => {
		const found = pointsOfRows(rows, "results.parquet");
		expect(found.points.map(({ key }) => key)).toEqual([
			"6-64",
			"6-128",
			"8-64",
		]);
		expect(found.axes.map(({ name }) => name)).toEqual([
			"adc.bits",
			"crossbar.rows",
		]);
		expect(found.axes[0]!.values.map(({ label }) => label)).toEqual([6, 8]);
		expect(found.metrics).toContain("accuracyLoss");
	});

	test("are analysed as those of a store", () => {
		const found = pointsOfRows(rows, "results.parquet");
		const space = spaceOfPoints("x", found, ["accuracy", "energyPerImage"]);
		const { front } = analysePoints(space, found.points);
		expect(front.map(({ key }) => key)).toEqual(["8-64", "6-64"]);
	});

	test("have no accuracy where costs alone were computed", () => {
		const costs = rows.map(({ accuracy: _, ...rest }) => rest);
		expect(pointsOfRows(costs, "x").metrics).not.toContain("accuracy");
	});

	test.each([
		[[{ a: 1 }], /x.json: found no number in column energyPerImage/],
		[[], /x.json: found no point that is done/],
	])("are refused where rows are none: %j", (given, message) => {
		expect(() => pointsOfRows(given, "x.json")).toThrow(message);
		expect(() => pointsOfRows(given, "x.json")).toThrow(InputError);
	});
});
