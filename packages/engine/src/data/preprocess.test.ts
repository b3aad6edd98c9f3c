import { describe, expect, test } from "vitest";
import type { NumberTensor } from "../base/npy.js";
import type { Preprocess } from "./data-file.js";
import { preprocess } from "./preprocess.js";
import { resolveDataFile } from "./resolve-data-file.js";

/** Preprocessing as a data file states it. */
function stated(fields: string): Preprocess {
	const text = `preprocess: { ${fields} }`;
	return resolveDataFile({ name: "data.yaml", text }).preprocess;
}

/** 3 × 4 × 5: red 0 … 19, green 100 …, blue 200 … */
const picture: NumberTensor = {
	shape: [3, 4, 5],
	data: Uint8Array.from(
		{ length: 60 },
		(_, i) => 100 * Math.floor(i / 20) + (i % 20),
	),
};
const run = (fields: string, mean: readonly number[] = [0], image = picture) =>
	preprocess(image, stated(fields), mean);

describe("preprocessing", () => {
	test("by default changes nothing", () => {
		const { shape, data } = run("");
		expect(shape).toEqual([3, 4, 5]);
		expect([...data]).toEqual([...picture.data]);
	});

	test("cuts the middle out", () => {
		const { shape, data } = run("crop: 2");
		expect(shape).toEqual([3, 2, 2]);
		expect([...data.subarray(0, 4)]).toEqual([6, 7, 11, 12]);
		expect([...data.subarray(4, 8)]).toEqual([106, 107, 111, 112]);
	});

	test("says both sizes where the crop is larger than the image", () => {
		expect(() => run("crop: { height: 4, width: 6 }")).toThrow(
			"found an image of 4×5 pixels, expected at least the crop of 4×6",
		);
	});

	test("orders colours and makes grey of them", () => {
		const bgr = run("colour: BGR").data;
		expect([bgr[0], bgr[20], bgr[40]]).toEqual([200, 100, 0]);
		const grey = run("colour: grey");
		expect(grey.shape).toEqual([1, 4, 5]);
		// 0.587 · 100 + 0.114 · 200 = 81.5, a half is rounded up.
		expect(grey.data[0]).toBe(82);
		const coloured = run("colour: RGB", [0], {
			shape: [1, 1],
			data: Uint8Array.of(7),
		});
		expect([coloured.shape, [...coloured.data]]).toEqual([
			[3, 1, 1],
			[7, 7, 7],
		]);
	});

	test("takes and gives channels last", () => {
		const pixels = {
			shape: [1, 2, 3],
			data: Uint8Array.of(1, 2, 3, 4, 5, 6),
		};
		const first = run("stored: NHWC", [0], pixels);
		expect([first.shape, [...first.data]]).toEqual([
			[3, 1, 2],
			[1, 4, 2, 5, 3, 6],
		]);
		const last = run("stored: NHWC, layout: NHWC, colour: BGR", [0], pixels);
		expect([last.shape, [...last.data]]).toEqual([
			[1, 2, 3],
			[3, 2, 1, 6, 5, 4],
		]);
	});

	test("scales, then centres, then divides, for each channel or value", () => {
		const { data } = run(
			"scale: 1/255, deviation: [1/2, 1/4, 2]",
			[0.25, 0.5, 1],
		);
		expect(data[3]).toBeCloseTo((3 / 255 - 0.25) * 2, 6);
		expect(data[23]).toBeCloseTo((103 / 255 - 0.5) * 4, 6);
		expect(data[43]).toBeCloseTo((203 / 255 - 1) / 2, 6);
		const self = run("", [...picture.data]);
		expect([...self.data]).toEqual(new Array(60).fill(0));
		expect(() => run("", [1, 2])).toThrow(
			"found a mean of 2 values, an image of 3×4×5 needs 1, 3 or 60",
		);
	});

	test("rounds to fixed point or to signs", () => {
		const levels = {
			shape: [5],
			data: Float32Array.of(-9, -0.375, -0.125, 0.12, 9),
		};
		const fixed = "rounding: { kind: fixed-point, bits: 4, fraction: 2 }";
		expect([...run(fixed, [0], levels).data]).toEqual([-2, -0.25, 0, 0, 1.75]);
		expect([...run("rounding: { kind: sign }", [-0.125], levels).data]).toEqual(
			[-1, -1, 1, 1, 1],
		);
	});

	test("keeps whole levels whole when it resizes, and fractions as they are", () => {
		const fields = "resize: { kind: exact, height: 1, width: 1 }";
		const levels = [0, 1, 1, 1];
		const of = (data: Uint8Array | Float32Array) =>
			preprocess({ shape: [1, 2, 2], data }, stated(fields), [0]).data[0];
		expect(of(Uint8Array.from(levels))).toBe(1);
		expect(of(Float32Array.from(levels))).toBe(0.75);
	});
});

describe("a data file", () => {
	const messageOf = (text: string): string => {
		try {
			resolveDataFile({ name: "data.yaml", text });
		} catch (error) {
			return (error as Error).message;
		}
		return "none";
	};

	test("has defaults", () => {
		expect(
			resolveDataFile({ name: "data.yaml", text: "images: x.npy" }),
		).toMatchObject({
			images: "x.npy",
			labelOffset: 0,
			preprocess: { scale: 1, mean: [0], deviation: [1], layout: "NCHW" },
		});
	});

	test.each([
		[
			"preprocess:\n  means: 3",
			"data.yaml:2:3: preprocess.means: unknown field, expected stored, colour, resize, crop, scale, mean, deviation, rounding, layout",
		],
		["images: 7", "data.yaml:1:1: images: found 7, expected text"],
		[
			"preprocess: { crop: 0 }",
			"data.yaml:1:15: preprocess.crop.height: found 0, expected at least 1",
		],
		[
			"preprocess: { deviation: 0 }",
			"data.yaml:1:15: preprocess.deviation.0: found 0, expected a number other than 0",
		],
		[
			"preprocess: { scale: 1/0 }",
			'data.yaml:1:15: preprocess.scale: found "1/0", expected a number or a fraction such as 1/255',
		],
		[
			"preprocess: { mean: [a] }",
			'data.yaml:1:15: preprocess.mean: found ["a"], expected a number, one for each channel, or the name of a .npy file',
		],
		[
			"preprocess: { resize: { kind: longest } }",
			'data.yaml:1:25: preprocess.resize.kind: found "longest", expected shorter-side or exact',
		],
		["[]", "data.yaml:1:1: found [], expected a data file: a map of fields"],
	])("that is wrong: %j", (text, message) => {
		expect(messageOf(text)).toBe(message);
	});
});
