import { encode as encodePng, type ImageData } from "fast-png";
import { zlibSync } from "fflate";
import { encode as encodeJpeg } from "jpeg-js";
import { describe, expect, test } from "vitest";
import { InputError } from "../base/input-error.js";
import { decodeImage } from "./decode-image.js";

const png = (image: ImageData) => decodeImage(encodePng(image), "x.png");

describe("a PNG", () => {
	const width = 3;
	const height = 2;
	const levels = Uint8Array.from({ length: 24 }, (_, i) => 10 * i);

	test("of colours becomes planes", () => {
		const data = levels.subarray(0, 18);
		const decoded = png({ width, height, channels: 3, data });
		expect(decoded.shape).toEqual([3, 2, 3]);
		expect([...decoded.data.subarray(0, 6)]).toEqual([0, 30, 60, 90, 120, 150]);
	});

	test("loses its transparency", () => {
		const coloured = png({ width, height, channels: 4, data: levels });
		expect([coloured.shape, coloured.data[1]]).toEqual([[3, 2, 3], 40]);
		const data = levels.subarray(0, 12);
		const grey = png({ width, height, channels: 2, data });
		expect([grey.shape, grey.data[1]]).toEqual([[1, 2, 3], 20]);
	});

	test("may have 16 bits", () => {
		const data = Uint16Array.of(0, 1, 256, 1000, 65_535, 7);
		const decoded = png({ width, height, channels: 1, depth: 16, data });
		expect([...decoded.data]).toEqual([...data]);
	});

	test("may be a palette, or greys of less than a byte", () => {
		// Rows of 3 samples of 2 bits: 0 1 2 and 3 0 1.
		const rows = [0, 0b00011000, 0, 0b11000100];
		const palette = [1, 2, 3, 11, 12, 13, 21, 22, 23, 31, 32, 33];
		const indexed = decodeImage(rawPng(3, rows, palette), "x.png");
		expect([...indexed.data.subarray(0, 6)]).toEqual([1, 11, 21, 31, 1, 11]);
		const grey = decodeImage(rawPng(0, rows), "x.png");
		expect(grey.shape).toEqual([1, 2, 3]);
		expect([...grey.data]).toEqual([0, 85, 170, 255, 0, 85]);
	});

	test("that unpacks to more or less than its pixels is refused", () => {
		const bomb = new Array(2 ** 20).fill(0);
		expect(() => decodeImage(rawPng(0, bomb), "x.png")).toThrow(
			"x.png: not a whole PNG image: its pixels need 4 bytes, found more",
		);
		expect(() => decodeImage(rawPng(0, [0, 0]), "x.png")).toThrow(
			"its pixels need 4 bytes, found 2",
		);
	});

	/** 3 × 2 samples of 2 bits; rows begin with their filter. */
	function rawPng(
		colourType: number,
		rows: readonly number[],
		palette?: readonly number[],
	): Uint8Array {
		return Uint8Array.of(
			...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
			...chunk("IHDR", [0, 0, 0, 3, 0, 0, 0, 2, 2, colourType, 0, 0, 0]),
			...(palette ? chunk("PLTE", palette) : []),
			...chunk("IDAT", [...zlibSync(Uint8Array.from(rows))]),
			...chunk("IEND", []),
		);
	}

	function chunk(type: string, data: readonly number[]): number[] {
		const body = [...Array.from(type, (c) => c.charCodeAt(0)), ...data];
		return [...be32(data.length), ...body, ...be32(crc32(body))];
	}

	const be32 = (x: number) => [24, 16, 8, 0].map((bit) => (x >>> bit) & 255);

	function crc32(bytes: readonly number[]): number {
		let crc = -1;
		for (const byte of bytes) {
			crc ^= byte;
			for (let bit = 0; bit < 8; bit++)
				crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
		}
		return ~crc;
	}
});

test("a JPEG becomes planes of red, green and blue", () => {
	const width = 16;
	const height = 8;
	const data = new Uint8Array(4 * width * height).fill(255);
	for (let i = 0; i < data.length; i += 4) data.set([200, 100, 50], i);
	const { data: jpeg } = encodeJpeg({ width, height, data }, 95);
	const decoded = decodeImage(jpeg, "x.jpg");
	expect(decoded.shape).toEqual([3, height, width]);
	for (const [channel, level] of [200, 100, 50].entries())
		expect(
			Math.abs(decoded.data[channel * width * height]! - level),
		).toBeLessThan(4);
});

test("other bytes are refused", () => {
	for (const bytes of [[], [1, 2, 3], [0xff, 0xd8], [0x89, 0x50]])
		expect(() => decodeImage(Uint8Array.from(bytes), "x")).toThrow(InputError);
});
