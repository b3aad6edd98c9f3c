import { InputError } from "../base/input-error.js";
import type { Design } from "../design/design.js";
import type {
	CrossbarLayer,
	ProgrammedSegment,
} from "../kernels/crossbar-mvm/contract.js";
import { converter } from "../kernels/crossbar-mvm/reference.js";
import { integerProduct } from "../quantize/integer-product.js";
import { runInBatches } from "../quantize/run-quantized.js";
import { programLayers } from "../simulate/program-layers.js";
import { calibratedFor } from "./calibrated-for.js";
import { shapesFor } from "./evaluate-cost.js";
import { mapNetwork } from "./map-network.js";
import type { PreparedNetwork } from "./prepare-network.js";
import { quantizeFor } from "./quantize-for.js";

/** Which read is looked at. */
export interface CrossbarPlaceChoice {
	readonly layer: string;
	/** Row segment of the layer's first group. */
	readonly segment: number;
	/** Test image, and position of the filter in it. */
	readonly image: number;
	readonly position: number;
	readonly seed: number;
}

/** One row segment and the digits that one vector drives it with: all that a drawing needs, as plain data. */
export interface CrossbarInspection {
	readonly layer: string;
	readonly segments: number;
	readonly positions: number;
	readonly rows: number;
	readonly outputs: number;
	/** log2 of the significance of each plane, most significant last. */
	readonly inputSignificance: readonly number[];
	readonly weightSignificance: readonly number[];
	/** What drives each row, [input planes × rows]. */
	readonly digits: Int8Array;
	/** Levels of the cells, deviations included, [rows × weight planes × outputs]. */
	readonly positive: Float64Array;
	/** Of the negative cells of pairs; empty where there are none. */
	readonly negative: Float64Array;
	/** Which partial products run, [input planes × weight planes]. */
	readonly executed: Uint8Array;
	/** In levels, pairs subtracted, [input planes × weight planes × outputs]; without noise of the read. */
	readonly sums: Float64Array;
	/** Standard deviation of the read noise of each sum, in levels, like `sums`; empty where there is none. */
	readonly noise: Float64Array;
	/** What the converter gives for them; 0 where the product does not run. */
	readonly codes: Float64Array;
	/** Of the widest converter, in levels. */
	readonly adc: {
		readonly bits: number;
		readonly min: number;
		readonly max: number;
		readonly step: number;
	};
}

/**
 * What one row segment of a layer holds, is driven with, sums to and converts to, for one vector of one test image.
 *
 * @param design with its calibrated bits resolved, as an evaluation states it
 * @throws InputError where there is no such layer, segment, image or position
 */
export function inspectCrossbar(
	prepared: PreparedNetwork,
	design: Design,
	choice: CrossbarPlaceChoice,
): CrossbarInspection {
	const { data } = prepared;
	const calibrated = calibratedFor(prepared, design.operands);
	const { mapping } = mapNetwork(shapesFor(calibrated.network, design), design);
	const mapped = mapping.layers.find(
		({ shape }) => shape.layer === choice.layer,
	);
	if (!mapped) {
		const names = mapping.layers.map(({ shape }) => shape.layer);
		throw new InputError(
			`layer ${choice.layer}: found no such layer, expected ${names.join(", ")}`,
		);
	}
	const { shape, inputPlanes, weightPlanes, adc, executed } = mapped;
	check("segment", choice.segment, mapped.segments.length);
	check("image", choice.image, data.test.count);
	check("position", choice.position, shape.positions);
	const quantized = quantizeFor(calibrated, mapping.layers, design);
	const values = data.test.images.length / data.test.count;
	const image = data.test.images.subarray(
		choice.image * values,
		(choice.image + 1) * values,
	);
	let vector: readonly number[] = [];
	runInBatches(
		quantized,
		image,
		1,
		(call) => {
			integerProduct(call);
			if (call.layer.name !== choice.layer || call.group !== 0) return;
			const at = choice.position - call.firstVector;
			if (at < 0 || at >= call.vectors) return;
			vector = Array.from(
				call.inputs.subarray(at * shape.rows, (at + 1) * shape.rows),
			);
		},
		{ batch: 1 },
	);
	const passes = programLayers(
		quantized,
		mapping,
		design,
		choice.seed,
		(layer) => layer === mapped,
	).get(choice.layer)!.groups[0]!;
	const { start, rows } = mapped.segments[choice.segment]!;
	const digits = digitPlanes(
		passes[0],
		vector.slice(start, start + rows),
		inputPlanes.length,
	);
	const cells = passes[0].segments[choice.segment]!;
	const sums = columnSums(cells, digits, inputPlanes.length);
	const codes = new Float64Array(sums.length);
	for (const { plan, segments } of passes) {
		const { fractionBits, outputs } = segments[choice.segment]!;
		const codeOf = converter(plan.adc, fractionBits);
		for (let product = 0; product < plan.executed.length; product++) {
			if (plan.executed[product] === 0) continue;
			for (let k = 0; k < outputs; k++) {
				const at = product * outputs + k;
				codes[at] = codeOf(sums[at]! * 2 ** fractionBits);
			}
		}
	}
	return {
		layer: choice.layer,
		segments: mapped.segments.length,
		positions: shape.positions,
		rows,
		outputs: cells.outputs,
		inputSignificance: inputPlanes.map(exponent),
		weightSignificance: weightPlanes.map(exponent),
		digits,
		positive: levelsOf(cells.positive, cells.fractionBits),
		negative: levelsOf(cells.negative ?? new Int32Array(0), cells.fractionBits),
		executed,
		sums,
		noise: noiseDeviations(cells, digits, inputPlanes.length),
		codes,
		adc: {
			bits: adc.bits,
			min: adc.min * adc.step,
			max: adc.max * adc.step,
			step: adc.step,
		},
	};
}

function check(name: string, found: number, count: number): void {
	if (!Number.isInteger(found) || found < 0 || found >= count)
		throw new InputError(`${name}: found ${found}, expected 0 … ${count - 1}`);
}

const exponent = ({ significance }: { readonly significance: number }) =>
	Math.log2(Math.abs(significance));

const levelsOf = (cells: Int32Array, fractionBits: number): Float64Array =>
	Float64Array.from(cells, (cell) => cell * 2 ** -fractionBits);

/** Digits of a vector, [input planes × rows]. */
function digitPlanes(
	{ digits: { digits, least, codes } }: CrossbarLayer,
	vector: readonly number[],
	planes: number,
): Int8Array {
	const out = new Int8Array(planes * vector.length);
	for (let i = 0; i < planes; i++)
		vector.forEach((x, r) => {
			out[i * vector.length + r] = digits[i * codes + x - least]!;
		});
	return out;
}

/** Sums of all columns under all planes, in levels, [input planes × slices × outputs]. */
function columnSums(
	{
		rows,
		slices,
		outputs,
		positive,
		negative,
		fractionBits,
	}: ProgrammedSegment,
	digits: Int8Array,
	planes: number,
): Float64Array {
	const columns = slices * outputs;
	const sums = new Float64Array(planes * columns);
	for (let i = 0; i < planes; i++)
		for (let r = 0; r < rows; r++) {
			const digit = digits[i * rows + r]!;
			if (digit === 0) continue;
			for (let column = 0; column < columns; column++) {
				const at = r * columns + column;
				sums[i * columns + column]! +=
					digit * (positive[at]! - (negative?.[at] ?? 0));
			}
		}
	return sums.map((sum) => sum * 2 ** -fractionBits);
}

/** Standard deviations of the noise of all sums, in levels: variances of driven cells add up by the square of the digit. */
function noiseDeviations(
	{ rows, slices, outputs, noise, fractionBits }: ProgrammedSegment,
	digits: Int8Array,
	planes: number,
): Float64Array {
	if (!noise) return new Float64Array(0);
	const columns = slices * outputs;
	const steps = new Float64Array(planes * columns).fill(noise.ofConverter ?? 0);
	for (let i = 0; i < planes; i++)
		for (let r = 0; r < rows; r++) {
			const square = digits[i * rows + r]! ** 2;
			if (square === 0) continue;
			for (let column = 0; column < columns; column++) {
				const at = r * columns + column;
				steps[i * columns + column]! +=
					square * (noise.positive[at]! + (noise.negative?.[at] ?? 0));
			}
		}
	return steps.map(
		(variance) => Math.sqrt(variance) * noise.deviation * 2 ** -fractionBits,
	);
}
