import { describe, expect, test } from "vitest";
import { InputError } from "./input-error.js";
import { parseNpy } from "./npy.js";
import { randomFor } from "./random.js";

/** What `numpy.save` writes. */
function npy(
	descr: string,
	shape: string,
	data: ArrayLike<number> & { readonly buffer: ArrayBufferLike },
	{ version = 1, order = "False" } = {},
): Uint8Array {
	const text = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }`;
	const start = version === 1 ? 10 : 12;
	const header = `${text.padEnd(64 * Math.ceil((start + text.length + 1) / 64) - start - 1)}\n`;
	const length = [header.length & 255, header.length >> 8, 0, 0];
	return Uint8Array.from([
		...Array.from("\x93NUMPY", (character) => character.charCodeAt(0)),
		version,
		0,
		...length.slice(0, start - 8),
		...Array.from(header, (character) => character.charCodeAt(0)),
		...new Uint8Array(data.buffer),
	]);
}

describe("parseNpy", () => {
	test("reads numbers of every type, at any place in memory", () => {
		const floats = Float32Array.of(1.5, -2, 3, 4, 5, 6);
		const file = npy("<f4", "(2, 3)", floats);
		const shifted = new Uint8Array(file.length + 1);
		shifted.set(file, 1);
		expect(parseNpy(shifted.subarray(1), "x")).toEqual({
			shape: [2, 3],
			data: floats,
		});
		const longs = BigInt64Array.of(-5n, 7n);
		const file8 = npy("<i8", "(2,)", { length: 2, buffer: longs.buffer });
		expect(parseNpy(file8, "x").data).toEqual(Float64Array.of(-5, 7));
		const scalar = npy("|u1", "()", Uint8Array.of(200), { version: 2 });
		expect(parseNpy(scalar, "x")).toEqual({
			shape: [],
			data: Uint8Array.of(200),
		});
	});

	test.each<[message: string, bytes: Uint8Array]>([
		["x: not an npy file", Uint8Array.of(1, 2, 3)],
		[
			"x: npy version 9, expected 1 to 3",
			npy("<f4", "(1,)", Float32Array.of(1), { version: 9 }),
		],
		[
			"x: npy type >f4, expected one of <f4, <f8, |b1, |i1, |u1, <i2, <u2, <i4, <u4, <i8, <u8",
			npy(">f4", "(1,)", Float32Array.of(1)),
		],
		[
			"x: npy data in Fortran order, expected C order",
			npy("<f4", "(1,)", Float32Array.of(1), { order: "True" }),
		],
		[
			"x: shape [3] needs 12 bytes, found 8",
			npy("<f4", "(3,)", Float32Array.of(1, 2)),
		],
		["x: npy header without a shape", npy("<f4", "3", Float32Array.of(1))],
	])("refuses with: %s", (message, bytes) => {
		expect(() => parseNpy(bytes, "x")).toThrow(new InputError(message));
	});

	test("refuses a file that is cut short, and survives flipped bits", () => {
		const file = npy("<f4", "(2, 3)", new Float32Array(6));
		for (let length = 0; length < file.length; length++)
			expect(() => parseNpy(file.subarray(0, length), "x")).toThrow(InputError);
		const random = randomFor(1, "npy");
		for (let round = 0; round < 1000; round++) {
			const damaged = file.slice();
			damaged[Math.floor(random.uniform(round, 0) * file.length)]! ^=
				1 << Math.floor(random.uniform(round, 1) * 8);
			try {
				parseNpy(damaged, "x");
			} catch (error) {
				expect(error).toBeInstanceOf(InputError);
			}
		}
	});
});
