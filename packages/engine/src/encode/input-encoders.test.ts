import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { operandRange } from "../network/operand-range.js";
import { encodeInputs } from "./input-encoder.js";
import { inputEncoders } from "./input-encoders.js";

const MAX_BITS = 16;

const encoders = Object.entries(inputEncoders);
const encodersAndDigits = encoders.flatMap(([, encoder]) =>
	encoder.digitBits.flatMap((digitBits) =>
		[false, true].map((signed) => ({
			kind: encoder.kind,
			digitBits,
			sign: signed ? "signed" : "unsigned",
			signed,
			encoder,
		})),
	),
);

test.each(encoders)("%s is listed under its own kind", (kind, encoder) => {
	expect(encoder.kind).toBe(kind);
});

describe.each(encodersAndDigits)(
	"$kind, digits of $digitBits bits, $sign inputs",
	({ encoder, digitBits, signed }) => {
		test("digits times their significance sum to the input, within the planes", () => {
			for (let bits = 1; bits <= MAX_BITS; bits++) {
				const [min, max] = operandRange(bits, signed);
				const input = fc.oneof(
					fc.integer({ min, max }),
					fc.constantFrom(min, min + 1, max - 1, max),
				);
				fc.assert(
					fc.property(fc.array(input, { maxLength: 6 }), (inputs) => {
						expectFaithful(inputs, bits);
					}),
					{ numRuns: 30 },
				);
			}
		});

		test("holds every input of up to 10 bits, and uses every plane to both its ends", () => {
			for (let bits = 1; bits <= 10; bits++) {
				const inputs = allInputs(bits);
				const planes = encoder.planes(bits, signed, digitBits);
				const digits = expectFaithful(inputs, bits);
				planes.forEach(({ min, max }, i) => {
					const plane = digits.subarray(
						i * inputs.length,
						(i + 1) * inputs.length,
					);
					expect([Math.min(...plane), Math.max(...plane)]).toEqual([min, max]);
				});
			}
		});

		test("holds inputs up to any greatest one, in no more planes", () => {
			for (let bits = 1; bits <= 8; bits++) {
				const [, most] = operandRange(bits, signed);
				for (let greatest = 1; greatest <= most; greatest++) {
					const [least] = operandRange(bits, signed, greatest);
					const inputs = Array.from(
						{ length: greatest - least + 1 },
						(_, at) => least + at,
					);
					const planes = encoder.planes(bits, signed, digitBits, greatest);
					expect(planes.length).toBeLessThanOrEqual(
						encoder.planes(bits, signed, digitBits).length,
					);
					for (const input of inputs) {
						const digits = planes.map((_, i) =>
							encoder.digit(input, i, bits, signed, digitBits),
						);
						const sum = planes.reduce(
							(total, { significance }, i) => total + significance * digits[i]!,
							0,
						);
						expect(sum).toBe(input);
						planes.forEach(({ min, max }, i) => {
							expect(digits[i]).toBeGreaterThanOrEqual(min);
							expect(digits[i]).toBeLessThanOrEqual(max);
						});
					}
				}
			}
		});

		test("orders its planes from the least significant", () => {
			for (let bits = 1; bits <= MAX_BITS; bits++) {
				const significances = encoder
					.planes(bits, signed, digitBits)
					.map(({ significance }) => Math.abs(significance));
				expect(significances[0]).toBe(1);
				expect(significances).toEqual(
					[...new Set(significances)].sort((a, b) => a - b),
				);
			}
		});

		function expectFaithful(
			inputs: readonly number[],
			bits: number,
		): Int8Array {
			const planes = encoder.planes(bits, signed, digitBits);
			const digits = encodeInputs(encoder, inputs, bits, signed, digitBits);
			expect(digits.length).toBe(planes.length * inputs.length);
			const outside = digits.filter((digit, at) => {
				const { min, max } = planes[Math.floor(at / inputs.length)]!;
				return digit < min || digit > max;
			});
			expect([...outside]).toEqual([]);
			const sums = inputs.map((_, r) =>
				planes.reduce(
					(sum, { significance }, i) =>
						sum + significance * digits[i * inputs.length + r]!,
					0,
				),
			);
			expect(sums).toEqual(inputs);
			return digits;
		}

		function allInputs(bits: number): readonly number[] {
			const [min, max] = operandRange(bits, signed);
			return Array.from({ length: max - min + 1 }, (_, i) => min + i);
		}
	},
);

// (radix^n − 1) / 2 in n digits of an odd radix.
test.each([
	["balanced-radix-5", 4, 12, 2],
	["balanced-radix-5", 6, 62, 3],
	["balanced-radix-7", 5, 24, 2],
	["balanced-radix-7", 8, 171, 3],
] as const)(
	"%s: inputs of %i bits up to %i take %i planes, one more takes another",
	(kind, bits, greatest, planes) => {
		const encoder = inputEncoders[kind];
		const lengths = [greatest, greatest + 1].map(
			(most) => encoder.planes(bits, false, 2, most).length,
		);
		expect(lengths).toEqual([planes, planes + 1]);
	},
);

test.each([
	["binary-planes", 1, false, 16],
	["binary-planes", 1, true, 16],
	["binary-planes", 2, false, 8],
	["binary-planes", 2, true, 9],
	["balanced-radix", 2, false, 9],
	["balanced-radix", 2, true, 8],
	["balanced-radix", 4, true, 4],
] as const)(
	"%s with digits of %i bits, signed %s: 16 bits take %i planes",
	(kind, digitBits, signed, planes) => {
		expect(inputEncoders[kind].planes(16, signed, digitBits)).toHaveLength(
			planes,
		);
	},
);

describe("digits that are no bits of their code", () => {
	const BITS = [2, 3, 5, 7, 8, 10];

	test.each([
		["balanced-radix-5" as const, 5],
		["balanced-radix-7" as const, 7],
	])(
		"of %s are taken off what the ones above leave, which is as wide as it must be",
		(kind, radix) => {
			for (const bits of BITS)
				for (const signed of [false, true]) {
					const encoder = inputEncoders[kind];
					const planes = encoder.planes(bits, signed, 2);
					const [min, max] = operandRange(bits, signed);
					let left = Array.from({ length: max - min + 1 }, (_, n) => min + n);
					let width = 0;
					for (let i = planes.length - 1; i > 0; i--) {
						const span = Math.max(...left) - Math.min(...left) + 1;
						width += Math.ceil(Math.log2(span));
						left = left.map(
							(value) =>
								value - radix ** i * encoder.digit(value, i, 16, true, 2),
						);
					}
					expect(encoder.recodingBits(planes, bits)).toBe(width);
				}
		},
	);

	test("symmetric ones carry from each to the next", () => {
		const { planes, recodingBits } = inputEncoders["symmetric-radix"];
		// Digits −2 … 2 below a top one.
		expect(recodingBits(planes(8, true, 2), 8)).toBe(9);
		expect(recodingBits(planes(2, true, 2), 2)).toBe(0);
	});

	test("groups of bits and Booth's windows of them take nothing", () => {
		for (const kind of [
			"binary-planes",
			"inverted-planes",
			"balanced-radix",
		] as const)
			for (const bits of BITS) {
				const { planes, recodingBits } = inputEncoders[kind];
				expect(recodingBits(planes(bits, true, 2), bits)).toBe(0);
			}
	});
});
