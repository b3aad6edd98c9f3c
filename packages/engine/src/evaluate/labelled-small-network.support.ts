import { referenceGemm } from "../kernels/gemm/reference.js";
import { runFloatReference } from "../network/float-reference.js";
import type { Network } from "../network/network.js";
import { oneSmallNetwork } from "../network/small-network.arbitrary.js";
import { classify } from "../quantize/run-quantized.js";
import type { LabelledImages } from "./prepare-network.js";

/** A small network with random images, of the classes that it gives them in float. */
export function labelledSmallNetwork(count: number): {
	readonly network: Network;
	readonly all: LabelledImages;
} {
	const { network, images } = oneSmallNetwork(count);
	const scores = runFloatReference(network, images, { gemm: referenceGemm });
	const labels = classify(scores, count);
	const { shape } = network.input;
	return { network, all: { images, labels, count, shape, name: "random" } };
}
