import fc from "fast-check";
import { expect, test } from "vitest";
import type { GemmProblem } from "./contract.js";
import { referenceGemm } from "./reference.js";
import { createWasmGemm } from "./wasm.js";

const wasmGemm = createWasmGemm();

const problems = fc.record({
	m: fc.integer({ min: 0, max: 21 }),
	n: fc.integer({ min: 0, max: 43 }),
	k: fc.integer({ min: 0, max: 37 }),
	transposeA: fc.boolean(),
	transposeB: fc.boolean(),
	accumulate: fc.boolean(),
});

test("gives the bits of the reference on any shape", () => {
	fc.assert(
		fc.property(problems, fc.integer(), (problem, seed) => {
			expectSameBits(problem, seed);
		}),
		{ numRuns: 500 },
	);
});

test.each([
	{ m: 3, n: 9, k: 700 },
	{ m: 130, n: 11, k: 257, transposeA: true },
	{ m: 5, n: 1030, k: 30, transposeB: true },
	{
		m: 129,
		n: 513,
		k: 513,
		transposeA: true,
		transposeB: true,
		accumulate: true,
	},
])("gives the bits of the reference across block borders: %o", (problem) => {
	expectSameBits(problem, 7);
});

test("rounds every product and every sum to float32", () => {
	const tiny = 2 ** -25;
	const c = new Float32Array(1);
	wasmGemm.multiply(
		{ m: 1, n: 1, k: 3 },
		Float32Array.of(1, tiny, tiny),
		Float32Array.of(1, 1, 1),
		c,
	);
	expect(c[0]).toBe(1);
});

function expectSameBits(problem: GemmProblem, seed: number): void {
	const { m, n, k } = problem;
	const a = pseudoRandom(m * k, seed);
	const b = pseudoRandom(k * n, seed + 1);
	const expected = pseudoRandom(m * n, seed + 2);
	const actual = expected.slice();
	referenceGemm.multiply(problem, a, b, expected);
	wasmGemm.multiply(problem, a, b, actual);
	expect(new Int32Array(actual.buffer)).toEqual(
		new Int32Array(expected.buffer),
	);
}

/** Mixed signs and magnitudes, so that any other summation order shows. */
function pseudoRandom(length: number, seed: number): Float32Array {
	let state = seed | 1;
	return Float32Array.from({ length }, () => {
		state = Math.imul(state, 1664525) + 1013904223;
		return (state / 2 ** 31) * 2 ** (state & 7);
	});
}
