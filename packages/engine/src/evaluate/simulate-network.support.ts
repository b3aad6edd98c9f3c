import type { PlaceRandom } from "../base/random.js";
import { sizeOf, type Tensor } from "../base/tensor.js";
import type { Design } from "../design/design.js";
import { kernelsUnderTest } from "../kernels/crossbar-mvm/kernel-under-test.support.js";
import { referenceGemm } from "../kernels/gemm/reference.js";
import type { Network } from "../network/network.js";
import { calibrate } from "../quantize/calibration.js";
import { quantizeNetwork } from "../quantize/quantize-network.js";
import { programNetwork, simulateImages } from "../simulate/simulate-images.js";
import { shapesFor } from "./evaluate-cost.js";
import { mapNetwork } from "./map-network.js";

/** Scores and events of a network through the crossbars of a design, calibrated on the images themselves. */
export function simulateNetwork(
	network: Network,
	images: Float32Array,
	count: number,
	design: Design,
) {
	const ranges = calibrate(network, images, count, referenceGemm);
	const quantized = quantizeNetwork(network, ranges, {
		...design.operands,
		bitsOf: () => design.operands,
	});
	const { mapping } = mapNetwork(shapesFor(network, design), design);
	return simulateImages(
		programNetwork(quantized, mapping, design, 1, kernelsUnderTest),
		images,
		count,
	);
}

/** Values spread evenly over −1 … 1. */
export function evenly(
	shape: readonly number[],
	place: number,
	random: PlaceRandom,
): Tensor & { readonly data: Float32Array } {
	return {
		shape,
		data: Float32Array.from(
			{ length: sizeOf(shape) },
			(_, n) => 2 * random.uniform(place, n) - 1,
		),
	};
}
