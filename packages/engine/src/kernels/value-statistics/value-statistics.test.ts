import fc from "fast-check";
import { expect, test } from "vitest";
import { referenceValueStatistics } from "./reference.js";
import { wasmValueStatistics } from "./wasm.js";

/** Some values over and over: now and then more than the kernel holds at a time. */
const repeated = (value: fc.Arbitrary<number>) =>
	fc
		.tuple(
			fc.array(value, { minLength: 1, maxLength: 30 }),
			fc.constantFrom(0, 1, 2, 3, 4096),
		)
		.map(([some, more]) =>
			Float32Array.from(
				{ length: some.length + more },
				(_, i) => some[i % some.length]!,
			),
		);
const zeros = fc.constantFrom(0, -0);

test("the range of values is that of the definition", () => {
	const odd = fc.constantFrom(
		Number.NaN,
		Number.POSITIVE_INFINITY,
		Number.NEGATIVE_INFINITY,
	);
	const value = fc.oneof(
		{ weight: 30, arbitrary: fc.float({ noNaN: true }) },
		{ weight: 5, arbitrary: zeros },
		{ weight: 1, arbitrary: odd },
	);
	fc.assert(
		fc.property(repeated(value), (values) => {
			expect(wasmValueStatistics.rangeOf(values)).toEqual(
				referenceValueStatistics.rangeOf(values),
			);
		}),
		{ numRuns: 300 },
	);
	expect(wasmValueStatistics.rangeOf(new Float32Array(0))).toEqual(
		referenceValueStatistics.rangeOf(new Float32Array(0)),
	);
});

test("values are counted by magnitude as in the definition", () => {
	fc.assert(
		fc.property(
			fc.constantFrom(2 ** -126, 1, 2 ** 10, 2 ** 127),
			fc.constantFrom(1, 8, 2048),
			repeated(fc.oneof(fc.float({ noNaN: true, min: -1, max: 1 }), zeros)),
			(reach, bins, shares) => {
				const values = shares.map((share) => share * reach * (1 - 2 ** -24));
				const counts = () => new Float64Array(2 * bins).fill(3);
				const [expected, actual] = [counts(), counts()];
				const count = { reference: 0, wasm: 0 };
				count.reference = referenceValueStatistics.countMagnitudes(
					values,
					bins / reach,
					expected,
				);
				count.wasm = wasmValueStatistics.countMagnitudes(
					values,
					bins / reach,
					actual,
				);
				expect(actual).toEqual(expected);
				expect(count.wasm).toBe(count.reference);
			},
		),
		{ numRuns: 200 },
	);
});
