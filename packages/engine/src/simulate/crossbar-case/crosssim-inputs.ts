import { clamp, roundHalfToEven } from "../../base/round.js";
import type { CrossSimParameters } from "./crosssim-file.js";

/** What drives the rows in one step. */
export interface InputSlice {
	/** What a whole input of the step is worth of a whole input of the vector. */
	readonly worth: number;
	/** −1 … 1, [batch × rows] */
	readonly drives: Float64Array;
}

/**
 * Steps in which inputs are driven, least significant first: one where they are not cut into digits.
 *
 * @param inputs [batch × rows]
 */
export function cutInputs(
	inputs: Float64Array,
	{ core, xbar }: CrossSimParameters,
): readonly InputSlice[] {
	const { min, max } = core.mapping.inputs.mvm;
	const greatest = Math.max(Math.abs(min), Math.abs(max));
	const { model, bits, input_bitslicing, slice_size } = xbar.dac.mvm;
	const isSigned = model !== "QuantizerDAC";
	if (model === "IdealDAC" || bits === 0)
		return [{ worth: 1, drives: inputs.map((x) => x / greatest) }];
	const magnitudeBits = isSigned ? bits - 1 : bits;
	const top = 2 ** magnitudeBits - 1;
	const integers = inputs.map((x) =>
		roundHalfToEven(clamp(x / greatest, isSigned ? -1 : 0, 1) * top),
	);
	if (!input_bitslicing)
		return [{ worth: 1, drives: integers.map((x) => x / top) }];
	const digits = 2 ** slice_size;
	return Array.from(
		{ length: Math.ceil(magnitudeBits / slice_size) },
		(_, k) => {
			const unit = digits ** k;
			return {
				worth: ((digits - 1) * unit) / top,
				drives: integers.map((x) => {
					const digit = Math.floor(Math.abs(x) / unit) % digits;
					return (Math.sign(x) * digit) / (digits - 1);
				}),
			};
		},
	);
}
