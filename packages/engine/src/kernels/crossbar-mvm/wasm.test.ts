import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	type CrossbarLayer,
	type ProgrammedCrossbars,
	type TransferTable,
	zeroCounts,
} from "./contract.js";
import {
	type CrossbarCase,
	type CrossbarShape,
	crossbarCase,
	crossbarShapes,
	expectSameAsReference,
} from "./crossbar-layer.arbitrary.js";
import { isaacLike, long, pairs } from "./crossbar-shapes.support.js";
import { createPlainCrossbarMvm } from "./plain.js";
import { prepareLayer } from "./prepare-layer.js";
import { hasDoubleTiles, type PreparedLayer } from "./prepared-layer.js";
import { readOneByOne } from "./read-one-by-one.js";
import { createReferenceCrossbarMvm } from "./reference.js";
import { createWasmCrossbarMvm } from "./wasm.js";

const wasm = createWasmCrossbarMvm();

test.each([createReferenceCrossbarMvm(), createPlainCrossbarMvm(), wasm])(
	"$name reads as the definition, or refuses",
	(kernel) => {
		let read = 0;
		const numRuns = 300;
		const property = fc.property(crossbarShapes, (shape) => {
			const example = crossbarCase(shape);
			if (kernel.refuses(example.layer) !== undefined) return;
			expectSameAsReference(kernel, example);
			read++;
		});
		fc.assert(property, { numRuns });
		expect(read).toBeGreaterThan(0.7 * numRuns);
	},
);

const longSums: readonly (readonly [string, CrossbarShape])[] = [
	["of balanced digits", long],
	["beside a unit column", { ...long, inputSum: "unit-column" }],
	["that have no noise", { ...long, noise: 0 }],
	[
		"of an odd radix, rounded, in digital pairs, some of the products",
		{
			...long,
			subtraction: "digital",
			inputs: { kind: "odd", bits: 8, signed: true, digitBits: 3 },
			adc: { step: 4, min: -128, max: 127 },
			scattered: true,
			inputSum: "counted",
			rows: [112, 31],
			outputs: 21,
			vectors: 7,
		},
	],
	[
		"in tall arrays, with codes up to the ends of 16 bits",
		{
			...long,
			cellBits: 2,
			rows: [512],
			inputs: { ...isaacLike.inputs, digitBits: 2 },
			adc: { step: 1, min: -512, max: 511 },
		},
	],
	[
		"through a table that ends within 16 bits",
		{ ...long, adc: { step: 1, min: 0, max: 9, transfer: steps(-4096, 9000) } },
	],
	[
		"through a table from the least to the greatest sum of 16 bits",
		{
			...long,
			adc: { step: 1, min: 0, max: 9, transfer: steps(-32768, 65536) },
		},
	],
];

/** Sums of single cells that noise alone takes below 0, and that are too great for 16 bits with a sign. */
const raised: CrossbarShape = {
	...isaacLike,
	fractionBits: 8,
	noise: 3,
	unitCells: true,
	outputs: 21,
	adc: { step: 1, min: 0, max: 9, transfer: steps(-100, 65000) },
};
const raisedSums: readonly (readonly [string, CrossbarShape])[] = [
	["of bits", { ...raised, rows: [128, 19] }],
	[
		"of digits of two bits",
		{
			...raised,
			fractionBits: 6,
			rows: [100],
			inputs: { ...raised.inputs, digitBits: 2 },
		},
	],
	["of some of the products", { ...raised, scattered: true }],
];

/** Codes 1 … 9, over and over. */
function steps(first: number, count: number): TransferTable {
	const codes = Int16Array.from(
		{ length: count },
		(_, n) => 1 + ((n >> 5) % 9),
	);
	return { first, codes };
}

const served: readonly (readonly [string, CrossbarShape])[] = [
	["an ADC of 6 bits", isaacLike],
	["a lossless ADC", { ...isaacLike, adc: { step: 1, min: 0, max: 511 } }],
	[
		"deviating cells",
		{ ...isaacLike, fractionBits: 6, adc: { step: 2, min: 0, max: 127 } },
	],
	["steps of 3", { ...isaacLike, adc: { step: 3, min: 0, max: 127 } }],
	["steps of 0.3", { ...isaacLike, adc: { step: 0.3, min: 0, max: 4095 } }],
	[
		"16-bit operands",
		{
			...isaacLike,
			slices: 8,
			inputs: { ...isaacLike.inputs, bits: 16, signed: true },
		},
	],
	["balanced digits and analog pairs, a third of the products", pairs],
	["balanced digits and digital pairs", { ...pairs, subtraction: "digital" }],
	[
		"radix 16, whose digits depend on five bits",
		{ ...pairs, inputs: { ...pairs.inputs, digitBits: 4 }, threshold: 0 },
	],
	["read noise", { ...isaacLike, fractionBits: 6, noise: 2 }],
	[
		"read noise that reaches below 0",
		{ ...isaacLike, noise: 40, adc: { step: 4, min: 0, max: 63 } },
	],
	[
		"read noise and codes of either sign",
		{
			...isaacLike,
			fractionBits: 4,
			noise: 2,
			adc: { step: 1, min: -64, max: 63 },
		},
	],
	[
		"read noise and a deviating column of ones, after 2^32 vectors",
		{
			...isaacLike,
			fractionBits: 6,
			noise: 1,
			unitCells: true,
			firstVector: 2 ** 32 - 5,
		},
	],
	["read noise of balanced digits and analog pairs", { ...pairs, noise: 2 }],
	[
		"read noise of balanced digits and digital pairs",
		{ ...pairs, noise: 2, subtraction: "digital" },
	],
	[
		"read noise of radix 16",
		{
			...pairs,
			noise: 2,
			inputs: { ...pairs.inputs, digitBits: 4 },
			threshold: 0,
		},
	],
	[
		"read noise through an ADC of any transfer",
		{
			...isaacLike,
			noise: 2,
			adc: {
				...isaacLike.adc,
				transfer: { first: -3, codes: Int16Array.of(5, -7, 9, 11, 10, 100, 3) },
			},
		},
	],
	["converters that differ", { ...isaacLike, ownConverters: 3 }],
	[
		"converters that differ, in steps of 3, between the slices of an output, with a column of ones",
		{
			...isaacLike,
			ownConverters: 5,
			adc: { step: 3, min: 0, max: 127 },
			seed: 3,
		},
	],
	[
		"converters that differ, with read noise, balanced digits and digital pairs",
		{ ...pairs, ownConverters: 2, noise: 2, subtraction: "digital", seed: 5 },
	],
	[
		"converters that differ, with planes that may be inverted",
		{ ...isaacLike, ownConverters: 2, inverts: true, fractionBits: 3 },
	],
	["planes that may be inverted", { ...isaacLike, inverts: true }],
	[
		"planes that may be inverted, of digits of 4 bits, in analog pairs, some of the products",
		{
			...isaacLike,
			inverts: true,
			inputs: { ...isaacLike.inputs, bits: 12, digitBits: 4 },
			subtraction: "analog",
			adc: { step: 2, min: -128, max: 127 },
			threshold: 6,
			inputSum: "counted",
			rows: [128, 45],
		},
	],
	[
		"planes that may be inverted, with steps of 3",
		{ ...isaacLike, inverts: true, adc: { step: 3, min: 0, max: 127 } },
	],
	[
		"planes that may be inverted, with read noise and a deviating column of ones",
		{
			...isaacLike,
			inverts: true,
			fractionBits: 4,
			noise: 2,
			unitCells: true,
			adc: { step: 1, min: 0, max: 255 },
		},
	],
	["many segments", { ...isaacLike, rows: [128, 128, 32], outputs: 10 }],
	["1,024 rows", { ...isaacLike, rows: [1024], vectors: 3 }],
	["more vectors than a batch", { ...isaacLike, rows: [3], vectors: 4100 }],
	[
		"one row and one column",
		{ ...isaacLike, rows: [1], outputs: 1, slices: 1 },
	],
	["no vectors", { ...isaacLike, vectors: 0 }],
	["no product that runs", { ...isaacLike, threshold: 99 }],
];

test.each(served)("reads %s", (_, shape) => {
	expectSameAsReference(wasm, crossbarCase(shape));
});

test.each(longSums)("reads sums of 32 bits %s", (_, shape) => {
	const example = crossbarCase(shape);
	expect(prepareLayer(example.layer)).toMatchObject({ adc: { long: true } });
	expectSameAsReference(wasm, example);
});

test.each(raisedSums)(
	"reads sums %s through a table with something added",
	(_, shape) => {
		const example = crossbarCase(shape);
		const prepared = prepareLayer(example.layer);
		expect(prepared).toMatchObject({ adc: { signed: false, kind: "table" } });
		expect((prepared as PreparedLayer).adc.raisedBy).toBeGreaterThan(0);
		expectSameAsReference(wasm, example);
	},
);

const deviating = {
	...isaacLike,
	fractionBits: 6,
	unitCells: true,
	outputs: 20,
	vectors: 21,
};

test.each<readonly [string, CrossbarShape]>([
	["rounded", { ...deviating, adc: { step: 2, min: 0, max: 255 } }],
	["as they are", { ...deviating, fractionBits: 0 }],
	[
		"in pairs",
		{
			...deviating,
			subtraction: "analog",
			adc: { step: 2, min: -128, max: 127 },
		},
	],
	[
		"of 16 bits, some of the products, few rows",
		{
			...deviating,
			rows: [128, 17],
			inputs: { ...isaacLike.inputs, bits: 16, signed: true },
			threshold: 5,
			zeros: 0.9,
		},
	],
	[
		"with a column of ones whose cells differ",
		{ ...deviating, seed: 3, adc: { step: 2, min: 0, max: 127 } },
	],
	[
		"with steps of 3",
		{ ...deviating, fractionBits: 4, adc: { step: 3, min: 0, max: 127 } },
	],
])("reads deviating cells %s", (_, shape) => {
	expectSameAsReference(wasm, crossbarCase(shape));
});

test("sums of 16 bits of single cells are read from two tables at a time", () => {
	const { layer } = crossbarCase({
		...deviating,
		adc: { step: 2, min: 0, max: 255 },
	});
	const prepared = prepareLayer(layer);
	if (typeof prepared === "string") throw new Error(prepared);
	expect(prepared.segments.every(hasDoubleTiles)).toBe(true);
});

describe("several reads of the same cells", () => {
	/** The partial products of a case in three parts, each with a converter of its own. */
	const parts = ({ layer }: CrossbarCase): CrossbarLayer[] =>
		[0, 1, 2].map((part) => {
			const { adc, executed } = layer.plan;
			const own = { ...adc, step: adc.step * 2 ** part };
			const runs = executed.map((run, at) => (at % 3 === part ? run : 0));
			return { ...layer, plan: { ...layer.plan, adc: own, executed: runs } };
		});
	const read = (
		crossbars: ProgrammedCrossbars,
		{ layer, inputs, vectors, firstVector }: CrossbarCase,
	) => {
		const out = new Float64Array(vectors * layer.segments[0]!.outputs).fill(7);
		const counts = layer.segments.map(() => zeroCounts(layer.plan.inputPlanes));
		for (let time = 0; time < 2; time++)
			crossbars.read(inputs, vectors, firstVector, out, counts);
		return { out, counts };
	};

	test("together give the bits and counts that they give one by one, or are not taken", () => {
		let together = 0;
		const reference = createReferenceCrossbarMvm();
		const property = fc.property(crossbarShapes, (shape) => {
			const example = crossbarCase(shape);
			const passes = parts(example);
			const all = wasm.programTogether!(passes);
			if (!all) return;
			const one = readOneByOne(passes.map((pass) => reference.program(pass)));
			expect(read(all, example)).toEqual(read(one, example));
			together++;
		});
		fc.assert(property, { numRuns: 300 });
		expect(together).toBeGreaterThan(50);
	});

	test("are read one by one where their sums depend on the order, or inputs are their own", () => {
		const isTaken = (shape: CrossbarShape) =>
			wasm.programTogether!(parts(crossbarCase(shape))) !== undefined;
		expect(isTaken(pairs)).toBe(true);
		expect(isTaken({ ...isaacLike, inverts: true })).toBe(false);
		expect(isTaken({ ...pairs, noise: 2 })).toBe(false);
		const steps = { step: 3, min: -64, max: 63 };
		expect(isTaken({ ...pairs, adc: steps })).toBe(false);
	});
});
