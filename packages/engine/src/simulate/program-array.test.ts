import { describe, expect, test } from "vitest";
import type { Design } from "../design/design.js";
import { IDEAL_DEVICE } from "../design/device.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import { adcRange } from "../map/adc-policy/adc-range.js";
import { presetDesign } from "../presets/preset-designs.js";
import { programArray } from "./program-array.js";

const ROWS = 100;
const OUTPUTS = 3;
const PLACE = { seed: 7, crossbar: 5, cellBits: 2 };

const deviating: Design = {
	...presetDesign("asp-dac-2018"),
	device: {
		...IDEAL_DEVICE,
		programming: { kind: "normal", ofRange: 0.05, ofConductance: 0 },
		readNoise: { kind: "normal", ofRange: 0.01, ofConductance: 0 },
	},
};

/** An array of 100 rows, read in units of so many. */
function unitsOf(rows: number) {
	const encoder = weightEncoders["balanced-radix"];
	const weights = Int32Array.from(
		{ length: ROWS * OUTPUTS },
		(_, at) => ((at * 37) % 255) - 127,
	);
	const encoded = [];
	for (let start = 0; start < ROWS; start += rows) {
		const end = Math.min(start + rows, ROWS);
		encoded.push(
			encoder.encode(
				{
					rows: end - start,
					outputs: OUTPUTS,
					weights: weights.slice(start * OUTPUTS, end * OUTPUTS),
				},
				8,
				2,
			),
		);
	}
	const crossbar = { ...deviating.crossbar, operationUnitRows: rows };
	return programArray(
		encoded,
		{
			outputsPerArray: 16,
			groupsPerArray: 1,
			adcOfProduct: [adcRange(8, 1, true)],
			executed: Uint8Array.of(1),
		},
		{ ...deviating, crossbar },
		PLACE,
		6,
	);
}

describe("an array that is read in operation units", () => {
	const [whole] = unitsOf(128);
	const parts = unitsOf(48).map(({ cells }) => cells);

	test("holds the cells of the same array read at once", () => {
		const joined = (of: (cells: (typeof parts)[number]) => ArrayLike<number>) =>
			parts.flatMap((cells) => Array.from(of(cells)));
		expect(parts.map(({ rows }) => rows)).toEqual([48, 48, 4]);
		expect(joined(({ positive }) => positive)).toEqual([
			...whole!.cells.positive,
		]);
		expect(joined(({ negative }) => negative!)).toEqual([
			...whole!.cells.negative!,
		]);
		expect(joined(({ unitCells }) => unitCells!)).toEqual([
			...whole!.cells.unitCells!,
		]);
		expect(joined(({ noise }) => noise!.positive)).toEqual([
			...whole!.cells.noise!.positive,
		]);
	});

	test("has read noise of its own in each of them, unlike those of any other array", () => {
		const crossbars = parts.map(({ noise }) => noise!.crossbar);
		// 128 rows in units of 48: three an array.
		expect(crossbars).toEqual([15, 16, 17]);
		expect(whole!.cells.noise!.crossbar).toBe(PLACE.crossbar);
	});
});
