import fc from "fast-check";
import { expect, test } from "vitest";
import type { PoolGeometry } from "./contract.js";
import { referenceMaxPool } from "./reference.js";
import { wasmMaxPool } from "./wasm.js";

const upTo = (max: number) => fc.integer({ min: 1, max });
const pads = fc.integer({ min: 0, max: 3 });

const geometries: fc.Arbitrary<PoolGeometry> = fc.record({
	height: upTo(9),
	width: upTo(20),
	kernel: fc.tuple(upTo(4), upTo(4)),
	strides: fc.tuple(upTo(3), upTo(3)),
	padTopLeft: fc.tuple(pads, pads),
	// The last windows may lie wholly outside.
	outputHeight: upTo(8),
	outputWidth: upTo(10),
});

/** Windows of two columns side by side, as most networks have them. */
const pairs = geometries.map(
	(geometry): PoolGeometry => ({
		...geometry,
		kernel: [geometry.kernel[0], 2],
		strides: [geometry.strides[0], 2],
		padTopLeft: [geometry.padTopLeft[0], 0],
		width: 2 * geometry.outputWidth + (geometry.width % 2),
	}),
);

const floats = fc.oneof(
	{ weight: 9, arbitrary: fc.float() },
	{ weight: 1, arbitrary: fc.constantFrom(0, -0, Number.NaN) },
);

test.each([
	[Float32Array, floats],
	[Int16Array, fc.integer({ min: -(2 ** 15), max: 2 ** 15 - 1 })],
	[Uint16Array, fc.integer({ min: 0, max: 2 ** 16 - 1 })],
])(
	"the greatest under each window of %o is that of the definition",
	(Values, value) => {
		fc.assert(
			fc.property(
				fc.oneof(geometries, pairs),
				fc.integer({ min: 1, max: 3 }),
				fc.array(value, { minLength: 1, maxLength: 90 }),
				(geometry, count, some) => {
					const { height, width, outputHeight, outputWidth } = geometry;
					const planes = new Values(count * height * width).map(
						(_: number, i: number) => some[i % some.length]!,
					);
					const pooled = () => new Values(count * outputHeight * outputWidth);
					const [expected, actual] = [pooled(), pooled()];
					referenceMaxPool(geometry, planes, expected);
					wasmMaxPool(geometry, planes, actual);
					expect(actual).toEqual(expected);
				},
			),
			{ numRuns: 300 },
		);
	},
);
