import type { Table } from "@mho/engine";
import { describe, expect, it } from "vitest";
import { renderTable } from "./print-tables.js";

const table: Table = {
	title: "Layers",
	columns: [
		{ header: "layer", align: "left" },
		{ header: "MACs", align: "right" },
		{ header: "copies", align: "right" },
		{ header: "energy/image", align: "right" },
	],
	rows: [
		["conv1", "288,000", "4", "1.331 µJ"],
		["ip2", "5,000", "9", "15.38 nJ"],
	],
	notes: ["activity: measured"],
};

const lines = (width: number): readonly string[] =>
	renderTable(table, width).split("\n");

describe("a table in a terminal", () => {
	it("aligns its columns where they fit", () => {
		expect(lines(80)).toEqual([
			"Layers",
			"  layer     MACs  copies  energy/image",
			"  conv1  288,000       4      1.331 µJ",
			"  ip2      5,000       9      15.38 nJ",
			"  activity: measured",
		]);
	});

	it("shows what does not fit below, beside the names of the rows", () => {
		expect(lines(25)).toEqual([
			"Layers",
			"  layer     MACs  copies",
			"  conv1  288,000       4",
			"  ip2      5,000       9",
			"",
			"  layer  energy/image",
			"  conv1      1.331 µJ",
			"  ip2        15.38 nJ",
			"  activity: measured",
		]);
	});

	it("keeps every column however narrow the terminal is", () => {
		const text = renderTable(table, 1);
		for (const { header } of table.columns) expect(text).toContain(header);
		for (const cell of table.rows.flat()) expect(text).toContain(cell);
	});

	it("continues sentences and notes in the next line", () => {
		const summary: Table = {
			title: "lenet5 on isaac",
			columns: [
				{ header: "", align: "left" },
				{ header: "", align: "left" },
			],
			rows: [
				["accuracy", "99.50% through the crossbars (float 99.50%)"],
				["power", "35.4 W"],
			],
			notes: ["200 images of mnist; calibrated on 512"],
		};
		expect(renderTable(summary, 40).split("\n")).toEqual([
			"lenet5 on isaac",
			"  accuracy  99.50% through the crossbars",
			"            (float 99.50%)",
			"  power     35.4 W",
			"  200 images of mnist; calibrated on 512",
		]);
		for (const line of renderTable(summary, 30).split("\n"))
			expect(line.length).toBeLessThanOrEqual(30);
	});
});
