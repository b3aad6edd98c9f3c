import { driveExponent } from "../activity/estimate-activity.js";
import { InputError } from "../base/input-error.js";
import { clamp } from "../base/round.js";
import { inputSumFactor, offLevelsSubtracted } from "../design/cell-scale.js";
import type { Design } from "../design/design.js";
import { layerEncoding } from "../design/layer-overrides.js";
import { mitigationsOf } from "../design/mitigations.js";
import { fractionBits } from "../device/cell-grid.js";
import { isIdealRead } from "../device/is-ideal.js";
import { inputEncoders } from "../encode/input-encoders.js";
import type { EncodedSegment } from "../encode/weight-encoder.js";
import { weightEncoderOf } from "../encode/weight-encoder-of.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import type {
	Converter,
	CrossbarLayer,
	DigitTable,
	ProgrammedSegment,
	ReadPlan,
} from "../kernels/crossbar-mvm/contract.js";
import type { AdcRange } from "../map/adc-policy/adc-range.js";
import { isExact, type OperationUnit, slicesRun } from "../map/layer-plan.js";
import type { LayerMapping } from "../map/mapping.js";
import { hasUnitColumn } from "../map/plan-layer.js";
import { invertsPlanes } from "../map/weight-sums.js";
import { operandRange } from "../network/operand-range.js";
import { greatestCode } from "../network/tensor-codes.js";
import type { QuantizedMatrixLayer } from "../quantize/quantized-network.js";
import { type DriveTable, driveTableOf } from "./drive-table.js";
import {
	type ProgrammedUnit,
	programArray,
	type UnitCells,
} from "./program-array.js";
import { addConverterNoise, rememberConverters } from "./program-converters.js";
import { tabulateTransitions } from "./tabulate-transitions.js";

/** A layer whose weights are in its arrays: programmed once, read many times. */
export interface ProgrammedLayer {
	readonly mapping: LayerMapping;
	/** Crossbars of each group, as they are read: once for each converter that partial products have. */
	readonly groups: readonly ReadPasses[];
	/** The same cells where only some of those partial products run, [groups]; no pass where none do. */
	passesOf(executed: Uint8Array): readonly (readonly CrossbarLayer[])[];
	/** The weights as they are meant to be in the cells, [groups][segments]. */
	readonly encoded: readonly (readonly EncodedSegment[])[];
	readonly driveTable: DriveTable;
	/** The read provably gives the exact integer product. */
	readonly exact: boolean;
}

/** Reads of the same cells that differ in what is converted and how; drive is counted by the first of a plane. */
export type ReadPasses = readonly [CrossbarLayer, ...CrossbarLayer[]];

/** Which chip a layer is programmed on, and where. */
export interface Chip {
	/** Its cells deviate as this says. */
	readonly seed: number;
	/** Number of the layer's first row segment among those of all layers. */
	readonly firstCrossbar: number;
}

const IDEAL_CHIP: Chip = { seed: 1, firstCrossbar: 0 };

/**
 * Encodes the weights of a layer and programs them as levels.
 *
 * @throws InputError where the quantised layer and the mapping disagree on its bits
 */
export function programLayer(
	layer: QuantizedMatrixLayer,
	mapping: LayerMapping,
	design: Design,
	chip: Chip = IDEAL_CHIP,
): ProgrammedLayer {
	if (
		layer.weightBits !== mapping.weightBits ||
		layer.input.bits > mapping.inputBits
	) {
		throw new InputError(
			`${layer.name}: quantised to ${layer.weightBits}-bit weights and ${layer.input.bits}-bit inputs, the design maps ${mapping.weightBits} and ${mapping.inputBits}`,
		);
	}
	checkGreatest(layer, mapping);
	const grid = fractionBits(mapping, design);
	const digits = tabulateDigits(mapping, design);
	const programmed = Array.from({ length: layer.groups }, (_, group) =>
		mapping.segments.flatMap((_, s) => {
			const crossbar = chip.firstCrossbar + group * mapping.segments.length + s;
			const encoded = mapping.operationUnits
				.filter(({ segment }) => segment === s)
				.map((unit) => encodeUnit(layer, group, unit, mapping, design));
			const place = {
				seed: chip.seed,
				crossbar,
				cellBits: design.crossbar.cellBits,
			};
			return programArray(encoded, mapping, design, place, grid);
		}),
	);
	const convertersOf = rememberConverters(
		mapping,
		design,
		{ seed: chip.seed, layer: chip.firstCrossbar },
		grid,
	);
	const passesOf = (executed: Uint8Array) => {
		const part = { ...mapping, executed };
		const plans = planReads(part, design, grid);
		return programmed.map((units, group) =>
			plans.map(({ plan, range }, pass) => {
				const earlier = plans.slice(0, pass).map((one) => one.plan);
				const converters = convertersOf(range, group);
				const segments = units.map((unit, u) => ({
					...programSegment(unit, plan, earlier, part, design),
					noise: addConverterNoise(unit.cells.noise, range, grid, design),
					converters: converters?.[mapping.operationUnits[u]!.segment],
				}));
				return { segments, plan, digits };
			}),
		);
	};
	const groups = passesOf(mapping.executed) as unknown as readonly ReadPasses[];
	return {
		mapping,
		groups,
		passesOf,
		encoded: programmed.map((segments) =>
			segments.map(({ encoded }) => encoded),
		),
		driveTable: driveTableOf(digits, groups[0]![0].plan),
		exact: isExact(mapping) && isIdealRead(design),
	};
}

/** How the columns of a layer are read by one kind of converter. */
interface PlannedRead {
	readonly plan: ReadPlan;
	readonly range: AdcRange;
}

/** One plan for each kind of codes, with the partial products that have them: which ranges are tried first gives no others. */
function planReads(
	mapping: LayerMapping,
	design: Design,
	grid: number,
): readonly PlannedRead[] {
	const { inputPlanes, weightPlanes, executed, adc, adcOfProduct } = mapping;
	const isPair = weightEncoders[design.encoding.weights].cells === "pair";
	const common = {
		inputPlanes: inputPlanes.length,
		significance: Float64Array.from(
			inputPlanes.flatMap((input) =>
				weightPlanes.map((weight) => input.significance * weight.significance),
			),
		),
		subtraction: isPair ? design.crossbar.pairs.subtraction : "none",
		driveExponent: driveExponent(design),
		inputSum: hasUnitColumn(design) ? "unit-column" : "counted",
		...(invertsPlanes(design) && {
			invertedFrom: Uint8Array.from(inputPlanes, ({ max }) => max),
		}),
	} as const;
	if (!executed.includes(1)) return [];
	// Converters that lose nothing give the same codes.
	if (mapping.losslessAdc)
		return [{ plan: { ...common, adc, executed }, range: adc }];
	const productsOf = new Map<string, Uint8Array>();
	adcOfProduct.forEach(({ earlyStop: _, ...converter }, product) => {
		if (executed[product] === 0) return;
		const key = JSON.stringify(converter);
		const products = productsOf.get(key) ?? new Uint8Array(executed.length);
		products[product] = 1;
		productsOf.set(key, products);
	});
	return [...productsOf].map(([key, products]) => {
		const range = JSON.parse(key) as AdcRange;
		const own = converterOf(range, grid);
		return { plan: { ...common, adc: own, executed: products }, range };
	});
}

function converterOf(
	{ step, min, max, transitions }: AdcRange,
	grid: number,
): Converter {
	const transfer = transitions && tabulateTransitions(transitions, grid);
	return { step, min, max, transfer };
}

/** @throws InputError where a layer that reads the same tensor has greater codes than the planes of this one hold */
function checkGreatest(
	{ name, input }: QuantizedMatrixLayer,
	{ greatestInput = Infinity }: LayerMapping,
): void {
	const greatest = greatestCode(input);
	if (greatest > greatestInput)
		throw new InputError(
			`${name}: greatestInput: found ${greatestInput}, another layer has ${greatest}`,
		);
}

/** Flips and centres are chosen for what is summed at once: the part of a column that an operation unit drives. */
function encodeUnit(
	layer: QuantizedMatrixLayer,
	group: number,
	{ start, rows }: OperationUnit,
	mapping: LayerMapping,
	design: Design,
): EncodedSegment {
	const encoder = weightEncoderOf(design, mapping.shape.layer);
	const { outputs } = layer;
	const first = (group * layer.rows + start) * outputs;
	const weights = layer.weights.subarray(first, first + rows * outputs);
	return encoder.encode(
		{ rows, outputs, weights },
		mapping.weightBits,
		design.crossbar.cellBits,
		mapping.greatestWeight,
	);
}

/** @param earlier passes, which have counted the drive of their planes */
function programSegment(
	{ encoded, cells }: ProgrammedUnit,
	{ executed, invertedFrom }: ReadPlan,
	earlier: readonly ReadPlan[],
	mapping: LayerMapping,
	design: Design,
): ProgrammedSegment {
	const levels = levelsPerRow(cells, mapping, design);
	const slices = mapping.weightPlanes.length;
	mapping.inputPlanes.forEach((_, i) => {
		const isCounted = earlier.some((plan) =>
			plan.executed.subarray(i * slices, (i + 1) * slices).includes(1),
		);
		if (isCounted) levels.fill(0, i * cells.rows, (i + 1) * cells.rows);
	});
	return {
		...cells,
		levelsPerRow: levels,
		inputSumWorth: inputSumWorth(encoded, executed, mapping, design),
		inversionWorth: invertedFrom && inversionWorth(encoded, executed, mapping),
	};
}

/** A correction belongs to its partial product and is skipped with it. */
function inputSumWorth(
	{ outputs, offset, sign }: EncodedSegment,
	executed: Uint8Array,
	{ inputPlanes, weightPlanes }: LayerMapping,
	design: Design,
): Float64Array | undefined {
	const { cells } = weightEncoders[design.encoding.weights];
	const off = offLevelsSubtracted(
		design.device,
		design.crossbar.cellBits,
		cells,
	);
	const read = hasUnitColumn(design) ? "unit-column" : "counted";
	if (off === 0 && offset.every((value) => value === 0)) return undefined;
	const worth = new Float64Array(inputPlanes.length * outputs);
	inputPlanes.forEach((input, i) => {
		weightPlanes.forEach((weight, j) => {
			if (executed[i * weightPlanes.length + j] === 0) return;
			const significance = input.significance * weight.significance;
			for (let k = 0; k < outputs; k++) {
				const column = j * outputs + k;
				worth[i * outputs + k]! +=
					significance *
					inputSumFactor(
						{ sign: sign[column]!, offset: offset[column]! },
						off,
						read,
					);
			}
		});
	});
	return worth;
}

/** What full rows give each output in each plane, offsets included: of the levels that were meant. */
function inversionWorth(
	{ rows, outputs, levels, sign, offset }: EncodedSegment,
	executed: Uint8Array,
	{ inputPlanes, weightPlanes }: LayerMapping,
): Float64Array {
	const sums = Float64Array.from(sign, (ofColumn, column) => {
		const [j, k] = [Math.floor(column / outputs), column % outputs];
		let sum = 0;
		for (let r = 0; r < rows; r++) sum += levels[(j * rows + r) * outputs + k]!;
		return ofColumn * sum + rows * offset[column]!;
	});
	const worth = new Float64Array(inputPlanes.length * outputs);
	inputPlanes.forEach(({ significance, max }, i) => {
		weightPlanes.forEach((weight, j) => {
			if (executed[i * weightPlanes.length + j] === 0) return;
			for (let k = 0; k < outputs; k++)
				worth[i * outputs + k]! +=
					max * significance * weight.significance * sums[j * outputs + k]!;
		});
	});
	return worth;
}

/**
 * Levels that a row drives when a plane is read, [inputPlanes × rows]. Interleaved slices share their rows, so a slice
 * whose partial product is skipped is driven all the same. Every array has a column of ones where the design says so.
 *
 * @param tile outputs whose arrays are read, of whole column tiles; all if not stated
 */
export function levelsPerRow(
	cells: UnitCells,
	mapping: LayerMapping,
	design: Design,
	tile: { readonly first: number; readonly end: number } = {
		first: 0,
		end: cells.outputs,
	},
): Float64Array {
	const { rows, slices, fractionBits } = cells;
	const interleaved = design.crossbar.columnLayout === "interleaved";
	const { cellsPerDigit } = mitigationsOf(design);
	const levels = new Float64Array(mapping.inputPlanes.length * rows);
	const tiles = Math.ceil((tile.end - tile.first) / mapping.outputsPerArray);
	// Most planes run the same slices.
	const known = new Map<string, Float64Array>();
	mapping.inputPlanes.forEach((_, i) => {
		const runs = mapping.executed.subarray(i * slices, (i + 1) * slices);
		if (!runs.includes(1)) return;
		const driven = interleaved ? runs.map(() => 1) : runs;
		const sums = known.get(driven.join()) ?? sumLevels(cells, driven, tile);
		known.set(driven.join(), sums);
		const ones = hasUnitColumn(design)
			? tiles * (interleaved ? 1 : slicesRun(mapping, i))
			: 0;
		for (let r = 0; r < rows; r++)
			levels[i * rows + r] =
				ones + sums[r]! * cellsPerDigit * 2 ** -fractionBits;
	});
	return levels;
}

/** Of the cells of each row that are driven, in units of 2^−fractionBits, [rows]. */
function sumLevels(
	{ rows, outputs, slices, positive, negative }: UnitCells,
	driven: Uint8Array,
	tile: { readonly first: number; readonly end: number },
): Float64Array {
	const sums = new Float64Array(rows);
	for (let r = 0; r < rows; r++) {
		for (let j = 0; j < slices; j++) {
			if (driven[j] === 0) continue;
			const first = (r * slices + j) * outputs;
			for (let k = first + tile.first; k < first + tile.end; k++)
				sums[r]! += positive[k]! + (negative?.[k] ?? 0);
		}
	}
	return sums;
}

/** Few encoders, widths and signs come up again and again. */
const digitTables = new Map<string, DigitTable>();

function tabulateDigits(
	{ inputBits, greatestInput, inputPlanes, shape }: LayerMapping,
	design: Design,
): DigitTable {
	const { inputs, digitBits } = layerEncoding(design, shape.layer);
	const encoder = inputEncoders[inputs];
	const { signedInputs } = shape;
	const key = [
		encoder.kind,
		digitBits,
		inputBits,
		signedInputs,
		greatestInput,
	].join();
	const known = digitTables.get(key);
	if (known) return known;
	const codes = 2 ** inputBits;
	const least = signedInputs ? -codes / 2 : 0;
	// Codes that never come stand for the nearest one that does: their own digits may take another plane.
	const held = operandRange(inputBits, signedInputs, greatestInput);
	const digits = new Int8Array(inputPlanes.length * codes);
	for (let i = 0; i < inputPlanes.length; i++) {
		for (let x = 0; x < codes; x++) {
			digits[i * codes + x] = encoder.digit(
				clamp(x + least, ...held),
				i,
				inputBits,
				signedInputs,
				digitBits,
			);
		}
	}
	const table = { digits, least, codes };
	digitTables.set(key, table);
	return table;
}
