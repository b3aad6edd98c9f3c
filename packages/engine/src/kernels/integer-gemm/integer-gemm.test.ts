import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { IntegerGemm } from "./contract.js";
import { referenceIntegerGemm } from "./reference.js";
import { wasmIntegerGemm } from "./wasm.js";

const bits = fc.constantFrom(2, 4, 8, 12, 16);

/** Operands of random shapes and widths; extremes are drawn often. */
const problem = fc
	.record({
		vectors: fc.integer({ min: 1, max: 5 }),
		rows: fc.integer({ min: 1, max: 300 }),
		columns: fc.integer({ min: 1, max: 70 }),
		groups: fc.constantFrom(1, 1, 2, 5),
		inputBits: bits,
		weightBits: bits,
		signed: fc.boolean(),
		seed: fc.integer(),
	})
	.map((shape) => {
		const draw = generator(shape.seed);
		const integers = (length: number, min: number, max: number) =>
			Int32Array.from({ length }, () => {
				const kind = draw();
				if (kind < 0.2) return 0;
				if (kind < 0.4) return kind < 0.3 ? min : max;
				return min + Math.floor(draw() * (max - min + 1));
			});
		const half = 2 ** (shape.inputBits - 1);
		const weightHalf = 2 ** (shape.weightBits - 1);
		return {
			...shape,
			inputs: shape.signed
				? Int16Array.from(integers(shape.vectors * shape.rows, -half, half - 1))
				: Uint16Array.from(
						integers(shape.vectors * shape.rows, 0, 2 * half - 1),
					),
			weights: integers(
				shape.groups * shape.rows * shape.columns,
				-weightHalf,
				weightHalf - 1,
			),
		};
	});

/** Uniform draws in [0, 1), from a linear congruential generator. */
function generator(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

function multiply(
	gemm: IntegerGemm,
	{
		inputs,
		weights,
		rows,
		columns,
		vectors,
		groups,
	}: typeof problem extends fc.Arbitrary<infer T> ? T : never,
) {
	const product = gemm.pack(weights, rows, columns, groups);
	return Array.from({ length: groups }, (_, group) => {
		const out = new Float64Array(vectors * columns).fill(Number.NaN);
		product(inputs, vectors, out, group);
		return out;
	});
}

describe("the integer product", () => {
	test("is exact in WebAssembly: equal to the definition for all operand widths", () => {
		fc.assert(
			fc.property(problem, (drawn) => {
				expect(multiply(wasmIntegerGemm, drawn)).toEqual(
					multiply(referenceIntegerGemm, drawn),
				);
			}),
			{ numRuns: 200 },
		);
	});

	test("of the largest operands does not overflow", () => {
		const rows = 1024;
		const inputs = new Uint16Array(rows).fill(65535);
		const weights = new Int32Array(rows).fill(-32768);
		const out = new Float64Array(1);
		wasmIntegerGemm.pack(weights, rows, 1)(inputs, 1, out);
		expect(out[0]).toBe(-65535 * 32768 * rows);
	});

	test("has room for more groups than a process has memories", () => {
		const groups = 20_000;
		const weights = Int32Array.from({ length: 2 * groups }, (_, n) => n % 1000);
		const product = wasmIntegerGemm.pack(weights, 2, 1, groups);
		const out = new Float64Array(1);
		product(Int16Array.of(3, -2), 1, out, groups - 1);
		expect(out[0]).toBe(3 * 998 - 2 * 999);
	});

	test("takes the least of the signed inputs", () => {
		const out = new Float64Array(1);
		const inputs = Int16Array.of(-32768, 1, 2);
		wasmIntegerGemm.pack(Int32Array.of(-32768, 3, 5), 3, 1)(inputs, 1, out);
		expect(out[0]).toBe(2 ** 30 + 13);
	});

	test.each([referenceIntegerGemm, wasmIntegerGemm])(
		"$name refuses weights of more than 16 bits",
		(gemm) => {
			expect(() => gemm.pack(Int32Array.of(40000), 1, 1)).toThrow(
				/weights: found .*40000/,
			);
		},
	);
});
