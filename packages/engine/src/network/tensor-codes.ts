import type { StoredIntegers } from "./nodes/stored-integers.js";
import { operandRange } from "./operand-range.js";

/** What the codes of a tensor are worth: `(code − zero point) · scale`. */
export interface TensorCodes {
	readonly scale: number;
	/** An integer; −½ of 1-bit codes of either sign, whose −1 and 0 stand for ∓ scale / 2. */
	readonly zeroPoint: number;
	readonly bits: number;
	/** Two's complement, else from 0 on. */
	readonly signed: boolean;
	/** Least and greatest code at which values saturate; all that the bits hold where it is not stated. */
	readonly held?: readonly [least: number, greatest: number] | undefined;
}

/** Least and greatest integer that a tensor can hold. */
export function codeRange({
	bits,
	signed,
	held,
}: Pick<TensorCodes, "bits" | "signed" | "held">): readonly [number, number] {
	return held ?? operandRange(bits, signed);
}

/** Greatest magnitude of any code. */
export function greatestCode(codes: TensorCodes): number {
	const [least, greatest] = codeRange(codes);
	return Math.max(-least, greatest);
}

/** Weights of a layer as codes, with a scale for each output. */
export interface WeightCodes {
	/** Two's complement of `bits`, `[outputs × rows]`: the order of the layer's weights. */
	readonly codes: Int32Array;
	readonly bits: number;
	/** [outputs] */
	readonly scales: Float64Array;
	/** [outputs]; −½ of 1-bit codes, whose −1 and 0 stand for ∓ scale / 2 */
	readonly zeroPoints: Float64Array;
}

/** ±magnitude in 1 bit. */
export function signCodes(magnitude: number): TensorCodes {
	return { scale: 2 * magnitude, zeroPoint: -0.5, bits: 1, signed: true };
}

/**
 * Codes from `min` to `max`, shifted to what input encoders take: from 0 on where no value is negative, else two's
 * complement.
 */
export function storedCodes({
	scale,
	zeroPoint,
	min,
	max,
}: {
	readonly scale: number;
	readonly zeroPoint: number;
	readonly min: number;
	readonly max: number;
}): TensorCodes {
	const bits = Math.log2(max - min + 1);
	if (zeroPoint <= min) return { scale, zeroPoint: 0, bits, signed: false };
	const shift = min + 2 ** (bits - 1);
	return { scale, zeroPoint: zeroPoint - shift, bits, signed: true };
}

/** Whether the same codes stand for the same values. */
export function haveSameCodes(a: TensorCodes, b: TensorCodes): boolean {
	return (
		a.scale === b.scale &&
		a.zeroPoint === b.zeroPoint &&
		a.bits === b.bits &&
		a.signed === b.signed &&
		codeRange(a).every((end, i) => end === codeRange(b)[i])
	);
}

/** The same codes as two's complement. */
export function asSigned(codes: TensorCodes): TensorCodes {
	if (codes.signed) return codes;
	const shift = 2 ** (codes.bits - 1);
	const [least, greatest] = codeRange(codes);
	return {
		...codes,
		zeroPoint: codes.zeroPoint - shift,
		signed: true,
		...(codes.held && { held: [least - shift, greatest - shift] }),
	};
}

/** The same codes from 0 on. */
export function asUnsigned(codes: TensorCodes): TensorCodes {
	return codes.signed ? shiftedUp(codes, 2 ** (codes.bits - 1)) : codes;
}

/** Signed codes that stay above −shift, from 0 on. */
export function shiftedUp(codes: TensorCodes, shift: number): TensorCodes {
	const [least, greatest] = codeRange(codes);
	return {
		...codes,
		zeroPoint: codes.zeroPoint + shift,
		signed: false,
		held: [least + shift, greatest + shift],
	};
}

/** The same values in codes of more bits: they saturate where they did. */
export function widened(codes: TensorCodes, bits: number): TensorCodes {
	if (bits === codes.bits) return codes;
	if (codes.bits === 1 && codes.signed)
		return {
			scale: codes.scale / 2,
			zeroPoint: 0,
			bits,
			signed: true,
			held: [-1, 1],
		};
	return { ...codes, bits, held: codeRange(codes) };
}

/** The same weights in codes of more bits. */
export function widenedWeights(
	weights: WeightCodes,
	bits: number,
): WeightCodes {
	if (weights.bits !== 1 || bits === 1) return { ...weights, bits };
	return {
		codes: weights.codes.map((code) => 2 * code + 1),
		bits,
		scales: weights.scales.map((scale) => scale / 2),
		zeroPoints: new Float64Array(weights.scales.length),
	};
}

/** Weights as a file stores them, shifted to two's complement. */
export function storedWeightCodes({
	codes,
	min,
	max,
	scales,
	zeroPoints,
}: StoredIntegers): WeightCodes {
	const bits = Math.log2(max - min + 1);
	const shift = min + 2 ** (bits - 1);
	return {
		codes: shift === 0 ? codes : codes.map((code) => code - shift),
		bits,
		scales,
		zeroPoints: Float64Array.from(zeroPoints, (zero) => zero - shift),
	};
}

/** Weights that are ±1 times a magnitude for each output; undefined where some are not. */
export function binaryWeightCodes(
	weights: Float32Array,
	outputs: number,
): WeightCodes | undefined {
	const rows = weights.length / outputs;
	if (rows < 2) return undefined;
	const scales = new Float64Array(outputs);
	for (let k = 0; k < outputs; k++) {
		const magnitude = Math.abs(weights[k * rows]!);
		if (magnitude === 0) return undefined;
		for (let r = k * rows; r < (k + 1) * rows; r++)
			if (Math.abs(weights[r]!) !== magnitude) return undefined;
		scales[k] = 2 * magnitude;
	}
	// `Int32Array.from` with a function would go through an array of numbers.
	const codes = new Int32Array(weights.length);
	for (let i = 0; i < codes.length; i++) codes[i] = weights[i]! < 0 ? -1 : 0;
	return {
		codes,
		bits: 1,
		scales,
		zeroPoints: new Float64Array(outputs).fill(-0.5),
	};
}
