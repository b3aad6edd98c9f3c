import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ResizeMethod } from "./data-file.js";
import { type PixelPlanes, resize, resizedSize } from "./resize.js";

const methods: readonly ResizeMethod[] = [
	"nearest",
	"bilinear",
	"bilinear-antialias",
];
const side = fc.integer({ min: 1, max: 12 });

function image(
	height: number,
	width: number,
	of: (y: number, x: number, c: number) => number,
): PixelPlanes {
	const channels = 2;
	const data = Float32Array.from(
		{ length: channels * height * width },
		(_, i) =>
			of(
				Math.floor(i / width) % height,
				i % width,
				Math.floor(i / (height * width)),
			),
	);
	return { channels, height, width, data };
}

describe.each(methods)("resizing by %s", (method) => {
	test("keeps an image of the same size", () => {
		fc.assert(
			fc.property(side, side, fc.integer(), (height, width, seed) => {
				const given = image(height, width, (y, x, c) =>
					Math.fround(Math.sin(seed + 7 * y + 13 * x + c)),
				);
				const same = resize(given, { height, width }, method);
				expect(same.data).toEqual(given.data);
			}),
		);
	});

	test("keeps one colour one colour, of any size", () => {
		fc.assert(
			fc.property(side, side, side, side, (h, w, height, width) => {
				const { data } = resize(
					image(h, w, (_y, _x, c) => 3 + c),
					{ height, width },
					method,
				);
				expect(data.length).toBe(2 * height * width);
				for (const [i, value] of data.entries())
					expect(value).toBeCloseTo(i < height * width ? 3 : 4, 5);
			}),
		);
	});

	test("turns an image that is turned", () => {
		fc.assert(
			fc.property(side, side, side, side, (h, w, height, width) => {
				const of = (y: number, x: number) => Math.sin(7 * y + 13 * x);
				const one = resize(image(h, w, of), { height, width }, method);
				const turned = resize(
					image(w, h, (y, x) => of(x, y)),
					{ height: width, width: height },
					method,
				);
				for (let y = 0; y < height; y++) {
					for (let x = 0; x < width; x++)
						expect(turned.data[x * height + y]).toBeCloseTo(
							one.data[y * width + x]!,
							5,
						);
				}
			}),
		);
	});
});

test("a bilinear image of a slope is that slope, away from the edges", () => {
	const slope = image(8, 8, (_, x) => x + 0.5);
	const { data } = resize(slope, { height: 8, width: 20 }, "bilinear");
	for (let x = 2; x < 18; x++)
		expect(data[x]).toBeCloseTo(((x + 0.5) * 8) / 20, 5);
});

test("only antialiasing sees all pixels when it shrinks", () => {
	const stripes = image(16, 16, (_, x) => (x % 4 === 0 ? 1 : 0));
	const size = { height: 4, width: 4 };
	const [, middle] = resize(stripes, size, "bilinear-antialias").data;
	expect(middle).toBeCloseTo(0.25, 5);
	expect(resize(stripes, size, "bilinear").data[1]).toBe(0);
	expect(resize(stripes, size, "nearest").data[1]).toBe(0);
});

test("the shorter side gets its pixels, the longer one in ratio", () => {
	const resize = {
		kind: "shorter-side",
		pixels: 256,
		method: "nearest",
	} as const;
	expect(resizedSize({ height: 375, width: 500 }, resize)).toEqual({
		height: 256,
		width: 341,
	});
	expect(resizedSize({ height: 500, width: 375 }, resize)).toEqual({
		height: 341,
		width: 256,
	});
});
