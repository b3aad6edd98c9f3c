import { describe, expect, test } from "vitest";
import { parseLabelTable } from "./parse-label-table.js";

describe("parseLabelTable", () => {
	test.each([
		["file,label\na.png,3\nb.png,0\n", ["a.png", 3], ["b.png", 0]],
		["a.png,3\nb.png,0", ["a.png", 3], ["b.png", 0]],
		[
			"\uFEFFid,class,path\n7, 3 ,a.png\n\n8,0,b.png",
			["a.png", 3],
			["b.png", 0],
		],
		['"a, b.png",3\r\n"c.png",0\r\n', ["a, b.png", 3], ["c.png", 0]],
		["3\n0\n", [undefined, 3], [undefined, 0]],
	])("reads %j", (text, ...expected) => {
		expect(
			parseLabelTable(text, "labels.csv").map(({ file, label }) => [
				file,
				label,
			]),
		).toEqual(expected);
	});

	test("names the line of what is no class, empty lines counted", () => {
		expect(() =>
			parseLabelTable("a.png,3\n\nb.png,cat\n", "labels.csv"),
		).toThrow('labels.csv: line 3: found "cat", expected a whole number');
		expect(() => parseLabelTable("file,label\na.png\n", "labels.csv")).toThrow(
			'labels.csv: line 2: found "", expected a whole number',
		);
	});

	test("finds nothing in an empty table", () => {
		expect(parseLabelTable("\n\n", "labels.csv")).toEqual([]);
	});
});
