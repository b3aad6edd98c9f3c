import { describe, expect, test } from "vitest";
import {
	type CrossbarShape,
	crossbarCase,
} from "./crossbar-layer.arbitrary.js";
import { isaacLike, long, pairs } from "./crossbar-shapes.support.js";
import { createWasmCrossbarMvm } from "./wasm.js";

const wasm = createWasmCrossbarMvm();

describe("refuses", () => {
	const refused: readonly (readonly [string, CrossbarShape, RegExp])[] = [
		[
			"sums of more than 16 bits",
			{ ...isaacLike, cellBits: 4, rows: [300], fractionBits: 6 },
			/column sums of 0 … \d+ in units of 2\^-6 levels need more than 16 bits/,
		],
		[
			"signed sums of more than 15 bits whose codes are not the greatest there",
			{
				...pairs,
				cellBits: 4,
				fractionBits: 7,
				adc: { step: 8, min: -64, max: 63 },
			},
			/need more than 16 bits/,
		],
		[
			"sums of more than 16 bits whose codes are not the greatest there",
			{ ...long, adc: { step: 8, min: -128, max: 127 } },
			/need more than 16 bits/,
		],
		[
			"sums of more than 16 bits through a table that goes on there",
			{
				...long,
				adc: {
					step: 1,
					min: 0,
					max: 9,
					transfer: { first: -32768, codes: new Int16Array(65537) },
				},
			},
			/need more than 16 bits/,
		],
		[
			"sums of more than 16 bits of one bit of the inputs",
			{ ...long, cellBits: 4, rows: [300], fractionBits: 7 },
			/need more than 16 bits/,
		],
		["too many rows", { ...isaacLike, rows: [1025] }, /1025 rows/],
		[
			"codes that are no integers",
			{ ...isaacLike, adc: { step: 1, min: 0, max: 62.5 } },
			/not integers/,
		],
		[
			"codes of more than 16 bits",
			{ ...isaacLike, adc: { step: 2 ** -8, min: 0, max: 2 ** 20 } },
			/more than 16 bits/,
		],
	];
	test.each(refused)("%s", (_, shape, reason) => {
		const { layer } = crossbarCase(shape);
		expect(wasm.refuses(layer)).toMatch(reason);
		expect(() => wasm.program(layer)).toThrow(reason);
	});

	test("to invert planes of which not all bits turn with them", () => {
		const { layer } = crossbarCase({ ...isaacLike, inverts: true });
		const invertedFrom = layer.plan.invertedFrom!.map((most) => most + 1);
		const odd = { ...layer, plan: { ...layer.plan, invertedFrom } };
		expect(wasm.refuses(odd)).toBe(
			"digits of plane 0 up to 2 are no field of bits to invert",
		);
	});

	test("digits that are no sums of input bits, if they take more than 16 bits together", () => {
		const odd = { kind: "odd", signed: true, digitBits: 3 } as const;
		const radix7 = (bits: number) =>
			crossbarCase({ ...isaacLike, inputs: { ...odd, bits } }).layer;
		expect(wasm.refuses(radix7(12))).toBeUndefined();
		expect(wasm.refuses(radix7(16))).toBe(
			"digits of plane 0 are not a sum of bits",
		);
	});

	test("significances that are no small multiples of each other", () => {
		const { layer } = crossbarCase(isaacLike);
		const significance = layer.plan.significance.slice();
		significance[1] = 2.5;
		const odd = { ...layer, plan: { ...layer.plan, significance } };
		expect(wasm.refuses(odd)).toMatch(/plane \d do not fit/);
	});
});
