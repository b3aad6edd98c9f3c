import type { Crossbar, Design, Hierarchy } from "../design/design.js";
import type { LayerShape } from "../network/layer-shape.js";
import { presetDesign } from "./preset-designs.js";

/** 128 × 128 cells of 2 bits, 16-bit operands, one array and one ADC for each other: ISAAC without its unit column. */
export function designWith(changes: {
	readonly crossbar?: Partial<Crossbar>;
	readonly hierarchy?: Partial<Hierarchy>;
	readonly encoding?: Partial<Design["encoding"]>;
}): Design {
	const isaac = presetDesign("isaac");
	return {
		...isaac,
		operands: {
			weightBits: 16,
			inputBits: 16,
			inputSign: "where-needed",
			activationRange: { kind: "min-max" },
			biasCorrection: false,
			channelEqualization: false,
		},
		encoding: {
			weights: "offset-binary",
			inputs: "binary-planes",
			digitBits: 1,
			correction: "digital-count",
			...changes.encoding,
		},
		adc: { kind: "fixed", bits: 8, step: 1, signed: true },
		partialProducts: { kind: "all" },
		layers: {},
		crossbar: {
			...isaac.crossbar,
			rows: 128,
			columns: 128,
			cellBits: 2,
			columnLayout: "interleaved",
			inputDrive: "amplitude",
			arraysPerDriver: 1,
			...changes.crossbar,
		},
		hierarchy: {
			...isaac.hierarchy,
			crossbarsPerPe: 8,
			adcsPerPe: 8,
			...changes.hierarchy,
		},
	};
}

/** Weights in balanced digits of pairs of cells. */
export function pairs(
	layout: "adjacent-columns" | "twin-arrays",
	subtraction: "analog" | "digital",
): Design {
	return designWith({
		encoding: { weights: "balanced-radix" },
		crossbar: { pairs: { layout, subtraction, rowDrivers: "shared" } },
	});
}

/** A layer that is named after its size. */
export const shapeOf = (
	rows: number,
	outputs: number,
	positions = 1,
	groups = 1,
): LayerShape => ({
	layer: `${rows}→${outputs}`,
	rows,
	outputs,
	groups,
	positions,
	signedInputs: false,
	inputValues: rows,
	leadPositions: positions,
	activations: 0,
	poolOutputs: 0,
});
