import { describe, expect, test } from "vitest";
import { parseIdx } from "./idx.js";

const labels = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 7, 2, 1);
const images = Uint8Array.of(
	0,
	0,
	8,
	3,
	0,
	0,
	0,
	2,
	0,
	0,
	0,
	1,
	0,
	0,
	0,
	2,
	10,
	20,
	30,
	40,
);

describe("parseIdx", () => {
	test("reads the first items of a file of which no more is at hand", () => {
		expect(parseIdx(labels.subarray(0, 10), "labels", 2)).toEqual({
			shape: [2],
			data: Uint8Array.of(7, 2),
		});
		expect(parseIdx(labels, "labels", 9).shape).toEqual([3]);
		expect(() => parseIdx(labels.subarray(0, 9), "labels", 2)).toThrow(
			"labels: shape [2] needs 2 bytes, found 1",
		);
	});

	test("reads labels and images", () => {
		expect(parseIdx(labels, "labels")).toEqual({
			shape: [3],
			data: Uint8Array.of(7, 2, 1),
		});
		expect(parseIdx(images, "images")).toEqual({
			shape: [2, 1, 2],
			data: Uint8Array.of(10, 20, 30, 40),
		});
	});

	test.each([
		[labels.subarray(0, 10), "digits: shape [3] needs 3 bytes, found 2"],
		[images.subarray(0, 9), "digits: idx header needs 16 bytes, found 9"],
		[
			Uint8Array.of(0, 0, 13, 1),
			"digits: idx data of type 0xd, expected 0x8 (unsigned bytes)",
		],
		[
			Uint8Array.of(31, 139, 8, 0),
			"digits: not an idx file (the first two bytes must be 0)",
		],
		[
			new Uint8Array(),
			"digits: not an idx file (the first two bytes must be 0)",
		],
	])("refuses a broken file: %s", (bytes, message) => {
		expect(() => parseIdx(bytes, "digits")).toThrow(message);
	});
});
