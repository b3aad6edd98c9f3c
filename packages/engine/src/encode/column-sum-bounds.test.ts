import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { operandRange } from "../network/operand-range.js";
import { columnSumBounds, losslessBits } from "./column-sum-bounds.js";
import { encodeInputs, type InputEncoder } from "./input-encoder.js";
import { inputEncoders } from "./input-encoders.js";
import type { WeightEncoder } from "./weight-encoder.js";
import { weightEncoders } from "./weight-encoders.js";

const combinations = Object.values(weightEncoders).flatMap((weights) =>
	Object.values(inputEncoders).flatMap((inputs) =>
		(weights.cells === "pair" ? [true, false] : [false]).map((analogPair) => ({
			name: `${weights.kind}${weights.cells === "pair" ? ` (${analogPair ? "analog" : "digital"})` : ""} × ${inputs.kind}`,
			weights,
			inputs,
			analogPair,
		})),
	),
);

/** Small enough to try everything. */
const SIZES = [
	{ weightBits: 2, inputBits: 2, rows: 1 },
	{ weightBits: 2, inputBits: 2, rows: 2 },
	{ weightBits: 3, inputBits: 2, rows: 2 },
	{ weightBits: 2, inputBits: 3, rows: 2 },
	{ weightBits: 4, inputBits: 4, rows: 1 },
	{ weightBits: 4, inputBits: 4, rows: 2 },
	{ weightBits: 5, inputBits: 3, rows: 1 },
];

describe("columnSumBounds", () => {
	test.each(combinations)(
		"$name: what the worst weights and inputs sum to",
		({ weights, inputs, analogPair }) => {
			for (const { weightBits, inputBits, rows } of SIZES) {
				for (const cellBits of weights.cellBits) {
					for (const digitBits of inputs.digitBits) {
						for (const signed of [false, true]) {
							const columns = columnsOf(
								weights,
								weightBits,
								cellBits,
								rows,
								analogPair,
							);
							const vectors = vectorsOf(
								inputs,
								inputBits,
								signed,
								digitBits,
								rows,
							);
							const bounds = columnSumBounds(
								weights,
								{ bits: weightBits, cellBits },
								{
									planes: inputs.planes(inputBits, signed, digitBits),
									inverts: inputs.inverts,
								},
								rows,
								analogPair,
							);
							const what = `${weightBits} × ${inputBits} bits, cells ${cellBits}, digits ${digitBits}, signed ${signed}, ${rows} rows`;
							const { min, max } = extremes(columns, vectors);
							if (weights.multipliesInputSum) {
								// Around a centre the offsets of a short column never are all of one sign.
								expect(min, what).toBeGreaterThanOrEqual(bounds.min);
								expect(max, what).toBeLessThanOrEqual(bounds.max);
							} else {
								expect(
									{ min: bounds.min + 0, max: bounds.max + 0 },
									what,
								).toEqual({ min, max });
							}
						}
					}
				}
			}
		},
	);
});

describe("columnSumBounds of codes that end early", () => {
	test.each(combinations)(
		"$name: hold what weights and inputs up to any magnitude sum to",
		({ weights, inputs, analogPair }) => {
			const [weightBits, inputBits, rows] = [4, 4, 2];
			const cellBits = weights.cellBits.at(-1)!;
			const digitBits = inputs.digitBits[0]!;
			for (const greatestWeight of [1, 2, 5]) {
				const columns = columnsOf(
					weights,
					weightBits,
					cellBits,
					rows,
					analogPair,
					greatestWeight,
				);
				for (const greatestInput of [1, 3, 6]) {
					const bounds = columnSumBounds(
						weights,
						{ bits: weightBits, cellBits, greatest: greatestWeight },
						{
							planes: inputs.planes(inputBits, true, digitBits, greatestInput),
							inverts: inputs.inverts,
						},
						rows,
						analogPair,
					);
					const { min, max } = extremes(
						columns,
						vectorsOf(inputs, inputBits, true, digitBits, rows, greatestInput),
					);
					const what = `|w| ≤ ${greatestWeight}, |x| ≤ ${greatestInput}`;
					expect(min, what).toBeGreaterThanOrEqual(bounds.min);
					expect(max, what).toBeLessThanOrEqual(bounds.max);
				}
			}
		},
	);
});

describe("losslessBits", () => {
	test("is what ISAAC says: log2 R + v + w, one less where either is 1", () => {
		for (const rows of [16, 64, 128, 256, 1024]) {
			for (const v of inputEncoders["binary-planes"].digitBits) {
				for (const w of weightEncoders["offset-binary"].cellBits) {
					const isaac = Math.log2(rows) + v + w - (v > 1 && w > 1 ? 0 : 1);
					expect(bitsFor("offset-binary", "binary-planes", w, v, rows)).toBe(
						isaac,
					);
				}
			}
		}
	});

	test("at 128 rows, 2-bit cells and 1-bit digits: 9, and 8 with flipped columns", () => {
		expect(bitsFor("offset-binary", "binary-planes", 2, 1, 128)).toBe(9);
		expect(bitsFor("column-flip", "binary-planes", 2, 1, 128)).toBe(8);
	});

	test("inverted planes take a bit off, but not of flipped columns, which are halved already", () => {
		const bits = (weights: keyof typeof weightEncoders, isAnalogPair = false) =>
			(["binary-planes", "inverted-planes"] as const).map((inputs) =>
				bitsFor(weights, inputs, 2, 1, 128, isAnalogPair),
			);
		expect(bits("offset-binary")).toEqual([9, 8]);
		expect(bits("column-flip")).toEqual([8, 8]);
		expect(bits("twos-complement")).toEqual([9, 8]);
		expect(bits("sign-magnitude", true)).toEqual([10, 9]);
		expect(bits("balanced-radix", true)).toEqual([10, 9]);
	});

	test("of balanced radix-4 weights and inputs at 128 rows: 11, since +512 is one code beyond 10 signed bits", () => {
		const bounds = columnSumBounds(
			weightEncoders["balanced-radix"],
			{ bits: 16, cellBits: 2 },
			{
				planes: inputEncoders["balanced-radix"].planes(16, true, 2),
				inverts: false,
			},
			128,
			true,
		);
		expect(bounds).toEqual({ min: -512, max: 512 });
		expect(losslessBits(bounds)).toBe(11);
		expect(losslessBits({ min: -512, max: 511 })).toBe(10);
	});

	test("is the least that holds both bounds", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: -70_000, max: 0 }),
				fc.integer({ min: 0, max: 70_000 }),
				(min, max) => {
					const bits = losslessBits({ min, max });
					expect(holds(bits, min, max)).toBe(true);
					if (bits > 1) expect(holds(bits - 1, min, max)).toBe(false);
				},
			),
		);
	});

	function bitsFor(
		weights: keyof typeof weightEncoders,
		inputs: keyof typeof inputEncoders,
		cellBits: number,
		digitBits: number,
		rows: number,
		isAnalogPair = false,
	): number {
		return losslessBits(
			columnSumBounds(
				weightEncoders[weights],
				{ bits: 16, cellBits },
				{
					planes: inputEncoders[inputs].planes(16, false, digitBits),
					inverts: inputEncoders[inputs].inverts,
				},
				rows,
				isAnalogPair,
			),
		);
	}

	/** Two's complement where there are negative sums. */
	function holds(bits: number, min: number, max: number): boolean {
		return min < 0
			? -(2 ** (bits - 1)) <= min && max <= 2 ** (bits - 1) - 1
			: max <= 2 ** bits - 1;
	}
});

/** All columns of cells that weights can make, as digits or, of a pair that is converted twice, as levels. */
function columnsOf(
	encoder: WeightEncoder,
	bits: number,
	cellBits: number,
	rows: number,
	analogPair: boolean,
	greatest?: number,
): readonly number[][] {
	const values = upTo(greatest, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1);
	const columns = tuples(values, rows).flatMap((weights) => {
		const { levels } = encoder.encode(
			{ rows, outputs: 1, weights: Int32Array.from(weights) },
			bits,
			cellBits,
			greatest,
		);
		return cutEvery(rows, [...levels]);
	});
	if (encoder.cells === "single" || analogPair) return distinct(columns);
	return distinct(
		columns.flatMap((digits) => [
			digits.map((digit) => Math.max(digit, 0)),
			digits.map((digit) => Math.max(-digit, 0)),
		]),
	);
}

/** All vectors of digits that drive the rows at once; upside down where they are more than half. */
function vectorsOf(
	encoder: InputEncoder,
	bits: number,
	signed: boolean,
	digitBits: number,
	rows: number,
	greatest?: number,
): readonly number[][] {
	const planes = encoder.planes(bits, signed, digitBits);
	const drive = (digits: number[], plane: number): number[] => {
		const { max } = planes[plane]!;
		const turned = digits.map((digit) => max - digit);
		const sum = (of: readonly number[]) => of.reduce((a, b) => a + b, 0);
		return encoder.inverts && sum(turned) < sum(digits) ? turned : digits;
	};
	return distinct(
		tuples(upTo(greatest, ...operandRange(bits, signed)), rows).flatMap(
			(inputs) =>
				cutEvery(rows, [
					...encodeInputs(encoder, inputs, bits, signed, digitBits),
				]).map(drive),
		),
	);
}

function extremes(
	columns: readonly number[][],
	vectors: readonly number[][],
): { readonly min: number; readonly max: number } {
	let min = Number.POSITIVE_INFINITY;
	let max = Number.NEGATIVE_INFINITY;
	for (const column of columns) {
		for (const vector of vectors) {
			let sum = 0;
			for (let r = 0; r < column.length; r++) sum += column[r]! * vector[r]!;
			if (sum < min) min = sum;
			if (sum > max) max = sum;
		}
	}
	return { min, max };
}

/** Values of the range, of no greater magnitude where one is given. */
function upTo(
	greatest: number | undefined,
	min: number,
	max: number,
): readonly number[] {
	return greatest === undefined
		? range(min, max)
		: range(Math.max(min, -greatest), Math.min(max, greatest));
}

function range(min: number, max: number): readonly number[] {
	return Array.from({ length: max - min + 1 }, (_, i) => min + i);
}

function tuples(values: readonly number[], length: number): number[][] {
	return length === 0
		? [[]]
		: tuples(values, length - 1).flatMap((start) =>
				values.map((value) => [...start, value]),
			);
}

function cutEvery(length: number, values: readonly number[]): number[][] {
	return Array.from({ length: values.length / length }, (_, i) =>
		values.slice(i * length, (i + 1) * length),
	);
}

function distinct(vectors: readonly number[][]): number[][] {
	return [...new Map(vectors.map((v) => [v.join(), v])).values()];
}
