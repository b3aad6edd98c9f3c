import {
	integerProduct as exactProduct,
	type MatrixProduct,
} from "../quantize/integer-product.js";
import type {
	QuantizedMatrixLayer,
	QuantizedNetwork,
} from "../quantize/quantized-network.js";
import { imagesPerBatch, runInBatches } from "../quantize/run-quantized.js";
import { crossbarProduct } from "./crossbar-product.js";
import type { ProgrammedNetwork } from "./simulate-images.js";

/**
 * The network with biases that take back what its programmed chip is off by on average: for each output, the mean over
 * images of the exact product less the one that is read, rounded to integers. The inputs of each layer are those of the
 * integer reference. It takes no hardware: a bias is added anyway.
 *
 * @param images float, [count × input values]; never the images that accuracy is measured on
 */
export function correctBiases(
	programmed: ProgrammedNetwork,
	images: Float32Array,
	count: number,
	integerProduct: MatrixProduct = exactProduct,
): QuantizedNetwork {
	const { network, layers, design, readyToRead } = programmed;
	const read = crossbarProduct(
		layers,
		design,
		readyToRead,
		new Map(),
		integerProduct,
	);
	const missing = new Map<QuantizedMatrixLayer, Float64Array>();
	const compare: MatrixProduct = (call) => {
		const { layer, group, vectors, out } = call;
		const sums = sumsOf(missing, layer);
		const found = new Float64Array(vectors * layer.outputs);
		read({ ...call, out: found });
		integerProduct(call);
		for (let at = 0; at < found.length; at++)
			sums[group * layer.outputs + (at % layer.outputs)]! +=
				out[at]! - found[at]!;
	};
	runInBatches(network, images, count, compare, {
		batch: imagesPerBatch(network),
	});
	const nodes = network.nodes.map((node) =>
		node.kind === "matrix"
			? corrected(node, sumsOf(missing, node), count * node.positions)
			: node,
	);
	return { ...network, nodes };
}

function sumsOf(
	sums: Map<QuantizedMatrixLayer, Float64Array>,
	layer: QuantizedMatrixLayer,
): Float64Array {
	const known = sums.get(layer);
	if (known) return known;
	const fresh = new Float64Array(layer.groups * layer.outputs);
	sums.set(layer, fresh);
	return fresh;
}

function corrected(
	layer: QuantizedMatrixLayer,
	missing: Float64Array,
	vectors: number,
): QuantizedMatrixLayer {
	const bias = layer.bias.map(
		(own, k) => own + Math.round(missing[k]! / vectors),
	);
	return { ...layer, bias };
}
