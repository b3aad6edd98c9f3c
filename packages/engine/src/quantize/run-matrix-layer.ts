import { type Codes, makeCodes } from "../base/codes.js";
import { wasmLowerConvolution } from "../kernels/lower-convolution/wasm.js";
import type { Requantization } from "../kernels/requantize/contract.js";
import { wasmRequantize } from "../kernels/requantize/wasm.js";
import { activationBefore } from "./activation-before.js";
import type { MatrixProduct } from "./integer-product.js";
import type { QuantizedMatrixLayer } from "./quantized-network.js";
import { codeRule } from "./tensor-code-rule.js";
import { subtractInputSums } from "./zero-point-terms.js";

/**
 * A convolution or dense layer: input vectors, their product with the weights, and codes of the output tensor,
 * [batch × groups · outputs × positions].
 */
export function runMatrixLayer(
	layer: QuantizedMatrixLayer,
	input: Codes,
	batch: number,
	product: MatrixProduct,
	workspace: Workspace,
): Codes {
	const { rows, outputs, groups, positions, geometry, output } = layer;
	const vectors = batch * positions;
	const result = makeCodes(output.signed, batch * groups * outputs * positions);
	const sums = workspace.sums(vectors * outputs);
	const padding = layer.input.zeroPoint;
	for (let group = 0; group < groups; group++) {
		let inputs = input;
		if (geometry !== "dense") {
			inputs = workspace.lowered(layer.input.signed, vectors * rows);
			wasmLowerConvolution(geometry, input, inputs, {
				batch,
				group,
				padding,
			});
		}
		const call = { layer, group, inputs, vectors, out: sums };
		product(call);
		subtractInputSums(call);
		requantize(layer, group, sums, batch, result);
	}
	return result;
}

/** The largest buffers of a run: all layers of all batches use the same ones, one after the other. */
export class Workspace {
	#lowered = new ArrayBuffer(0);
	#sums = new Float64Array(0);

	/** Room for input vectors. */
	lowered(signed: boolean, length: number): Codes {
		if (this.#lowered.byteLength < 2 * length)
			this.#lowered = new ArrayBuffer(2 * length);
		return signed
			? new Int16Array(this.#lowered, 0, length)
			: new Uint16Array(this.#lowered, 0, length);
	}

	/** Room for exact sums. */
	sums(length: number): Float64Array {
		if (this.#sums.length < length) this.#sums = new Float64Array(length);
		return this.#sums.subarray(0, length);
	}
}

/** Exact sums + bias → real value → activation function → codes of the output tensor. */
function requantize(
	layer: QuantizedMatrixLayer,
	group: number,
	sums: Float64Array,
	batch: number,
	result: Codes,
): void {
	const { outputs, groups, positions, input, output } = layer;
	const first = group * outputs;
	const last = first + outputs;
	const how = {
		outputs,
		positions,
		channels: groups * outputs,
		firstChannel: first,
		bias: layer.bias.subarray(first, last),
		scales: layer.weightScales
			.subarray(first, last)
			.map((scale) => input.scale * scale),
		activation: clampOf(layer),
		rule: codeRule(output),
	};
	wasmRequantize(how, sums, batch, result);
}

/** Activation functions that only clamp, by what they clamp to; the others as they are. */
function clampOf({
	activation,
	output,
}: QuantizedMatrixLayer): Requantization["activation"] {
	if (activation === "none")
		return {
			least: Number.NEGATIVE_INFINITY,
			greatest: Number.POSITIVE_INFINITY,
		};
	switch (activation.kind) {
		case "relu":
			return { least: 0, greatest: Number.POSITIVE_INFINITY };
		case "clip":
			return { least: activation.min, greatest: activation.max };
		default:
			return activationBefore(output, activation);
	}
}
