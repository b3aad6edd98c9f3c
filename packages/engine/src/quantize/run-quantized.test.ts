import { describe, expect, test } from "vitest";
import { codeRange } from "../network/tensor-codes.js";
import { classify, quantizeTensor } from "./run-quantized.js";

const tensor = (bits: number, signed: boolean, scale = 1) => ({
	name: "x",
	shape: [1],
	scale,
	zeroPoint: 0,
	bits,
	signed,
});

describe("quantizeTensor", () => {
	test("rounds halves to even", () => {
		expect([
			...quantizeTensor(
				[0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 2.49, 2.51],
				tensor(8, true),
			),
		]).toEqual([0, 2, 2, 0, -2, -2, 2, 3]);
	});

	test("counts in units of the scale", () => {
		expect([...quantizeTensor([0.3, -1], tensor(8, true, 0.1))]).toEqual([
			3, -10,
		]);
	});

	test("saturates instead of wrapping around", () => {
		expect([
			...quantizeTensor([127.6, 1e9, -128.6, -1e9], tensor(8, true)),
		]).toEqual([127, 127, -128, -128]);
		expect([
			...quantizeTensor([255.6, 1e9, -0.6, -1e9], tensor(8, false)),
		]).toEqual([255, 255, 0, 0]);
	});
});

test("codeRange is that of two's complement or of plain binary", () => {
	expect(codeRange(tensor(2, true))).toEqual([-2, 1]);
	expect(codeRange(tensor(16, false))).toEqual([0, 65535]);
});

test("classify takes the first of equal scores, image by image", () => {
	expect([...classify([1, 3, 3, -5, -9, -5], 2)]).toEqual([1, 0]);
});
