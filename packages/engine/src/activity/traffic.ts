import type { LayerMapping, Mapping } from "../map/mapping.js";
import { SCORE_BITS } from "../quantize/quantized-network.js";
import type { Traffic } from "./activity.js";

/** Bits of a partial sum on its way from a PE to the tile: ISAAC's output register holds 128 of 16 bits in 256 B. */
const PARTIAL_SUM_BITS = 16;

/** What lies around a layer. */
export interface TrafficContext {
	/** The layer reads the image, which comes over the chip link. */
	readonly first: boolean;
	/** Bits of each output as the next layer reads it; undefined for the scores, which leave the chip. */
	readonly nextInputBits: number | undefined;
}

/** Traffic of every layer of a network, in order. */
export function networkTraffic({ layers }: Mapping): readonly Traffic[] {
	return layers.map((layer, l) =>
		layerTraffic(layer, {
			first: l === 0,
			nextInputBits: layers[l + 1]?.inputBits,
		}),
	);
}

/**
 * Data that a layer moves and digital work that follows it, per image. Every position reads its whole input
 * vector from the tile's eDRAM, once for each PE that holds a part of a row segment. Outputs go through the
 * registers of PE and tile, are pooled there, and go by the router into the eDRAM of the next layer.
 */
export function layerTraffic(
	{ shape, segments, inputBits, rowLoadsPerPosition }: LayerMapping,
	{ first, nextInputBits }: TrafficContext,
): Traffic {
	const outputs = shape.outputs * shape.groups * shape.positions;
	const outputBits = nextInputBits ?? SCORE_BITS;
	const loadedBits = rowLoadsPerPosition * shape.positions * inputBits;
	const partialSums = outputs * segments.length;
	const storedBits = (shape.poolOutputs || outputs) * outputBits;
	const imageBits = first ? shape.inputValues * inputBits : 0;
	return {
		edramReadBits: loadedBits,
		edramWriteBits: imageBits + storedBits,
		busBits: loadedBits + partialSums * PARTIAL_SUM_BITS,
		routerBits: imageBits + storedBits,
		outputRegisterBits: partialSums * PARTIAL_SUM_BITS,
		partialSumAdds: outputs * (segments.length - 1),
		tileOutputBits: outputs * outputBits,
		activations: shape.activations,
		poolOutputs: shape.poolOutputs,
		linkBits: imageBits + (nextInputBits === undefined ? storedBits : 0),
	};
}
