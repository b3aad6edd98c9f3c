import type { Codes } from "../base/codes.js";
import type {
	IntegerGemm,
	IntegerProduct,
} from "../kernels/integer-gemm/contract.js";
import type { QuantizedMatrixLayer } from "./quantized-network.js";

/**
 * Computes the integer product of one group of a matrix layer: out[v, k] = Σ_r inputs[v, r] · weights[r, k],
 * without bias. The integer reference and the crossbar simulator are two of them.
 */
export type MatrixProduct = (call: MatrixProductCall) => void;

export interface MatrixProductCall {
	readonly layer: QuantizedMatrixLayer;
	readonly group: number;
	/** integers, [vectors × rows] */
	readonly inputs: Codes;
	readonly vectors: number;
	/** Number of the first vector among those of all images: image · positions + position. */
	readonly firstVector: number;
	/** exact integers, [vectors × outputs] of the group, to be overwritten */
	readonly out: Float64Array;
}

/** The exact product in float64: |sum| < 2^53 for operands of 16 bits and fewer than 2^22 rows. */
export function integerProduct({
	layer,
	group,
	inputs,
	vectors,
	out,
}: MatrixProductCall): void {
	const { rows, outputs } = layer;
	const weights = layer.weights.subarray(
		group * rows * outputs,
		(group + 1) * rows * outputs,
	);
	out.fill(0);
	for (let v = 0; v < vectors; v++) {
		for (let r = 0; r < rows; r++) {
			const x = inputs[v * rows + r]!;
			if (x === 0) continue;
			for (let k = 0; k < outputs; k++)
				out[v * outputs + k]! += x * weights[r * outputs + k]!;
		}
	}
}

/** The same product by a kernel, which packs the weights of a layer the first time that it meets it. */
export function integerProductBy(gemm: IntegerGemm): MatrixProduct {
	const packed = new WeakMap<QuantizedMatrixLayer, IntegerProduct>();
	return ({ layer, group, inputs, vectors, out }) => {
		let product = packed.get(layer);
		if (product === undefined) {
			const { weights, rows, outputs, groups } = layer;
			product = gemm.pack(weights, rows, outputs, groups);
			packed.set(layer, product);
		}
		product(inputs, vectors, out, group);
	};
}
