import { clamp, roundHalfToEven } from "../base/round.js";
import type { WeightCodes } from "../network/tensor-codes.js";

/**
 * Symmetric codes of weights, `[outputs × rows]`, each output over its own range. Weights that lie on a grid of which
 * the codes hold every step, as those of a network that was quantised before do, are taken as they are. 1 bit keeps
 * the signs, times the mean magnitude of the output's weights, which is the least mean square error (XNOR-Net, ECCV
 * 2016, equation 6).
 *
 * @param greatest magnitude of any code of several bits; all that the bits hold if not stated
 */
export function quantizeWeights(
	weights: Float32Array,
	outputs: number,
	bits: number,
	greatest: number = 2 ** (bits - 1) - 1,
): WeightCodes {
	const rows = weights.length / outputs;
	const codes = new Int32Array(weights.length);
	const scales = new Float64Array(outputs);
	for (let k = 0; k < outputs; k++) {
		const own = weights.subarray(k * rows, (k + 1) * rows);
		const scale =
			bits === 1 ? 2 * meanMagnitude(own) : reach(own, bits, greatest);
		scales[k] = scale > 0 ? scale : 1;
		for (let r = 0; r < rows; r++)
			codes[k * rows + r] = codeOfWeight(own[r]!, scales[k]!, bits, greatest);
	}
	const zeroPoints = new Float64Array(outputs).fill(bits === 1 ? -0.5 : 0);
	return { codes, bits, scales, zeroPoints };
}

function meanMagnitude(weights: Float32Array): number {
	const sum = weights.reduce((total, weight) => total + Math.abs(weight), 0);
	return sum / weights.length;
}

/** Scale at which the greatest magnitude has the greatest code, or one below it that leaves nothing to round. */
function reach(weights: Float32Array, bits: number, most: number): number {
	const greatest = weights.reduce(
		(known, weight) => Math.max(known, Math.abs(weight)),
		0,
	);
	// A grid of fewer steps is one of a multiple of them too. Wider codes round finely enough.
	for (let code = most; bits <= GRID_BITS && 2 * code > most; code--)
		if (isOnGrid(weights, greatest / code)) return greatest / code;
	return greatest / most;
}

const GRID_BITS = 8;
/** Share of a step that float32 arithmetic may have moved a weight by. */
const TOLERANCE = 1e-3;

function isOnGrid(weights: Float32Array, step: number): boolean {
	return weights.every((weight) => {
		const steps = weight / step;
		return Math.abs(steps - Math.round(steps)) < TOLERANCE;
	});
}

function codeOfWeight(
	weight: number,
	scale: number,
	bits: number,
	greatest: number,
): number {
	if (bits === 1) return weight < 0 ? -1 : 0;
	return clamp(roundHalfToEven(weight / scale), -greatest, greatest);
}
