import { describe, expect, test } from "vitest";
import { parseCellMeasurements } from "./cell-measurements.js";
import { resolveDesign } from "./resolve-design.js";

const parse = (text: string) =>
	parseCellMeasurements({ name: "cells.csv", text });

describe("measurements of cells", () => {
	test("by conductance", () => {
		expect(
			parse("# 40 °C\nconductance, mean, deviation\n2, 2.5, 0.5\n40, 38, 3\n"),
		).toEqual({
			conductance: [2, 40],
			mean: [2.5, 38],
			deviation: [0.5, 3],
			topConductance: 40,
		});
		expect(parse("conductance;deviation\r\n0;1\r\n10;2").mean).toEqual([0, 10]);
	});

	test("by level: what evenly spaced levels would have is what was meant", () => {
		expect(
			parse("level,mean,deviation\n0,4,1\n1,15,2\n2,26,2\n3,34,3"),
		).toMatchObject({ conductance: [4, 14, 24, 34], mean: [4, 15, 26, 34] });
	});

	test("cell by cell: mean and standard deviation of each target", () => {
		const { conductance, mean, deviation } = parse(
			"target,measured\n20,21\n10,8\n20,19\n10,12\n10,10",
		);
		expect(conductance).toEqual([10, 20]);
		expect(mean).toEqual([10, 20]);
		expect(deviation[0]).toBeCloseTo(2, 12);
		expect(deviation[1]).toBeCloseTo(Math.SQRT2, 12);
	});

	test.each([
		["", "cells.csv: found nothing"],
		[
			"g,s\n1,2",
			"cells.csv:1: found columns g,s, expected columns conductance",
		],
		["conductance,deviation\n1", "cells.csv:2: found 1 values, expected 2"],
		["conductance,deviation\n1,x", 'cells.csv:2: found "x" as deviation'],
		["conductance,deviation\n1,-1", 'cells.csv:2: found "-1" as deviation'],
		["conductance,deviation\n1,", 'cells.csv:2: found "" as deviation'],
		[
			"conductance,deviation\n2,1\n1,1",
			"cells.csv:3: found conductance 1 after 2",
		],
		["conductance,deviation\n2,1", "cells.csv: found 1 conductances"],
		["level,mean,deviation\n0,9,1\n1,8,1", "cells.csv:3: found mean 8"],
		[
			"target,measured\n1,1\n2,2\n2,3",
			"cells.csv:2: found one cell of target 1",
		],
	])("%j is refused: %s", (text, message) => {
		expect(() => parse(text)).toThrow(message);
	});
});

describe("a design that names such a file", () => {
	const files: Record<string, string> = {
		"cells.csv": "conductance,deviation\n0,0.5\n40,2",
	};
	const lookup = (name: string, from: string) => {
		if (name === "base")
			return {
				name: "base",
				text: "device: { programming: { kind: none } }",
			};
		expect(from).toBe("mine.yaml");
		return files[name] === undefined ? undefined : { name, text: files[name] };
	};
	const programming = (text: string) => {
		try {
			resolveDesign(
				{ name: "mine.yaml", text: `device: { programming: ${text} }` },
				lookup,
			);
		} catch (error) {
			return (error as Error).message;
		}
		return "";
	};

	test("has its table", () => {
		// All that is missing is the rest of the design.
		expect(programming("{ kind: table, file: cells.csv }")).not.toMatch(
			/programming|table/,
		);
	});

	test("that is not there says so, with its place", () => {
		expect(programming("{ kind: table, file: none.csv }")).toBe(
			'mine.yaml:1:39: device.programming.file: found "none.csv", expected a CSV file of measured cells beside this one',
		);
	});
});
