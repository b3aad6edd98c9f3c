import type { Design } from "../design/design.js";
import type { LayerMapping } from "./mapping.js";
import { storedBits } from "./stored-digits.js";

/** Buffer that a layer's input takes in the eDRAM of its tiles, and what they have. */
export interface InputBuffer {
	readonly neededBits: number;
	/** Of the share of tiles that the layer's PEs are. */
	readonly availableBits: number;
}

/**
 * In the layer pipeline a layer holds the values under one position and what its further copies on the same image bring
 * in between; copies beyond the positions of an image each hold another image's. Layers that work alone hold whole
 * inputs, of all images of a batch.
 */
export function inputBuffer(
	layer: LayerMapping,
	{ hierarchy, components, schedule }: Design,
): InputBuffer {
	const { shape, copies, pes } = layer;
	const { positions, inputValues, windowValues = inputValues } = shape;
	const atOnce = Math.min(copies, positions);
	// From one position to the next, on the way from the first window to the whole input.
	const step =
		positions > 1 ? (inputValues - windowValues) / (positions - 1) : 0;
	const isPipeline = schedule.kind === "layer-pipeline";
	const held = isPipeline
		? Math.ceil(copies / positions) * (windowValues + (atOnce - 1) * step)
		: inputValues * (schedule.kind === "rewriting" ? schedule.batch : 1);
	const { capacityBits, count } = components.edram;
	return {
		neededBits: held * storedBits(layer),
		availableBits: (pes / hierarchy.pesPerTile) * count * capacityBits,
	};
}
