import fc from "fast-check";
import type { WireNetwork } from "./contract.js";

/** Small crossbars: cells over four decades, some of them open, wires from none to as resistive as cells. */
export const wireNetworks: fc.Arbitrary<WireNetwork> = fc
	.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
	.chain(([rows, columns]) =>
		fc.record({
			rows: fc.constant(rows),
			columns: fc.constant(columns),
			conductances: matrix(
				rows * columns,
				fc.oneof(
					{
						weight: 4,
						arbitrary: fc.double({ min: 1e-7, max: 1e-3, noNaN: true }),
					},
					{ weight: 1, arbitrary: fc.constant(0) },
				),
			),
			offsetCurrents: fc.option(
				matrix(
					rows * columns,
					fc.double({ min: -1e-6, max: 1e-6, noNaN: true }),
				),
				{ nil: undefined },
			),
			pairedRows: fc.boolean(),
			wires: fc.record({
				rowSegment: resistance,
				columnSegment: resistance,
				rowSource: resistance,
				columnSense: resistance,
			}),
		}),
	);

const resistance = fc.oneof(
	fc.constant(0),
	fc.double({ min: 0.01, max: 10, noNaN: true }),
	fc.double({ min: 10, max: 1e4, noNaN: true }),
);

function matrix(
	length: number,
	of: fc.Arbitrary<number>,
): fc.Arbitrary<Float64Array> {
	return fc
		.array(fc.option(of, { nil: 0 }), { minLength: length, maxLength: length })
		.map((values) => Float64Array.from(values, (value) => value || 0));
}
