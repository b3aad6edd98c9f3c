import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseQuantity, quantity } from "./quantity.js";

describe("parseQuantity", () => {
	test.each([
		["100 ns", "s", 1e-7],
		["100ns", "s", 1e-7],
		["  7.8125 ns ", "s", 7.8125e-9],
		["1.5625 pJ", "J", 1.5625e-12],
		["30 fJ", "J", 3e-14],
		["1.28 GHz", "Hz", 1.28e9],
		["1200 um2", "m2", 1.2e-9],
		["0.0096 mm2", "m2", 9.6e-9],
		["85.4 mm2", "m2", 8.54e-5],
		["32 nm", "m", 3.2e-8],
		["5 m", "m", 5],
		["5 mm", "m", 5e-3],
		["2e3 kHz", "Hz", 2e6],
		["1 \u00b5s", "s", 1e-6],
		["1 \u03bcs", "s", 1e-6],
		["0 J", "J", 0],
	])("reads %s as the nearest double in %s", (text, unit, si) => {
		expect(parseQuantity(text, unit)).toBe(si);
	});

	test.each([
		["100 ns", "J"],
		["1 mm", "m2"],
		["1 mm2", "m"],
		["100", "s"],
		["ns", "s"],
		["-1 ns", "s"],
		["1 xs", "s"],
		["1 n s", "s"],
		["1e400 s", "s"],
		["1 ns 2", "s"],
		["", "s"],
	])("does not read %j as %s", (text, unit) => {
		expect(parseQuantity(text, unit)).toBeUndefined();
	});

	test("reads what the number and its prefix say, without rounding twice", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 1_000_000 }),
				fc.constantFrom(
					...([
						["f", -15],
						["p", -12],
						["n", -9],
						["u", -6],
						["m", -3],
						["", 0],
						["k", 3],
						["M", 6],
						["G", 9],
					] as const),
				),
				(thousandths, [prefix, exponent]) => {
					const decimal = `${Math.floor(thousandths / 1000)}.${String(thousandths % 1000).padStart(3, "0")}`;
					expect(parseQuantity(`${decimal} ${prefix}J`, "J")).toBe(
						Number(`${decimal}e${exponent}`),
					);
					expect(parseQuantity(`${decimal} ${prefix}m2`, "m2")).toBe(
						Number(`${decimal}e${2 * exponent}`),
					);
				},
			),
		);
	});
});

describe("quantity", () => {
	test("takes SI numbers and text", () => {
		expect(quantity("s").parse(1e-7)).toBe(1e-7);
		expect(quantity("s").parse("100 ns")).toBe(1e-7);
	});

	test.each([
		[-1],
		[Number.NaN],
		[Number.POSITIVE_INFINITY],
		["1 nJ"],
		[true],
		[null],
		[{}],
	])("refuses %j and says what it expects", (value) => {
		const result = quantity("s").safeParse(value);
		expect(result.error?.issues.map(({ message }) => message)).toEqual([
			'expected at least 0 s: a number, or text such as "100 ns"',
		]);
	});

	test.each(["s", "J", "Hz", "m", "m2"])(
		"gives an example that it reads itself, for %s",
		(unit) => {
			const message = quantity(unit).safeParse(null).error!.issues[0]!.message;
			const example = /"(.*)"$/.exec(message)![1]!;
			expect(quantity(unit).safeParse(example).success).toBe(true);
		},
	);
});
