import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	decodeWeights,
	type EncodedSegment,
	type WeightSegment,
} from "./weight-encoder.js";
import { weightEncoders } from "./weight-encoders.js";

const MAX_BITS = 16;

const encoders = Object.entries(weightEncoders);
const encodersAndCells = encoders.flatMap(([, encoder]) => [
	...encoder.cellBits.map((cellBits) => ({
		kind: encoder.kind as string,
		cellBits,
		encoder,
	})),
	...(encoder.withSlices
		? [
				[2, 2, 4],
				[1, 3],
			].map((slices) => ({
				kind: `${encoder.kind} in slices of ${slices.join(", ")} bits`,
				cellBits: 4,
				encoder: encoder.withSlices!(slices),
			}))
		: []),
]);

test.each(encoders)("%s is listed under its own kind", (kind, encoder) => {
	expect(encoder.kind).toBe(kind);
});

describe.each(encodersAndCells)(
	"$kind in cells of $cellBits bits",
	({ encoder, cellBits }) => {
		test("decodes to the weights that were encoded, within the planes", () => {
			for (let bits = 1; bits <= MAX_BITS; bits++) {
				fc.assert(
					fc.property(segments(bits), (segment) => {
						const encoded = encoder.encode(segment, bits, cellBits);
						expect(decodeWeights(encoded)).toEqual(segment.weights);
						expect(encoded.planes).toEqual(encoder.planes(bits, cellBits));
						expectWithinPlanes(encoded);
					}),
					{ numRuns: 30 },
				);
			}
		});

		test("holds every weight of up to 10 bits, and uses every plane to both its ends", () => {
			for (let bits = 1; bits <= 10; bits++) {
				// One column of all weights: its levels sum to half of their maximum, so nothing flips it.
				const segment = columnOf(allWeights(bits));
				const encoded = encoder.encode(segment, bits, cellBits);
				expect(decodeWeights(encoded)).toEqual(segment.weights);
				encoded.planes.forEach(({ min, max }, j) => {
					const digits = digitsOf(encoded, j);
					expect([Math.min(...digits), Math.max(...digits)]).toEqual([
						min,
						max,
					]);
				});
			}
		});

		test("holds weights up to any greatest one in as few planes as hold both ends", () => {
			for (let bits = 2; bits <= 9; bits++) {
				const most = 2 ** (bits - 1) - 1;
				const all = encoder.planes(bits, cellBits);
				for (let greatest = 1; greatest <= most; greatest++) {
					const segment = columnOf(
						Array.from({ length: 2 * greatest + 1 }, (_, at) => at - greatest),
					);
					const encoded = encoder.encode(segment, bits, cellBits, greatest);
					const planes = encoder.planes(bits, cellBits, greatest);
					expect(decodeWeights(encoded)).toEqual(segment.weights);
					expect(encoded.planes).toEqual(planes);
					expectWithinPlanes(encoded);
					expect(planes.length).toBeLessThanOrEqual(all.length);
					const { min, max } = planes.at(-1)!;
					if (planes.length > 1) expect(Math.max(-min, max)).toBeGreaterThan(0);
				}
			}
		});

		test("fits its cells", () => {
			const maxLevel = 2 ** cellBits - 1;
			for (let bits = 1; bits <= MAX_BITS; bits++) {
				for (const { min, max } of encoder.planes(bits, cellBits)) {
					expect(min).toBeGreaterThanOrEqual(
						encoder.cells === "pair" ? -maxLevel : 0,
					);
					expect(max).toBeLessThanOrEqual(maxLevel);
				}
			}
		});

		test("orders its planes from the least significant", () => {
			for (let bits = 1; bits <= MAX_BITS; bits++) {
				const significances = encoder
					.planes(bits, cellBits)
					.map(({ significance }) => Math.abs(significance));
				expect(significances[0]).toBe(1);
				expect(significances).toEqual(
					[...new Set(significances)].sort((a, b) => a - b),
				);
			}
		});

		test("needs the sum of the inputs iff some column has an offset", () => {
			const offsets = Array.from({ length: MAX_BITS - 1 }, (_, i) => {
				const bits = i + 2;
				return [-1, -(2 ** (bits - 1))].flatMap((weight) => [
					...encoder.encode(columnOf([weight]), bits, cellBits).offset,
				]);
			}).flat();
			expect(offsets.some((offset) => offset !== 0)).toBe(
				encoder.needsInputSum,
			);
		});

		test("bounds the levels of a column by what the worst weights reach", () => {
			for (const [bits, rows] of [
				[1, 1],
				[1, 2],
				[1, 3],
				[2, 1],
				[2, 2],
				[2, 3],
				[3, 1],
				[3, 2],
				[3, 3],
				[4, 1],
				[4, 2],
				[5, 2],
			] as const) {
				const segment = everyColumn(allWeights(bits), rows);
				const encoded = encoder.encode(segment, bits, cellBits);
				const reached = greatestColumnLevel(encoded);
				const bound = encoder.maxColumnLevel(bits, cellBits, rows);
				const what = `${bits} bits, ${rows} rows`;
				// Around a centre the offsets of a short column are small.
				if (encoder.multipliesInputSum)
					expect(reached, what).toBeLessThanOrEqual(bound);
				else expect(reached, what).toBe(bound);
			}
		});
	},
);

test("a flipped column has turned sign and half of the levels or less", () => {
	const segment = columnOf([127, 126, 127, -128]);
	const flipped = weightEncoders["column-flip"].encode(segment, 8, 2);
	const plain = weightEncoders["offset-binary"].encode(segment, 8, 2);
	expect(digitsOf(plain, 3)).toEqual([3, 3, 3, 0]);
	expect(digitsOf(flipped, 3)).toEqual([0, 0, 0, 3]);
	expect([...flipped.sign]).toEqual([-1, -1, -1, -1]);
	expect([...plain.sign]).toEqual([1, 1, 1, 1]);
	expect([...plain.offset]).toEqual([0, 0, 0, -2]);
	expect([...flipped.offset]).toEqual([3, 3, 3, 1]);
});

test("balanced radix-4 digits are those of Booth's recoding", () => {
	const weights = allWeights(8);
	const { cells, encode } = weightEncoders["balanced-radix"];
	expect(cells).toBe("pair");
	const encoded = encode(columnOf(weights), 8, 2);
	for (let j = 0; j < 4; j++) {
		const bit = (w: number, i: number) => (i < 0 ? 0 : (w >> i) & 1);
		expect(digitsOf(encoded, j)).toEqual(
			weights.map(
				(w) => bit(w, 2 * j - 1) + bit(w, 2 * j) - 2 * bit(w, 2 * j + 1),
			),
		);
	}
});

describe("symmetric digits", () => {
	const { encode } = weightEncoders["symmetric-radix"];
	const digitsOfWeights = (weights: readonly number[], cellBits: number) => {
		const encoded = encode(columnOf(weights), 16, cellBits);
		return encoded.planes.map((_, j) => digitsOf(encoded, j));
	};

	test.each([2, 3, 4])(
		"of cells of %i bits: those of −w are those of w turned over",
		(cellBits) => {
			const weights = Array.from({ length: 500 }, (_, n) => 1 + n * 65);
			const up = digitsOfWeights(weights, cellBits);
			const down = digitsOfWeights(
				weights.map((w) => -w),
				cellBits,
			);
			up.forEach((digits, j) => {
				expect(down[j]).toEqual(digits.map((digit) => 0 - digit));
			});
		},
	);

	test("have no smaller Σ digit² in any other way of writing a weight with digits −3 … 3", () => {
		const least = (rest: number, planes: number): number => {
			if (planes === 0) return rest === 0 ? 0 : Number.POSITIVE_INFINITY;
			let best = Number.POSITIVE_INFINITY;
			for (let digit = -3; digit <= 3; digit++) {
				if ((rest - digit) % 4 !== 0) continue;
				best = Math.min(
					best,
					digit ** 2 + least((rest - digit) / 4, planes - 1),
				);
			}
			return best;
		};
		const weights = Array.from({ length: 257 }, (_, n) => n - 128);
		const digits = digitsOfWeights(weights, 2);
		weights.forEach((weight, n) => {
			const squares = digits.reduce((sum, plane) => sum + plane[n]! ** 2, 0);
			expect(squares, `${weight}`).toBe(least(weight, 6));
		});
	});
});

test("digits around a centre reach nearly the bound of a tall column: one row holds what balances the others", () => {
	const rows = 40;
	const weights = [...new Array<number>(rows - 1).fill(3), -117];
	const { maxColumnLevel, encode } = weightEncoders["centre-offset"];
	const encoded = encode(columnOf(weights), 8, 2);
	expect([...encoded.offset]).toEqual([0, 0, 0, 0]);
	expect(greatestColumnLevel(encoded)).toBe(3 * (rows - 1) + 1);
	expect(maxColumnLevel(8, 2, rows)).toBe(3 * rows);
});

test("a centre moves where the offsets would not fit, and its digits lie in the planes", () => {
	const encoded = weightEncoders["centre-offset"].encode(
		columnOf([127, 127, 127, -128]),
		8,
		2,
	);
	// The mean of 63 would leave an offset of −191.
	expect([...encoded.offset]).toEqual([0, 0, 0, 0]);
	const near = weightEncoders["centre-offset"].encode(
		columnOf([70, 72, 71, -30]),
		8,
		2,
	);
	// 46 = 2 · 16 + 3 · 4 + 2
	expect([...near.offset]).toEqual([2, 3, 2, 0]);
	expect(digitsOf(near, 3)).toEqual([0, 0, 0, -1]);
});

test("slices are those that are listed, least significant first, cut or continued to the bits of the weight", () => {
	const { planes, encode } = weightEncoders["centre-offset"].withSlices!([
		2, 2, 4,
	]);
	const of = (bits: number) =>
		planes(bits, 3).map(({ significance, max }) => [significance, max]);
	expect(of(8)).toEqual([
		[1, 3],
		[4, 3],
		[16, 7],
	]);
	expect(of(6)).toEqual([
		[1, 3],
		[4, 3],
		[16, 1],
	]);
	expect(of(11).slice(2)).toEqual([
		[16, 15],
		[256, 3],
	]);
	// Around a centre of 0: 117 = 7 · 16 + 1 · 4 + 1, −117 its digits with the other sign.
	const encoded = encode(columnOf([117, -117]), 8, 4);
	expect(digitsOf(encoded, 0)).toEqual([1, -1]);
	expect(digitsOf(encoded, 1)).toEqual([1, -1]);
	expect(digitsOf(encoded, 2)).toEqual([7, -7]);
});

test("canonical signed digits have a zero beside every other, and the fewest that are not 0", () => {
	const weights = allWeights(8);
	const { planes, encode } = weightEncoders["canonical-signed-digits"];
	const encoded = encode(columnOf(weights), 8, 1);
	const digits = weights.map((_, row) =>
		planes(8, 1).map((__, j) => digitsOf(encoded, j)[row]!),
	);
	for (const own of digits) {
		for (let j = 1; j < own.length; j++)
			expect(own[j - 1] !== 0 && own[j] !== 0).toBe(false);
	}
	const others = digits.flat().filter((digit) => digit !== 0).length;
	// Mean weight of the form over 2^n values: n/3 + 1/9 less what the ends take.
	expect(others / weights.length).toBeCloseTo(8 / 3 + 1 / 9, 0);
});

/** Segments of up to 5 rows and 3 outputs, rich in the extreme weights. */
function segments(bits: number): fc.Arbitrary<WeightSegment> {
	const min = -(2 ** (bits - 1));
	const max = 2 ** (bits - 1) - 1;
	const weight = fc.oneof(
		fc.integer({ min, max }),
		fc.constantFrom(min, min + 1, -1, 0, Math.min(1, max), max),
	);
	return fc
		.record({
			rows: fc.integer({ min: 1, max: 5 }),
			outputs: fc.integer({ min: 1, max: 3 }),
		})
		.chain(({ rows, outputs }) =>
			fc
				.array(weight, { minLength: rows * outputs, maxLength: rows * outputs })
				.map((weights) => ({
					rows,
					outputs,
					weights: Int32Array.from(weights),
				})),
		);
}

function allWeights(bits: number): readonly number[] {
	return Array.from({ length: 2 ** bits }, (_, i) => i - 2 ** (bits - 1));
}

function columnOf(weights: readonly number[]): WeightSegment {
	return {
		rows: weights.length,
		outputs: 1,
		weights: Int32Array.from(weights),
	};
}

/** A segment whose outputs are all columns of `rows` weights that there are. */
function everyColumn(weights: readonly number[], rows: number): WeightSegment {
	const outputs = weights.length ** rows;
	return {
		rows,
		outputs,
		weights: Int32Array.from(
			{ length: rows * outputs },
			(_, cell) =>
				weights[
					Math.floor(
						(cell % outputs) / weights.length ** Math.floor(cell / outputs),
					) % weights.length
				]!,
		),
	};
}

/** Digits of plane j, row-major. */
function digitsOf(
	{ rows, outputs, levels }: EncodedSegment,
	j: number,
): number[] {
	return [...levels.subarray(j * rows * outputs, (j + 1) * rows * outputs)];
}

function expectWithinPlanes(encoded: EncodedSegment): void {
	encoded.planes.forEach(({ min, max }, j) => {
		const outside = digitsOf(encoded, j).filter(
			(digit) => digit < min || digit > max,
		);
		expect(outside).toEqual([]);
	});
}

function greatestColumnLevel(encoded: EncodedSegment): number {
	const { rows, outputs, planes } = encoded;
	let greatest = 0;
	planes.forEach((_, j) => {
		const digits = digitsOf(encoded, j);
		for (let k = 0; k < outputs; k++) {
			let level = 0;
			for (let r = 0; r < rows; r++)
				level += Math.abs(digits[r * outputs + k]!);
			greatest = Math.max(greatest, level);
		}
	});
	return greatest;
}
