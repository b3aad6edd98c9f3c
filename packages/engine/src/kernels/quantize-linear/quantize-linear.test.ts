import fc from "fast-check";
import { expect, test } from "vitest";
import type { LinearRule } from "./contract.js";
import { referenceQuantizeLinear } from "./reference.js";
import { wasmQuantizeLinear } from "./wasm.js";

/** Ranges of the types that ONNX has. */
const ranges = [
	[-128, 127],
	[0, 255],
	[-32768, 32767],
	[0, 65535],
	[-(2 ** 31), 2 ** 31 - 1],
] as const;

const rules = fc
	.record({
		scale: fc.float({ noNaN: true, min: 2 ** -20, max: 2 ** 20 }),
		range: fc.constantFrom(...ranges),
		share: fc.float({ noNaN: true, min: 0, max: 1 }),
	})
	.map(({ scale, range: [min, max], share }): LinearRule => {
		const zeroPoint = Math.fround(Math.round(min + share * (max - min)));
		return { scale, zeroPoint, min: Math.fround(min), max: Math.fround(max) };
	});

/** Some values over and over: now and then more than the kernel holds at a time. */
const repeated = (value: fc.Arbitrary<number>) =>
	fc
		.tuple(
			fc.array(value, { minLength: 1, maxLength: 30 }),
			fc.constantFrom(0, 31, 33, 4100),
		)
		.map(([some, more]) =>
			Float32Array.from(
				{ length: some.length + more },
				(_, i) => some[i % some.length]!,
			),
		);

/** Bits, since −0 and +0 differ; one NaN is like another. */
const bitsOf = (values: Float32Array) =>
	new Int32Array(
		values.map((value) => (Number.isNaN(value) ? Number.NaN : value)).buffer,
	);

test("codes are those of the definition, next to ties and far outside too", () => {
	const odd = fc.constantFrom(0, -0, Number.NaN, Infinity, -Infinity, 3.4e38);
	const value = fc.oneof(
		{ weight: 3, arbitrary: fc.integer({ min: -600, max: 600 }) },
		{ weight: 1, arbitrary: fc.float() },
		{ weight: 1, arbitrary: odd },
	);
	fc.assert(
		fc.property(rules, repeated(value), (rule, halves) => {
			// Halves of a step, about: some are ties.
			const values = halves.map((half) => (half / 2) * rule.scale);
			const [expected, actual] = [values.slice(), values.slice()];
			referenceQuantizeLinear.quantize(values, rule, expected);
			wasmQuantizeLinear.quantize(values, rule, actual);
			expect(bitsOf(actual)).toEqual(bitsOf(expected));
			wasmQuantizeLinear.quantize(Float64Array.from(values), rule, actual);
			expect(bitsOf(actual)).toEqual(bitsOf(expected));
			wasmQuantizeLinear.quantize(values, rule, values);
			expect(bitsOf(values)).toEqual(bitsOf(expected));
		}),
		{ numRuns: 300 },
	);
});

test("values of codes are those of the definition", () => {
	fc.assert(
		fc.property(
			rules,
			repeated(fc.float({ noNaN: true, min: 0, max: 1 })),
			(rule, shares) => {
				const { min, max } = rule;
				const codes = shares.map((share) =>
					Math.round(min + share * (max - min)),
				);
				const [expected, actual] = [codes.slice(), codes.slice()];
				referenceQuantizeLinear.dequantize(codes, rule, expected);
				wasmQuantizeLinear.dequantize(codes, rule, actual);
				expect(bitsOf(actual)).toEqual(bitsOf(expected));
			},
		),
		{ numRuns: 200 },
	);
});
