import { InputError } from "../base/input-error.js";
import { remembered } from "../base/remembered.js";
import type { Design } from "../design/design.js";
import {
	layerEncoding,
	layerOverrides,
	partialProductsOf,
} from "../design/layer-overrides.js";
import { mitigationsOf } from "../design/mitigations.js";
import {
	type ColumnSumBounds,
	columnSumBounds,
	inputSumBounds,
} from "../encode/column-sum-bounds.js";
import type { DigitPlane } from "../encode/digit-plane.js";
import { inputEncoders } from "../encode/input-encoders.js";
import type { WeightEncoder } from "../encode/weight-encoder.js";
import { weightEncoderOf } from "../encode/weight-encoder-of.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import type { LayerShape } from "../network/layer-shape.js";
import type { OperandWidths } from "../quantize/quantize-options.js";
import type { AdcRange } from "./adc-policy/adc-range.js";
import type { ConvertedSums } from "./adc-policy/converted-sums.js";
import { isLossless, resolveAdc } from "./adc-policy/resolve-adc.js";
import { checkEncoders } from "./check-encoders.js";
import { hasUnitColumn, offsetProducts } from "./input-sums.js";
import { layerOperands } from "./layer-operands.js";
import {
	type LayerPlan,
	type RowSegment,
	rowsPerRead,
	subtractsPairs,
	unitsOfTallest,
} from "./layer-plan.js";
import {
	keepsOutputs,
	resolvePartialProducts,
} from "./partial-product-policy/resolve-partial-products.js";
import { readCycle } from "./read-cycle.js";

export { countsInputs, hasUnitColumn, offsetProducts } from "./input-sums.js";
export { readsPerPlane } from "./read-cycle.js";

/**
 * Cuts a layer into row segments and arrays, and settles which partial products run and what the ADC does.
 *
 * @throws InputError where an encoder does not serve the design's cells or digits, or a weight fits no array
 */
export function planLayer(shape: LayerShape, design: Design): LayerPlan {
	const encoder = weightEncoders[design.encoding.weights];
	const operands = layerOperands(shape, design);
	const { weightBits, inputBits, greatestWeight, greatestInput } = operands;
	const isNamed = Object.hasOwn(design.layers, shape.layer);
	const reading = readings(
		design,
		`${weightBits} ${inputBits} ${shape.signedInputs} ${isNamed ? shape.layer : ""}`,
		() => planReading(shape, operands, design),
	);
	const { weightPlanes, inputPlanes } = reading;
	const rows = rowsPerRead(design);
	const segments = cutRows(
		{ start: 0, rows: shape.rows },
		design.crossbar.rows,
	);
	const operationUnits = segments.flatMap((whole, segment) =>
		cutRows(whole, rows).map((unit) => ({ ...unit, segment })),
	);
	const { outputsPerArray, groupsPerArray, columnTiles, driverSets, ...of } =
		cutColumns(shape, design, encoder, weightPlanes);
	const outputs = Math.min(outputsPerArray, shape.outputs);
	// A list of its own for each layer: by it layers are told apart that do not share their plan.
	const cycles = [...readCycles(reading, outputs, design)];
	// Field by field: fields added to a spread object of many cost four hundred times as much.
	return {
		shape,
		weightBits,
		greatestWeight,
		weightPlanes,
		inputBits,
		greatestInput,
		inputPlanes,
		recodingBits: reading.recodingBits,
		executed: reading.executed,
		keepsOutputs: reading.keepsOutputs,
		bounds: reading.bounds,
		adc: reading.adc,
		adcOfProduct: reading.adcOfProduct,
		losslessAdc: reading.losslessAdc,
		hasWeightZeroPoints: hasWeightZeroPoints(shape, weightBits),
		segments,
		operationUnits,
		outputsPerArray,
		groupsPerArray,
		columnTiles,
		driverSets,
		arraysPerCopy:
			Math.ceil(shape.groups / groupsPerArray) *
			segments.length *
			driverSets *
			design.crossbar.arraysPerDriver *
			of.arraysPerTile,
		cycles,
		timePerPosition:
			groupsPerArray *
			unitsOfTallest({ operationUnits }) *
			cycles.reduce((sum, cycle) => sum + cycle, 0),
	};
}

/** How operands of some widths are read, whatever the size of their layer. */
type Reading = Pick<
	LayerPlan,
	| "weightBits"
	| "weightPlanes"
	| "inputBits"
	| "inputPlanes"
	| "recodingBits"
	| "executed"
	| "keepsOutputs"
	| "bounds"
	| "adc"
	| "adcOfProduct"
	| "losslessAdc"
>;

const readings = remembered<Design, Reading>();

/** Read cycle of every input plane in arrays of so many outputs. */
function readCycles(
	reading: Reading,
	outputs: number,
	design: Design,
): readonly number[] {
	return knownCycles(reading, String(outputs), () => {
		const read = { ...reading, outputsPerArray: outputs, shape: { outputs } };
		return reading.inputPlanes.map((_, i) => readCycle(i, read, design));
	});
}

const knownCycles = remembered<Reading, readonly number[]>();

function planReading(
	shape: LayerShape,
	{ weightBits, inputBits, greatestWeight, greatestInput }: OperandWidths,
	design: Design,
): Reading {
	checkEncoders(design);
	const encoder = weightEncoderOf(design, shape.layer);
	const { cellBits } = design.crossbar;
	const rows = rowsPerRead(design);
	const weightPlanes = encoder.planes(weightBits, cellBits, greatestWeight);
	const { inputs: kind, digitBits } = layerEncoding(design, shape.layer);
	const inputEncoder = inputEncoders[kind];
	const inputPlanes = inputEncoder.planes(
		inputBits,
		shape.signedInputs,
		digitBits,
		greatestInput,
	);
	const inputs = { planes: inputPlanes, inverts: inputEncoder.inverts };
	const policy = partialProductsOf(design, shape.layer);
	const wanted = resolvePartialProducts(policy, inputPlanes, weightPlanes);
	if (!wanted.includes(1)) {
		throw new InputError(
			`${design.name}: partialProducts: the threshold skips every partial product of layer ${shape.layer}`,
		);
	}
	const dataBounds = columnSumBounds(
		encoder,
		{ bits: weightBits, cellBits, greatest: greatestWeight },
		inputs,
		rows,
		subtractsPairs(design),
	);
	const bounds = hasUnitColumn(design)
		? includeBounds(dataBounds, inputSumBounds(inputs, rows))
		: dataBounds;
	const sums = { bounds, inputPlanes, weightPlanes };
	const adcOfProduct = chooseAdcs(shape.layer, design, sums);
	const executed = wanted.map((runs, at) =>
		adcOfProduct[at]!.bits > 0 ? runs : 0,
	);
	if (!executed.includes(1)) {
		throw new InputError(
			`${design.name}: adc: found 0 bits for every partial product of layer ${shape.layer}, expected some: a table or window that leaves any`,
		);
	}
	if (
		offsetProducts(design) === "once" &&
		(policy.kind !== "all" || executed.includes(0))
	) {
		throw new InputError(
			`${design.name}: encoding.offsetProduct: found once, but not all partial products of layer ${shape.layer} run: expected each-plane`,
		);
	}
	const run = [...new Set(adcOfProduct.filter((_, at) => executed[at] === 1))];
	const adc = run.reduce((most, one) => (one.bits > most.bits ? one : most));
	if (bounds.min < 0 && adc.min >= 0 && !adc.transitions) {
		throw new InputError(
			`${design.name}: adc: found unsigned codes, but the encodings give column sums down to ${bounds.min} in layer ${shape.layer}: expected signed: true`,
		);
	}
	return {
		weightBits,
		weightPlanes,
		inputBits,
		inputPlanes,
		recodingBits: inputEncoder.recodingBits(inputPlanes, inputBits),
		executed,
		keepsOutputs: keepsOutputs(policy),
		bounds,
		adc,
		adcOfProduct,
		losslessAdc: run.every((one) => isLossless(one, bounds)),
	};
}

/** @throws InputError naming design and layer */
function chooseAdcs(
	layer: string,
	design: Design,
	sums: ConvertedSums,
): readonly AdcRange[] {
	const policy = layerOverrides(design, layer).adc ?? design.adc;
	try {
		const adcs = resolveAdc(policy, sums);
		if (hasUnitColumn(design) && new Set(adcs.map(codesOf)).size > 1)
			throw new InputError(
				`adc: found ${policy.kind} with a unit column, which one converter reads: expected correction: digital-count`,
			);
		return adcs;
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		throw new InputError(`${design.name}: layer ${layer}: ${error.message}`);
	}
}

/** What a converter's codes follow from: not which ranges it tries first. */
function codesOf({ earlyStop: _, ...whole }: AdcRange): string {
	return JSON.stringify(whole);
}

/** Stored codes keep theirs where they are taken over; weights of 1 bit stand for ±1 around −½. */
function hasWeightZeroPoints(shape: LayerShape, weightBits: number): boolean {
	if (weightBits === 1 || shape.weightBits === 1) return weightBits === 1;
	const isTakenOver = (shape.weightBits ?? Infinity) <= weightBits;
	return isTakenOver && shape.hasWeightZeroPoints === true;
}

/** The column of ones goes through the same ADC; over flipped columns of 1-bit cells it sums to the most. */
function includeBounds(
	data: ColumnSumBounds,
	ones: ColumnSumBounds,
): ColumnSumBounds {
	return {
		min: Math.min(data.min, ones.min),
		max: Math.max(data.max, ones.max),
	};
}

function cutRows(
	{ start, rows }: RowSegment,
	height: number,
): readonly RowSegment[] {
	const cut: RowSegment[] = [];
	for (let done = 0; done < rows; done += height)
		cut.push({ start: start + done, rows: Math.min(height, rows - done) });
	return cut;
}

interface Partition {
	readonly outputsPerArray: number;
	readonly groupsPerArray: number;
	readonly columnTiles: number;
	readonly driverSets: number;
	/** Arrays for one row segment of one column tile. */
	readonly arraysPerTile: number;
}

function cutColumns(
	shape: LayerShape,
	design: Design,
	encoder: WeightEncoder,
	weightPlanes: readonly DigitPlane[],
): Partition {
	const { columns, columnLayout } = design.crossbar;
	const perWeight = columnsPerWeight(design, encoder, weightPlanes);
	const outputsPerArray = Math.floor(columns / perWeight);
	if (outputsPerArray < 1) {
		throw new InputError(
			`${shape.layer}: a weight takes ${perWeight} columns, crossbar has ${columns}`,
		);
	}
	const columnTiles = Math.ceil(shape.outputs / outputsPerArray);
	return {
		outputsPerArray,
		groupsPerArray: groupsPerArray(shape, design, outputsPerArray),
		columnTiles,
		driverSets: Math.ceil(columnTiles / design.crossbar.arraysPerDriver),
		arraysPerTile: columnLayout === "interleaved" ? 1 : weightPlanes.length,
	};
}

function columnsPerWeight(
	{ crossbar }: Design,
	encoder: WeightEncoder,
	weightPlanes: readonly DigitPlane[],
): number {
	const { columnLayout, pairs } = crossbar;
	const columnsPerDigit =
		(encoder.cells === "pair" && pairs.layout === "adjacent-columns" ? 2 : 1) *
		mitigationsOf({ crossbar }).cellsPerDigit;
	return (
		columnsPerDigit * (columnLayout === "interleaved" ? weightPlanes.length : 1)
	);
}

/** Groups that fit on the diagonal of an array, where the design packs them. */
function groupsPerArray(
	{ groups, rows, outputs }: LayerShape,
	{ crossbar }: Design,
	outputsPerArray: number,
): number {
	if (crossbar.groups === "own-arrays") return 1;
	const fit = Math.min(
		Math.floor(crossbar.rows / rows),
		Math.floor(outputsPerArray / outputs),
	);
	return Math.max(1, Math.min(groups, fit));
}
