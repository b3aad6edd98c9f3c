import { InputError } from "../../base/input-error.js";
import { clamp, roundHalfToEven } from "../../base/round.js";
import type { CrossSimParameters } from "./crosssim-file.js";

/** Converts a current, in units of a cell at its greatest conductance under a whole input. */
export type ConvertCurrent = (current: number) => number;

/**
 * Where the ends of the ranges MAX and GRANULAR lie. `stated`: as CrossSim's manual has them; `widened`: as CrossSim
 * 3.2.0 has them when it converts each input bit, farther out by 2^bits / (2^bits − 1) of the inputs' magnitude, so that
 * conversions that should lose nothing are too large by as much.
 */
export type CrossSimRanges = "stated" | "widened";

/**
 * The converter of a slice.
 *
 * @param rows of the partition
 */
export function crossSimConverter(
	params: CrossSimParameters,
	slice: number,
	rows: number,
	ranges: CrossSimRanges,
): ConvertCurrent {
	const { model, bits } = params.xbar.adc.mvm;
	if (model === "IdealADC" || bits === 0) return (current) => current;
	const { min, max } = rangeOf(params, slice, rows, ranges);
	const levels = model === "SignMagnitudeADC" ? 2 ** bits - 1 : 2 ** bits;
	const step = (max - min) / (levels - 1);
	return (current) =>
		min + step * roundHalfToEven((clamp(current, min, max) - min) / step);
}

const RANGES = { 1: "calibrated", 2: "max", 3: "granular" } as const;

interface Range {
	readonly min: number;
	readonly max: number;
}

function rangeOf(
	params: CrossSimParameters,
	slice: number,
	rows: number,
	ranges: CrossSimRanges,
): Range {
	const { adc_range_option, bits, calibrated_range } = params.xbar.adc.mvm;
	const unit = ranges === "widened" ? widening(params) : 1;
	switch (RANGES[adc_range_option]) {
		case "calibrated":
			return calibratedRange(calibrated_range, slice);
		case "max":
			return maxRange(params, rows, unit);
		case "granular": {
			const codes = isSigned(params) ? 2 ** (bits - 1) - 1 : 2 ** bits - 1;
			return reach((unit * codes) / topLevel(params), params);
		}
		default:
			return RANGES[adc_range_option] satisfies never;
	}
}

function widening({ xbar }: CrossSimParameters): number {
	const { dac, adc } = xbar;
	if (!adc.mvm.adc_per_ibit || dac.mvm.bits === 0) return 1;
	const magnitudeBits =
		dac.mvm.model === "QuantizerDAC" ? dac.mvm.bits : dac.mvm.bits - 1;
	return 2 ** magnitudeBits / (2 ** magnitudeBits - 1);
}

function calibratedRange(
	ranges: CrossSimParameters["xbar"]["adc"]["mvm"]["calibrated_range"],
	slice: number,
): Range {
	const range = Array.isArray(ranges?.[0]) ? ranges[slice] : ranges;
	const [min, max] = Array.isArray(range) ? range : [];
	if (typeof min !== "number" || typeof max !== "number" || min >= max)
		throw new InputError(
			`params.xbar.adc.mvm.calibrated_range: found ${JSON.stringify(ranges ?? null)}, expected the least and greatest current of slice ${slice}`,
		);
	return { min, max };
}

/** Pairs: all rows; single cells: the power of two next to the rows, so that a step is a simple share of a level. */
function maxRange(
	params: CrossSimParameters,
	rows: number,
	unit: number,
): Range {
	const { bits } = params.xbar.adc.mvm;
	if (isPair(params)) return { min: -rows, max: rows };
	const top = topLevel(params);
	const height = (2 ** Math.round(Math.log2(rows)) * (top + 1)) / top;
	return reach((unit * height * (2 ** bits - 1)) / 2 ** bits, params);
}

function reach(most: number, params: CrossSimParameters): Range {
	return { min: isSigned(params) ? -most : 0, max: most };
}

/** The converter takes currents of either direction. */
function isSigned({ xbar }: CrossSimParameters): boolean {
	return xbar.adc.mvm.model === "SignMagnitudeADC" || xbar.adc.mvm.signed;
}

/** Currents of pairs are subtracted before they are converted. */
function isPair({ core }: CrossSimParameters): boolean {
	return core.style === 1 || (core.style === 2 && core.bit_sliced.style === 1);
}

/** Greatest level of a cell, of which a conductance is a share. */
function topLevel({ core, xbar }: CrossSimParameters): number {
	if (core.style !== 2) return 2 ** Math.max(xbar.device.cell_bits, 1) - 1;
	const bits =
		core.bit_sliced.style === 1 ? core.weight_bits - 1 : core.weight_bits;
	return 2 ** Math.ceil(bits / core.bit_sliced.num_slices) - 1;
}
