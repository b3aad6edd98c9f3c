import type { LayerMapping } from "../map/mapping.js";
import type { Traffic } from "./activity.js";

/** Bits of a partial sum on its way from a PE to the tile: ISAAC's output register holds 128 of 16 bits in 256 B. */
const PARTIAL_SUM_BITS = 16;

/**
 * Data that a layer moves and digital work that follows it, per image. Every position reads its whole input
 * vector from the tile's eDRAM, once for each PE that holds a part of a row segment; outputs go through the
 * PE's and the tile's output registers and the router into the eDRAM of the next layer.
 */
export function layerTraffic(
	mapping: LayerMapping,
	edge: { readonly first: boolean; readonly last: boolean },
): Traffic {
	const { shape, segments, inputBits } = mapping;
	const outputs = shape.outputs * shape.groups * shape.positions;
	const loadedBits = mapping.rowLoadsPerPosition * shape.positions * inputBits;
	const partialSums = outputs * segments.length;
	const outputBits = outputs * inputBits;
	const inputBitsOfImage = shape.inputValues * inputBits;
	return {
		edramReadBits: loadedBits,
		edramWriteBits: (edge.first ? inputBitsOfImage : 0) + outputBits,
		busBits: loadedBits + partialSums * PARTIAL_SUM_BITS,
		routerBits: (edge.first ? inputBitsOfImage : 0) + outputBits,
		outputRegisterBits: partialSums * PARTIAL_SUM_BITS,
		partialSumAdds: outputs * (segments.length - 1),
		tileOutputBits: outputBits,
		activations: shape.activations,
		poolOutputs: shape.poolOutputs,
		linkBits:
			(edge.first ? inputBitsOfImage : 0) + (edge.last ? outputBits : 0),
	};
}
