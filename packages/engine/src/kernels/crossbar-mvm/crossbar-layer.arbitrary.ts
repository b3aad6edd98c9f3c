import fc from "fast-check";
import { expect } from "vitest";
import { type Codes, makeCodes } from "../../base/codes.js";
import {
	type CrossbarLayer,
	type CrossbarMvmKernel,
	type DigitTable,
	type OwnConverters,
	type ProgrammedSegment,
	type ReadCounts,
	type ReadNoise,
	type ReadPlan,
	zeroCounts,
} from "./contract.js";
import { crossbarMvmReference } from "./reference.js";

/** A layer and what is read from it. */
export interface CrossbarCase {
	readonly layer: CrossbarLayer;
	/** integers, [vectors × rows] */
	readonly inputs: Codes;
	readonly vectors: number;
	readonly firstVector: number;
}

/** What a case is made from. All the rest follows from the seed. */
export interface CrossbarShape {
	readonly rows: readonly number[];
	readonly outputs: number;
	readonly slices: number;
	readonly cellBits: number;
	readonly fractionBits: number;
	readonly subtraction: ReadPlan["subtraction"];
	readonly inputs: InputDigits;
	readonly adc: ReadPlan["adc"];
	/** Partial products of lower significance are skipped, in bits. */
	readonly threshold: number;
	/** Each partial product also is skipped by chance. */
	readonly scattered: boolean;
	readonly inputSum: NonNullable<ReadPlan["inputSum"]> | "none";
	/** Cells of the column of ones deviate too. */
	readonly unitCells: boolean;
	/** Standard deviation of the noise of the noisiest column, in levels; 0 is none. */
	readonly noise: number;
	/** Converters of a segment that differ from one another; 0: all are that of the plan. */
	readonly ownConverters: number;
	/** Planes of plain digits are inverted where most of their rows would be driven. */
	readonly inverts: boolean;
	readonly driveExponent: 1 | 2;
	readonly vectors: number;
	readonly firstVector: number;
	/** Share of inputs that are 0. */
	readonly zeros: number;
	readonly seed: number;
}

export type InputDigits =
	| { kind: "plain"; bits: number; signed: boolean; digitBits: number }
	| { kind: "balanced"; bits: number; signed: boolean; digitBits: number }
	/** Balanced digits of radix 2 · digitBits + 1. */
	| { kind: "odd"; bits: number; signed: boolean; digitBits: number };

export const inputDigits: fc.Arbitrary<InputDigits> = fc.record({
	kind: fc.constantFrom("plain", "balanced", "odd"),
	bits: fc.integer({ min: 1, max: 10 }),
	signed: fc.boolean(),
	digitBits: fc.integer({ min: 1, max: 4 }),
});

export const crossbarShapes: fc.Arbitrary<CrossbarShape> = fc.record({
	rows: fc.array(fc.integer({ min: 1, max: 300 }), {
		minLength: 1,
		maxLength: 2,
	}),
	outputs: fc.integer({ min: 1, max: 21 }),
	slices: fc.integer({ min: 1, max: 9 }),
	cellBits: fc.integer({ min: 1, max: 4 }),
	fractionBits: fc.constantFrom(0, 0, 1, 3, 4, 6),
	subtraction: fc.constantFrom("none", "analog", "digital"),
	inputs: inputDigits,
	adc: fc
		.record({
			step: fc.constantFrom(1, 1, 2, 3, 0.5, 8, 0.3, 2.7),
			bits: fc.integer({ min: 2, max: 12 }),
			signed: fc.boolean(),
			isTable: fc.constantFrom(false, false, false, true),
			seed: fc.integer(),
		})
		.map(({ step, bits, signed, isTable, seed }) => {
			const min = signed ? -(2 ** (bits - 1)) : 0;
			const max = min + 2 ** bits - 1;
			const next = pseudoRandom(seed);
			const transfer = {
				first: -next(200),
				codes: Int16Array.from({ length: 1 + next(700) }, () => next(99) - 50),
			};
			return isTable ? { step, min, max, transfer } : { step, min, max };
		}),
	threshold: fc.constantFrom(0, 0, 3, 6),
	scattered: fc.boolean(),
	inputSum: fc.constantFrom("none", "counted", "unit-column"),
	unitCells: fc.boolean(),
	noise: fc.constantFrom(0, 0, 0.3, 3, 40),
	ownConverters: fc.constantFrom(0, 0, 0, 1, 3),
	inverts: fc.boolean(),
	driveExponent: fc.constantFrom(1, 2),
	vectors: fc.integer({ min: 0, max: 9 }),
	firstVector: fc.constantFrom(0, 1, 2 ** 32 - 3, 5e12),
	zeros: fc.constantFrom(0, 0.5, 0.95, 1),
	seed: fc.integer(),
});

/** The contract of every kernel: the bits of the definition, and its counts, added to what was there. */
export function expectSameAsReference(
	kernel: CrossbarMvmKernel,
	{ layer, inputs, vectors, firstVector }: CrossbarCase,
): void {
	const { segments, plan } = layer;
	const outputs = segments[0]!.outputs;
	const expected = new Float64Array(vectors * outputs);
	const actual = expected.map((_, at) => at % 7);
	const zeros = () => segments.map(() => zeroCounts(plan.inputPlanes));
	const expectedCounts = zeros();
	const actualCounts = zeros();
	const before = kernel.calls;
	const programmed = kernel.program(layer);
	programmed.read(inputs, vectors, firstVector, actual, actualCounts);
	expect(kernel.calls).toBe(before + 1);
	readByDefinition(
		{ layer, inputs, vectors, firstVector },
		expected,
		expectedCounts,
	);
	expect(actual).toEqual(expected);
	expect(actualCounts).toEqual(expectedCounts);
}

/** Goes past the kernels: digits and segments are taken apart here. */
function readByDefinition(
	{
		layer: { segments, plan, digits },
		inputs,
		vectors,
		firstVector,
	}: CrossbarCase,
	out: Float64Array,
	counts: ReadCounts[],
): void {
	const rows = segments.reduce((sum, segment) => sum + segment.rows, 0);
	let first = 0;
	segments.forEach((segment, s) => {
		const planes: number[] = [];
		for (let i = 0; i < plan.inputPlanes; i++) {
			for (let v = 0; v < vectors; v++) {
				const row = v * rows + first;
				for (const x of inputs.subarray(row, row + segment.rows))
					planes.push(digits.digits[i * digits.codes + x - digits.least]!);
			}
		}
		const own = Int8Array.from(planes);
		// biome-ignore format: one call
		crossbarMvmReference(
			segment, plan, own, vectors, firstVector, out, counts[s]!,
		);
		first += segment.rows;
	});
}

export function crossbarCase(shape: CrossbarShape): CrossbarCase {
	const next = pseudoRandom(shape.seed);
	const { digits, significance: inputWorth } = digitTable(shape.inputs);
	const inputPlanes = inputWorth.length;
	const { slices, vectors, firstVector, cellBits } = shape;
	const inverts = shape.inverts && shape.inputs.kind === "plain";
	const products = Array.from({ length: inputPlanes * slices }, (_, at) => {
		const worth = inputWorth[Math.floor(at / slices)]!;
		return worth * 2 ** (cellBits * (at % slices));
	});
	const plan: ReadPlan = {
		inputPlanes,
		executed: Uint8Array.from(products, (worth) =>
			Math.log2(Math.abs(worth)) < shape.threshold ||
			(shape.scattered && next(3) === 0)
				? 0
				: 1,
		),
		significance: Float64Array.from(products),
		adc: shape.adc,
		subtraction: shape.subtraction,
		driveExponent: shape.driveExponent,
		...(shape.inputSum !== "none" && { inputSum: shape.inputSum }),
		...(inverts && { invertedFrom: greatestDigits(digits, inputPlanes) }),
	};
	const segments = shape.rows.map((rows) =>
		randomSegment(rows, shape, plan, next),
	);
	const count = vectors * shape.rows.reduce((sum, rows) => sum + rows, 0);
	// Some vectors have most bits set.
	const set = inverts ? shape.seed & (digits.codes - 1) : 0;
	const inputs = makeCodes(digits.least < 0, count).map((_, at) => {
		if (next(1000) < shape.zeros * 1000) return 0;
		const code = next(digits.codes) | ((at * vectors) / count > 1 ? set : 0);
		return digits.least + code;
	});
	return { layer: { segments, plan, digits }, inputs, vectors, firstVector };
}

function randomSegment(
	rows: number,
	shape: CrossbarShape,
	{ inputPlanes, executed, invertedFrom }: ReadPlan,
	next: (below: number) => number,
): ProgrammedSegment {
	const { slices, outputs, cellBits, fractionBits, inputSum } = shape;
	const worths = () =>
		Float64Array.from({ length: inputPlanes * outputs }, (_, at) => {
			const plane = Math.floor(at / outputs);
			const runs = executed
				.subarray(plane * slices, (plane + 1) * slices)
				.includes(1);
			return runs ? 2 ** plane * ((at % outputs) - 3) : 0;
		});
	const columns = slices * outputs;
	const isPair = shape.subtraction !== "none";
	const cells = () =>
		Int32Array.from({ length: rows * columns }, () => {
			const level = next(2 ** cellBits) * 2 ** fractionBits;
			return Math.max(0, level + (fractionBits > 0 ? next(3) - 1 : 0));
		});
	return {
		rows,
		outputs,
		slices,
		positive: cells(),
		negative: isPair ? cells() : undefined,
		fractionBits,
		sign: Int8Array.from({ length: columns }, () => 1 - 2 * next(2)),
		levelsPerRow: Float64Array.from(
			{ length: inputPlanes * rows },
			() => next(1000) * 2 ** -fractionBits,
		),
		inputSumWorth: inputSum === "none" ? undefined : worths(),
		inversionWorth: invertedFrom && worths().map((worth) => 3 * worth + 1),
		unitCells: shape.unitCells
			? Int32Array.from({ length: rows }, () => {
					const levels = shape.seed % 3 === 0 ? next(4) : 1;
					return Math.max(0, levels * 2 ** fractionBits + next(5) - 2);
				})
			: undefined,
		noise:
			shape.noise === 0 ? undefined : randomNoise(rows, columns, shape, next),
		converters:
			shape.ownConverters === 0
				? undefined
				: randomConverters(rows, columns, shape, next),
	};
}

/** Thresholds and codes of any kind; now and then for neighbours, now and then for any column. */
function randomConverters(
	rows: number,
	columns: number,
	{ ownConverters, cellBits, fractionBits, outputs, seed }: CrossbarShape,
	next: (below: number) => number,
): OwnConverters {
	const reach = rows * 2 ** (cellBits + fractionBits);
	const run = seed % 2 === 0 ? 1 + next(outputs) : 1;
	const ofColumn = (column: number) =>
		seed % 2 === 0
			? Math.floor((column % outputs) / run) % ownConverters
			: next(ownConverters);
	return {
		tables: Array.from({ length: ownConverters }, () => {
			const count = next(40);
			return {
				thresholds: Int32Array.from(
					{ length: count },
					() => next(reach) - (reach >> 2),
				).sort(),
				codes: Int16Array.from({ length: count + 1 }, () => next(255) - 60),
			};
		}),
		ofColumn: Uint16Array.from({ length: columns }, (_, column) =>
			ofColumn(column),
		),
		ofUnitColumn: Uint16Array.from({ length: outputs }, (_, k) => ofColumn(k)),
	};
}

function randomNoise(
	rows: number,
	columns: number,
	{ noise, fractionBits, subtraction, seed }: CrossbarShape,
	next: (below: number) => number,
): ReadNoise {
	const most = Math.floor(60000 / (2 * rows));
	const cells = (count: number) =>
		Uint16Array.from({ length: count }, () => next(most + 1));
	return {
		positive: cells(rows * columns),
		negative: subtraction === "none" ? undefined : cells(rows * columns),
		unitCells: cells(rows),
		...(next(2) === 0 && { ofConverter: next(5536) }),
		deviation: (noise * 2 ** fractionBits) / Math.sqrt(most * rows),
		seed,
		crossbar: next(9),
	};
}

/** Digits as the definitions of design.md say, of all integers of so many bits. */
function digitTable({ kind, bits, signed, digitBits }: InputDigits): {
	digits: DigitTable;
	significance: number[];
} {
	const least = signed ? -(2 ** (bits - 1)) : 0;
	const codes = 2 ** bits;
	const radix = kind === "odd" ? 2 * digitBits + 1 : 2 ** digitBits;
	const planes =
		kind === "odd"
			? Math.ceil(Math.log(2 ** (bits + 1) + 1) / Math.log(radix))
			: Math.ceil(bits / digitBits) + (kind === "balanced" ? 1 : 0);
	const digits = new Int8Array(planes * codes);
	for (let i = 0; i < planes; i++) {
		for (let c = 0; c < codes; c++) {
			const x = c + least;
			const rounded = (j: number) => Math.floor(x / radix ** j + (j && 0.5));
			digits[i * codes + c] =
				kind !== "plain"
					? rounded(i) - radix * rounded(i + 1)
					: (x >> (digitBits * i)) & (radix - 1);
		}
	}
	const significance = Array.from({ length: planes }, (_, i) => radix ** i);
	return { digits: { digits, least, codes }, significance };
}

function greatestDigits(
	{ digits, codes }: DigitTable,
	inputPlanes: number,
): Uint8Array {
	return Uint8Array.from({ length: inputPlanes }, (_, i) =>
		Math.max(...digits.subarray(i * codes, (i + 1) * codes)),
	);
}

/** Integers below a bound. */
export function pseudoRandom(seed: number): (below: number) => number {
	let state = seed | 1;
	return (below) => {
		state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
		const mixed = Math.imul(state ^ (state >>> 12), 0x297a2d39);
		return Math.floor(((mixed >>> 0) / 2 ** 32) * below);
	};
}
