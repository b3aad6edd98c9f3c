import fc from "fast-check";
import { expect, test } from "vitest";
import { referenceClamp } from "./reference.js";
import { wasmClamp } from "./wasm.js";

const odd = [0, -0, Number.NaN, Number.POSITIVE_INFINITY, -1e-45, 3.4e38];
const floats = fc.oneof(
	{ weight: 4, arbitrary: fc.float() },
	{ weight: 1, arbitrary: fc.constantFrom(...odd, Number.NEGATIVE_INFINITY) },
);
/** Also such as float32 does not hold. */
const bounds = fc.oneof(
	fc.constantFrom(0, -0, 6, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
	fc.double({ noNaN: true, min: -1e39, max: 1e39 }),
	fc.float({ noNaN: true }),
);

/** Bits, since −0 and +0 differ; one NaN is like another. */
const bitsOf = (values: Float32Array) =>
	new Int32Array(values.map((value) => value).buffer);
const plain = (values: Float32Array) =>
	bitsOf(values.map((value) => (Number.isNaN(value) ? Number.NaN : value)));

test("values within bounds are those of the definition, whichever is greater", () => {
	fc.assert(
		fc.property(
			fc.array(floats, { minLength: 1, maxLength: 40 }),
			fc.constantFrom(0, 1, 2, 4096),
			bounds,
			bounds,
			(some, more, min, max) => {
				const values = Float32Array.from(
					{ length: some.length + more },
					(_, i) => some[i % some.length]!,
				);
				const [expected, actual] = [values.slice(), values.slice()];
				referenceClamp(values, min, max, expected);
				wasmClamp(values, min, max, actual);
				expect(plain(actual)).toEqual(plain(expected));
				wasmClamp(values, min, max, values);
				expect(plain(values)).toEqual(plain(expected));
			},
		),
		{ numRuns: 100 },
	);
});
