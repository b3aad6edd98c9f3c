import fc from "fast-check";
import { referenceGemm } from "../kernels/gemm/reference.js";
import type { SmallNetwork } from "../network/small-network.arbitrary.js";
import { calibrate } from "./calibration.js";
import { quantizeNetwork } from "./quantize-network.js";
import type { QuantizeOptions } from "./quantize-options.js";

/** The same operands for all layers. */
export const bits = (
	weightBits: number,
	inputBits: number,
	inputSign: QuantizeOptions["inputSign"] = "where-needed",
): QuantizeOptions => ({
	inputSign,
	bitsOf: () => ({ weightBits, inputBits }),
});

export const anyBits = fc
	.tuple(
		fc.integer({ min: 2, max: 16 }),
		fc.integer({ min: 2, max: 16 }),
		fc.constantFrom(
			"signed" as const,
			"where-needed" as const,
			"shifted" as const,
		),
	)
	.map((choice) => bits(...choice));

export const quantize = (
	{ network, images, count }: SmallNetwork,
	o: QuantizeOptions,
) =>
	quantizeNetwork(network, calibrate(network, images, count, referenceGemm), o);
