import type { Gemm } from "./contract.js";

/** The definition of the matrix product, for tests and for machines without WebAssembly SIMD. */
export const referenceGemm: Gemm = {
	name: "reference",
	multiply({ m, n, k, transposeA, transposeB, accumulate }, a, b, c) {
		const [aRow, aColumn] = transposeA ? [1, m] : [k, 1];
		const [bRow, bColumn] = transposeB ? [1, k] : [n, 1];
		for (let i = 0; i < m; i++) {
			for (let j = 0; j < n; j++) {
				let sum = accumulate ? c[i * n + j]! : 0;
				for (let p = 0; p < k; p++) {
					const product = Math.fround(
						a[i * aRow + p * aColumn]! * b[p * bRow + j * bColumn]!,
					);
					sum = Math.fround(sum + product);
				}
				c[i * n + j] = sum;
			}
		}
	},
};
