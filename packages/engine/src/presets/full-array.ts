import type { Design } from "../design/design.js";
import type { LayerShape } from "../network/layer-shape.js";

/** A layer of one vector that fills the rows of an array. */
export function fullArray({ crossbar }: Design): LayerShape {
	return {
		layer: "full-array",
		rows: crossbar.rows,
		outputs: 1,
		groups: 1,
		positions: 1,
		signedInputs: true,
		inputValues: crossbar.rows,
		leadPositions: 1,
		activations: 0,
		poolOutputs: 0,
	};
}
