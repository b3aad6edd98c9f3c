import type { LayerShape } from "./layer-shape.js";

/** A layer of one position, of which tests change what they are about. */
export const smallShape: LayerShape = {
	layer: "conv",
	rows: 9,
	outputs: 4,
	groups: 1,
	positions: 1,
	signedInputs: false,
	inputValues: 9,
	leadPositions: 1,
	activations: 0,
	poolOutputs: 0,
};
