import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { activationRange, encodeInputs } from "./input-encoder.js";
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
				const [min, max] = activationRange(bits, signed);
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
			const [min, max] = activationRange(bits, signed);
			return Array.from({ length: max - min + 1 }, (_, i) => min + i);
		}
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
