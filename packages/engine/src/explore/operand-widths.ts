import type { Design } from "../design/design.js";
import { layerEncoding } from "../design/layer-overrides.js";
import { inputEncoders } from "../encode/input-encoders.js";
import { weightEncoderOf } from "../encode/weight-encoder-of.js";
import type { LayerShape } from "../network/layer-shape.js";
import { operandRange } from "../network/operand-range.js";
import type { OperandWidths } from "../quantize/quantize-options.js";

/** Codes of one operand: as many as the bits hold, or up to a greatest one. */
export interface Width {
	readonly bits: number;
	readonly greatest?: number | undefined;
}

/** Of weights, and of inputs of either sign: a sign by itself holds no 0. */
const LEAST_BITS = 2;
export const MOST_BITS = 8;

/**
 * Widths of both operands of a layer that a search tries, all pairs, wide ones first: every number of bits, and what fewer
 * digits hold of them where that is more than half. Two digits of radix 7 hold ±24, of 6 bits, where all codes of 6 bits
 * take three; one holds ±3, which is all of 3 bits but −4.
 */
export function operandWidths(
	shape: LayerShape,
	design: Design,
): readonly OperandWidths[] {
	const { crossbar } = design;
	const weights = weightEncoderOf(design, shape.layer);
	const { inputs: kind, digitBits } = layerEncoding(design, shape.layer);
	const inputs = inputEncoders[kind];
	const ofWeights = widths(shape.weightBits, true, (bits, greatest) =>
		weights.planes(bits, crossbar.cellBits, greatest),
	);
	const ofInputs = widths(
		shape.inputBits,
		shape.signedInputs,
		(bits, greatest) =>
			inputs.planes(bits, shape.signedInputs, digitBits, greatest),
	);
	return ofWeights.flatMap((weight) =>
		ofInputs.map((input) => ({
			weightBits: weight.bits,
			inputBits: input.bits,
			...(weight.greatest && { greatestWeight: weight.greatest }),
			...(input.greatest && { greatestInput: input.greatest }),
		})),
	);
}

/** @param own bits that the network's file has: no more are of use */
function widths(
	own: number | undefined,
	isSigned: boolean,
	planesOf: (bits: number, greatest?: number) => readonly unknown[],
): readonly Width[] {
	if (own === 1) return [{ bits: 1 }];
	const found: Width[] = [];
	for (
		let bits = Math.min(own ?? MOST_BITS, MOST_BITS);
		bits >= (isSigned ? LEAST_BITS : 1);
		bits--
	) {
		found.push({ bits });
		const [, most] = operandRange(bits, isSigned);
		const planes = planesOf(bits).length;
		for (let greatest = most; 2 * greatest > most; greatest--) {
			if (planesOf(bits, greatest).length === planes) continue;
			found.push({ bits, greatest });
			break;
		}
	}
	return found;
}
