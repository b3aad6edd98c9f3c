import { InputError } from "../base/input-error.js";
import type { Design } from "../design/design.js";
import { layerEncoding } from "../design/layer-overrides.js";
import { inputEncoders } from "../encode/input-encoders.js";
import type { WeightEncoder } from "../encode/weight-encoder.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import { arraysPerPe, crossbarsPerArray } from "./layer-plan.js";

/** @throws InputError where the encoders of the design do not serve its cells or digits */
export function checkEncoders(design: Design): void {
	const weights = weightEncoders[design.encoding.weights];
	checkLayers(design);
	checkSlices(design);
	checkDrivers(design);
	checkOperationUnits(design);
	if (arraysPerPe(design, weights.cells) < 1) {
		throw new InputError(
			`${design.name}: hierarchy.crossbarsPerPe: found ${design.hierarchy.crossbarsPerPe}, pairs in twin arrays need ${crossbarsPerArray(design, weights.cells)}`,
		);
	}
}

/** @throws InputError where an encoder does not serve its digits, or that of one layer takes other hardware than the rest */
function checkLayers({ name, encoding, layers, crossbar }: Design): void {
	const all = ["encoding", encoding] as const;
	const own = Object.keys(layers).map(
		(layer) =>
			[
				`layers.${layer}.encoding`,
				layerEncoding({ encoding, layers }, layer),
			] as const,
	);
	for (const [place, { weights, inputs, digitBits }] of [all, ...own]) {
		const ofWeights = weightEncoders[weights];
		if (!ofWeights.cellBits.includes(crossbar.cellBits))
			throw new InputError(
				`${name}: crossbar.cellBits: found ${crossbar.cellBits}, encoder ${weights} serves ${ofWeights.cellBits.join(", ")}`,
			);
		const ofInputs = inputEncoders[inputs];
		if (!ofInputs.digitBits.includes(digitBits))
			throw new InputError(
				`${name}: ${place}.digitBits: found ${digitBits}, encoder ${inputs} serves ${ofInputs.digitBits.join(", ")}`,
			);
		if (ofInputs.inverts !== inputEncoders[encoding.inputs].inverts)
			throw new InputError(
				`${name}: ${place}.inputs: found ${inputs} beside ${encoding.inputs}, expected inverted planes in all layers or in none`,
			);
		if (!haveSameCells(ofWeights, weightEncoders[encoding.weights]))
			throw new InputError(
				`${name}: ${place}.weights: found ${weights} beside ${encoding.weights}, expected the same cells and correction in all layers`,
			);
	}
}

function haveSameCells(a: WeightEncoder, b: WeightEncoder): boolean {
	return (
		a.cells === b.cells &&
		a.needsInputSum === b.needsInputSum &&
		a.multipliesInputSum === b.multipliesInputSum
	);
}

/** @throws InputError where slices are stated that the encoder or the cells do not serve */
function checkSlices({ name, encoding, layers, crossbar }: Design): void {
	const stated = [
		["encoding", encoding.weightSlices] as const,
		...Object.entries(layers).map(
			([layer, { weightSlices }]) => [`layers.${layer}`, weightSlices] as const,
		),
	];
	for (const [place, slices] of stated) {
		if (slices === undefined) continue;
		if (!weightEncoders[encoding.weights].withSlices)
			throw new InputError(
				`${name}: ${place}.weightSlices: found ${slices.join(", ")}, encoder ${encoding.weights} has slices of the cells' bits alone`,
			);
		const wide = slices.find((bits) => bits > crossbar.cellBits);
		if (wide !== undefined)
			throw new InputError(
				`${name}: ${place}.weightSlices: found a slice of ${wide} bits, cells hold ${crossbar.cellBits}`,
			);
	}
}

/** @throws InputError where arrays on common drivers do not fit the PE, or do not see the same inputs at once */
function checkDrivers({ name, crossbar, hierarchy, encoding }: Design): void {
	const { arraysPerDriver, columnLayout } = crossbar;
	if (arraysPerDriver === 1) return;
	if (columnLayout !== "interleaved")
		throw new InputError(
			`${name}: crossbar.arraysPerDriver: found ${arraysPerDriver} with one slice an array, of which not all are read at once: expected 1, or columnLayout: interleaved`,
		);
	const arrays = arraysPerPe(
		{ crossbar, hierarchy },
		weightEncoders[encoding.weights].cells,
	);
	if (arrays % arraysPerDriver !== 0)
		throw new InputError(
			`${name}: crossbar.arraysPerDriver: found ${arraysPerDriver}, expected a divisor of the ${arrays} arrays of a PE`,
		);
}

/** @throws InputError where more rows are to be driven at once than there are */
function checkOperationUnits({ name, crossbar }: Design): void {
	const { operationUnitRows, rows } = crossbar;
	if (operationUnitRows !== undefined && operationUnitRows > rows)
		throw new InputError(
			`${name}: crossbar.operationUnitRows: found ${operationUnitRows}, an array has ${rows} rows`,
		);
}
