import fc from "fast-check";
import { expect, test } from "vitest";
import { makeCodes } from "../../base/codes.js";
import type { TabledCodes } from "./contract.js";
import { referenceLookUpCodes } from "./reference.js";
import { wasmLookUpCodes } from "./wasm.js";

const tabled = fc
	.record({
		signed: fc.boolean(),
		bits: fc.integer({ min: 1, max: 16 }),
		vectors: fc.integer({ min: 1, max: 11 }),
		rows: fc.integer({ min: 1, max: 20 }),
		// Now and then more codes than the kernel holds at a time.
		isLarge: fc.nat(15).map((draw) => draw === 0),
		codes: fc.array(fc.nat(2 ** 16 - 1), { minLength: 1, maxLength: 50 }),
		entries: fc.array(fc.nat(2 ** 32 - 1), { minLength: 1, maxLength: 30 }),
	})
	.map(({ signed, bits, rows, codes, entries, ...drawn }): TabledCodes => {
		const vectors =
			drawn.vectors + (drawn.isLarge ? Math.floor(2 ** 16 / rows) : 0);
		const least = signed ? -(2 ** (bits - 1)) : 0;
		return {
			codes: makeCodes(signed, vectors * rows).map(
				(_, n) => (codes[n % codes.length]! % 2 ** bits) + least,
			),
			vectors,
			rows,
			least,
			table: Uint32Array.from(
				{ length: 2 ** bits },
				(_, code) => entries[code % entries.length]!,
			),
		};
	});

test("sums by row and joined entries by vector are those of the definition", () => {
	fc.assert(
		fc.property(tabled, fc.nat(), fc.nat(), (codes, from, first) => {
			const sums = () => new Uint32Array(codes.rows).fill(first);
			const [expected, actual] = [sums(), sums()];
			referenceLookUpCodes.addByRow(codes, expected);
			wasmLookUpCodes.addByRow(codes, actual);
			expect(actual).toEqual(expected);
			const start = from % codes.rows;
			const ranges = [
				{ start: 0, rows: start },
				{ start, rows: codes.rows - start },
			];
			expect(wasmLookUpCodes.joinByVector(codes, ranges)).toEqual(
				referenceLookUpCodes.joinByVector(codes, ranges),
			);
		}),
		{ numRuns: 200 },
	);
});
