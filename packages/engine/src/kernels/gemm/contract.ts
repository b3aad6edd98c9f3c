/**
 * `C[m × n] (+)= A[m × k] · B[k × n]` in float32, all row-major and dense.
 *
 * The summation order is part of the contract, so that every implementation gives the same bits: each
 * element of C starts from +0 (or from its old value with `accumulate`) and adds the products in order of
 * increasing k, product and sum each rounded to float32.
 */
export interface Gemm {
	readonly name: string;
	multiply(
		problem: GemmProblem,
		a: Float32Array,
		b: Float32Array,
		c: Float32Array,
	): void;
}

export interface GemmProblem {
	readonly m: number;
	readonly n: number;
	readonly k: number;
	/** A is stored as its transpose, `[k × m]`. */
	readonly transposeA?: boolean;
	/** B is stored as its transpose, `[n × k]`. */
	readonly transposeB?: boolean;
	/** Add to C instead of replacing it. */
	readonly accumulate?: boolean;
}
