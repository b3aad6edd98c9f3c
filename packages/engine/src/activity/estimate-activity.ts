import { levelScale } from "../design/cell-scale.js";
import type { Design } from "../design/design.js";
import { layerEncoding } from "../design/layer-overrides.js";
import { mitigationsOf } from "../design/mitigations.js";
import { inputEncoders } from "../encode/input-encoders.js";
import { weightSlicesOf } from "../encode/weight-encoder-of.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import { stopsEarly } from "../map/adc-policy/early-stop.js";
import { columnAddressBits } from "../map/column-addresses.js";
import {
	driverSetsRead,
	type LayerPlan,
	slicesRun,
} from "../map/layer-plan.js";
import type { LayerMapping, Mapping } from "../map/mapping.js";
import { hasUnitColumn } from "../map/plan-layer.js";
import { weightSumBits } from "../map/weight-sums.js";
import { operandRange } from "../network/operand-range.js";
import type {
	Activity,
	ArrayActivity,
	LayerActivity,
	Traffic,
} from "./activity.js";
import {
	type ArrayEvents,
	arrayEvents,
	type DataDriven,
	NOT_DRIVEN,
	withDriven,
} from "./array-events.js";
import { estimateComparisons } from "./estimate-comparisons.js";
import { digitsOfEvenWeights, evenCodes } from "./even-codes.js";
import { type MeanDrive, meanInvertedDrive } from "./inverted-drive.js";
import { layerActivity } from "./layer-activity.js";
import { mostTestEvents } from "./test-events.js";
import { networkTraffic } from "./traffic.js";

/**
 * Activity without data: operand codes are taken to be spread evenly over their whole range, which is more
 * than real activations and weights drive.
 */
export function estimateActivity(
	mapping: Mapping,
	design: Design,
	arrays: PlanEvents = countPlanEvents(design),
): Activity {
	const traffic = networkTraffic(mapping);
	const layers = mapping.layers.map((layer, l) =>
		layerActivity(layer, arrays.estimated(layer), traffic[l]!),
	);
	return {
		source: "estimated",
		images: 0,
		note: "weights and activations uniform over their codes",
		layers,
	};
}

/** Activity of one layer that causes this traffic. */
export function estimateLayer(
	layer: LayerMapping,
	design: Design,
	traffic: Traffic,
): LayerActivity {
	return layerActivity(layer, estimateArrays(layer, design), traffic);
}

/** Events at the arrays of a layer; they do not depend on how many copies it has. */
export function estimateArrays(
	layer: LayerPlan,
	design: Design,
	events: ArrayEvents = arrayEvents(layer, design),
): ArrayActivity {
	const driven = withDriven(events, estimateDrive(layer, design));
	return stopsEarly(layer.adcOfProduct)
		? { ...driven, ...estimateComparisons(layer, design) }
		: driven;
}

/** Events at the arrays of the layers of one design. */
export interface PlanEvents {
	/** Those that follow from the plan; the data drive nothing. */
	undriven(plan: LayerPlan): ArrayActivity;
	estimated(plan: LayerPlan): ArrayActivity;
}

/** Counts events once for all layers that share their plan (`planLayers`), with whatever copies. */
export function countPlanEvents(design: Design): PlanEvents {
	const undriven = new Map<LayerPlan["cycles"], ArrayActivity>();
	const estimated = new Map<LayerPlan["cycles"], ArrayActivity>();
	const fixed = (plan: LayerPlan): ArrayActivity => {
		let events = undriven.get(plan.cycles);
		if (events === undefined) {
			events = withDriven(arrayEvents(plan, design), NOT_DRIVEN);
			undriven.set(plan.cycles, events);
		}
		return events;
	};
	return {
		undriven: fixed,
		estimated(plan) {
			let events = estimated.get(plan.cycles);
			if (events === undefined) {
				events = estimateArrays(plan, design, fixed(plan));
				estimated.set(plan.cycles, events);
			}
			return events;
		},
	};
}

function estimateDrive(
	layer: LayerPlan,
	design: Design,
): Pick<ArrayActivity, DataDriven> {
	const { shape, inputPlanes, weightPlanes, executed } = layer;
	const vectors = shape.positions * shape.groups;
	const levels = meanLevels(layer, design);
	const levelOfAll = levels.reduce((sum, level) => sum + level, 0);
	const slicePerArray = design.crossbar.columnLayout === "slice-per-array";
	const cellsOf = weightEncoders[design.encoding.weights].cells;
	const { off } = levelScale(design.device, design.crossbar.cellBits);
	const { cellsPerDigit } = mitigationsOf(design);
	const unitColumn = hasUnitColumn(design);
	const unitsOfRows = [...unitsByRows(layer)].map(([rows, units]) => ({
		rows,
		units,
		means: meanDrives(rows, layer, design),
	}));
	let drivenRows = 0;
	let drivenLevels = 0;
	let weightSums = 0;
	let planesRead = 0;
	for (let i = 0; i < inputPlanes.length; i++) {
		const slices = slicesRun(layer, i);
		if (slices === 0) continue;
		planesRead++;
		// Interleaved slices share their word lines.
		const driven = slicePerArray ? slices : weightPlanes.length;
		const level = slicePerArray
			? levels.reduce(
					(sum, own, j) =>
						executed[i * weightPlanes.length + j] === 1 ? sum + own : sum,
					0,
				)
			: levelOfAll;
		const unitLevels = unitColumn
			? layer.columnTiles * (slicePerArray ? slices : 1)
			: 0;
		const cells = driven * (cellsOf === "pair" ? 2 : 1);
		const levelsPerRow =
			shape.outputs * cellsPerDigit * (level + cells * off) +
			unitLevels * (1 + off);
		const driverSets = driverSetsRead(layer, i, design);
		for (const { rows, units, means } of unitsOfRows) {
			const mean = means[i]!;
			drivenRows += vectors * units * rows * driverSets * mean.active;
			drivenLevels += vectors * units * rows * mean.drive * levelsPerRow;
			weightSums += vectors * units * mean.inverted * shape.outputs;
		}
	}
	return {
		drivenRows,
		drivenLevels,
		weightSums,
		weightSumBits:
			weightSums * weightSumBits(layer, design) +
			mostTestEvents(layer, design).weightSumBits +
			vectors *
				layer.operationUnits.length *
				planesRead *
				shape.outputs *
				columnAddressBits(layer, design),
	};
}

/** How many operation units have so many rows. */
function unitsByRows({ operationUnits }: LayerPlan): Map<number, number> {
	const units = new Map<number, number>();
	for (const { rows } of operationUnits)
		units.set(rows, (units.get(rows) ?? 0) + 1);
	return units;
}

/** Means over codes, by what they depend on: few widths and encoders come up again and again. */
const levelMeans = new Map<string, readonly number[]>();
const driveMeans = new Map<string, readonly MeanDrive[]>();

function remembered<T>(
	known: Map<string, T>,
	key: readonly (string | number | boolean)[],
	make: () => T,
): T {
	const name = key.join();
	const value = known.get(name) ?? make();
	known.set(name, value);
	return value;
}

function meanLevels(layer: LayerPlan, design: Design): readonly number[] {
	const key = [
		layerEncoding(design, layer.shape.layer).weights,
		layer.weightBits,
		layer.greatestWeight ?? "",
		design.crossbar.cellBits,
		weightSlicesOf(design, layer.shape.layer)?.join(" ") ?? "",
	];
	return remembered(levelMeans, key, () => meanOfLevels(layer, design));
}

/** Of every input plane. */
function meanDrives(
	rows: number,
	layer: LayerPlan,
	design: Design,
): readonly MeanDrive[] {
	const { inputs, digitBits } = layerEncoding(design, layer.shape.layer);
	const encoder = inputEncoders[inputs];
	const key = [
		encoder.kind,
		digitBits,
		layer.inputBits,
		layer.greatestInput ?? "",
		layer.shape.signedInputs,
		driveExponent(design),
		encoder.inverts && rows,
	];
	return remembered(driveMeans, key, () => {
		const codes = evenCodes(
			...operandRange(
				layer.inputBits,
				layer.shape.signedInputs,
				layer.greatestInput,
			),
		);
		return layer.inputPlanes.map((_, i) =>
			meanOfDrive(codes, i, rows, layer, design),
		);
	});
}

/** Mean Σ of the levels of a digit's cells, slice by slice, of evenly spread weights. */
function meanOfLevels(layer: LayerPlan, design: Design): readonly number[] {
	return digitsOfEvenWeights(layer, design).map(
		(digits) =>
			digits.reduce((sum, digit) => sum + Math.abs(digit), 0) / digits.length,
	);
}

function meanOfDrive(
	codes: Int32Array,
	index: number,
	rows: number,
	{ inputBits, inputPlanes, shape }: LayerPlan,
	design: Design,
): MeanDrive {
	const { inputs, digitBits } = layerEncoding(design, shape.layer);
	const encoder = inputEncoders[inputs];
	const exponent = driveExponent(design);
	const { min, max } = inputPlanes[index]!;
	/** How often each magnitude comes. */
	const counts = new Float64Array(Math.max(-min, max) + 1);
	for (const code of codes) {
		const digit = encoder.digit(
			code,
			index,
			inputBits,
			shape.signedInputs,
			digitBits,
		);
		counts[Math.abs(digit)]!++;
	}
	if (encoder.inverts) {
		const chances = counts.map((count) => count / codes.length);
		return meanInvertedDrive(chances, rows, exponent);
	}
	const drive = counts.reduce(
		(sum, count, digit) => sum + digit ** exponent * count,
		0,
	);
	return {
		active: (codes.length - counts[0]!) / codes.length,
		drive: drive / codes.length,
		inverted: 0,
	};
}

/** Energy of a driven cell: V²·G for a voltage proportional to the digit, pulses in proportion to it otherwise. */
export function driveExponent(design: Design): 1 | 2 {
	return design.crossbar.inputDrive === "pulse-count" ? 1 : 2;
}
