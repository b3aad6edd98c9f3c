import { codeOf } from "../base/code-rule.js";
import { clamp, roundHalfToEven } from "../base/round.js";
import type { Design } from "../design/design.js";
import { type AdcRange, adcRange } from "../map/adc-policy/adc-range.js";
import type { LayerMapping } from "../map/mapping.js";
import type { QuantizedMatrixLayer } from "../quantize/quantized-network.js";
import { codeRule } from "../quantize/tensor-code-rule.js";
import { type Conversion, sampleSums } from "./sampled-sums.js";
import type { LayerVectors } from "./score-probe.js";

/** What converters and skipped products do to a layer's outputs, on vectors that it reads. */
export interface ConversionStudy {
	readonly products: number;
	readonly signed: boolean;
	/** Bits that hold every sum that was seen. */
	readonly mostBits: number;
	/** Converters that were tried, the same for every product. */
	readonly ranges: readonly AdcRange[];
	/** Mean square error of the outputs by one product with one converter, in real units, [products][ranges]. */
	readonly errorOf: readonly Float64Array[];
	/**
	 * Mean square error of the outputs, in real units, where the product p goes through converter `range(p)`, or is
	 * skipped where that is undefined; what is skipped has its mean in the bias.
	 */
	error(range: (product: number) => number | undefined): number;
	/** Σ |digit|^exponent · level that reading an input plane drives for one position of all groups. */
	readonly driveOfPlane: Float64Array;
	/** Memory that it takes, about. */
	readonly bytes: number;
}

/** Levels per code. */
const STEPS = [1, 2, 4, 8];
const LEAST_BITS = 2;
/** Outputs, and groups, that are looked at. */
const OUTPUTS = 8;
const GROUPS = 4;

/**
 * Reads sampled vectors through a layer's cells and tries converters on the column sums. Cells deviate as the design says,
 * and errors are against what they were meant to hold; wires are left to simulation, which has whole arrays, and so is
 * what converters deviate by.
 *
 * @param mapping of all products, with a converter that loses nothing
 */
export function studyConversions(
	layer: QuantizedMatrixLayer,
	mapping: LayerMapping,
	design: Design,
	vectors: LayerVectors,
): ConversionStudy {
	const { inputPlanes, weightPlanes, bounds } = mapping;
	const sample = someOutputs(layer);
	const products = inputPlanes.length * weightPlanes.length;
	const signed = bounds.min < 0;
	const sums = sampleSums(sample, mapping, design, vectors);
	const parts =
		(layer.groups * layer.outputs) / (sample.groups * sample.outputs);
	const mostBits = bitsFor(sums.least, sums.greatest, signed);
	const ranges: AdcRange[] = [];
	for (let bits = mostBits; bits >= LEAST_BITS; bits--) {
		for (const step of STEPS)
			if (step <= 2 ** (mostBits - bits))
				ranges.push(adcRange(bits, step, signed));
	}
	const rounding = Array.from({ length: products }, (_, product) =>
		ranges.map((range) => sums.errors(product, convertBy(range))),
	);
	const skipping = Array.from({ length: products }, (_, product) =>
		sums.wholes(product),
	);
	const errorOf = rounding.map((ofProduct) =>
		Float64Array.from(ofProduct, (errors) => meanSquare(errors)),
	);
	return {
		products,
		signed,
		mostBits,
		ranges,
		errorOf,
		error(range) {
			const rounded = new Float64Array(sums.samples);
			const skipped = new Float64Array(sums.samples);
			for (let product = 0; product < products; product++) {
				const at = range(product);
				if (at === undefined) add(skipped, skipping[product]!);
				else add(rounded, rounding[product]![at]!);
			}
			takeOffMeans(skipped, sums.outputs);
			add(rounded, skipped);
			return meanSquare(rounded);
		},
		driveOfPlane: sums.driveOfPlane.map((drive) => drive * parts),
		bytes:
			products *
			(ranges.length + 1) *
			sums.samples *
			Float64Array.BYTES_PER_ELEMENT,
	};
}

/** The first outputs of the first groups: columns are alike in what they sum to. */
function someOutputs(layer: QuantizedMatrixLayer): QuantizedMatrixLayer {
	const outputs = Math.min(layer.outputs, OUTPUTS);
	const groups = Math.min(layer.groups, GROUPS);
	const weights = new Int32Array(groups * layer.rows * outputs);
	const weightScales = new Float64Array(groups * outputs);
	for (let g = 0; g < groups; g++) {
		for (let k = 0; k < outputs; k++) {
			weightScales[g * outputs + k] =
				layer.weightScales[g * layer.outputs + k]!;
			for (let r = 0; r < layer.rows; r++) {
				const row = g * layer.rows + r;
				weights[row * outputs + k] = layer.weights[row * layer.outputs + k]!;
			}
		}
	}
	return { ...layer, groups, outputs, weights, weightScales };
}

/** Mean square difference, in real units, of a layer's outputs with these operands from those with the widest ones. */
export function operandError(
	layer: QuantizedMatrixLayer,
	reference: QuantizedMatrixLayer,
	{ values }: LayerVectors,
): number {
	const { rows, outputs } = layer;
	const rule = codeRule(layer.input);
	let error = 0;
	let samples = 0;
	values.slice(0, GROUPS).forEach((group, g) => {
		for (let first = 0; first < group.length; first += rows) {
			for (let k = 0; k < Math.min(outputs, OUTPUTS); k++) {
				const output = g * outputs + k;
				const { weightZeroPoints: zero } = layer;
				let difference = 0;
				for (let r = 0; r < rows; r++) {
					const value = group[first + r]!;
					const code = codeOf(value, rule) - layer.input.zeroPoint;
					const at = (g * rows + r) * outputs + k;
					difference +=
						code *
							layer.input.scale *
							(layer.weights[at]! - zero[output]!) *
							layer.weightScales[output]! -
						value *
							(reference.weights[at]! - reference.weightZeroPoints[output]!) *
							reference.weightScales[output]!;
				}
				error += difference ** 2;
				samples++;
			}
		}
	});
	return error / samples;
}

function convertBy({ step, min, max }: AdcRange): Conversion {
	return (sum, meant) =>
		clamp(roundHalfToEven(sum / step), min, max) * step - meant;
}

function bitsFor(least: number, greatest: number, signed: boolean): number {
	for (let bits = 1; ; bits++) {
		const { min, max } = adcRange(bits, 1, signed);
		// Noise may take a sum below 0, where no converter without a sign follows.
		if ((min <= least || !signed) && greatest <= max) return bits;
	}
}

function add(sum: Float64Array, values: Float64Array): void {
	for (let n = 0; n < sum.length; n++) sum[n]! += values[n]!;
}

function meanSquare(values: Float64Array): number {
	let sum = 0;
	for (const value of values) sum += value * value;
	return sum / values.length;
}

/** Means over the vectors, output by output. */
function takeOffMeans(values: Float64Array, outputs: number): void {
	for (let k = 0; k < outputs; k++) {
		let sum = 0;
		for (let n = k; n < values.length; n += outputs) sum += values[n]!;
		const mean = (sum * outputs) / values.length;
		for (let n = k; n < values.length; n += outputs) values[n]! -= mean;
	}
}
