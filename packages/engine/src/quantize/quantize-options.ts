import type { ActivationRange, InputSign } from "../design/design.js";

/** Operand widths, for all layers or layer by layer. */
export interface QuantizeOptions {
	readonly inputSign: InputSign;
	/** Whether images are not below 0. */
	readonly unsignedImages?: boolean | undefined;
	/** Codes of the weights and of the input of a matrix layer. */
	readonly bitsOf: (layer: string) => OperandWidths;
	/** Which magnitudes activations can hold; all that were seen by default. */
	readonly activationRange?: ActivationRange;
	/** Whether biases take back the mean error of rounded weights; not by default. */
	readonly biasCorrection?: boolean;
	/** What the sign of exactly 0 is where 1 bit stores it; refused if not stated. */
	readonly signOfZero?: "positive" | undefined;
}

/** Bits of both operands of a layer, and their greatest codes where these are less than the bits hold. */
export interface OperandWidths {
	readonly weightBits: number;
	readonly inputBits: number;
	readonly greatestWeight?: number | undefined;
	readonly greatestInput?: number | undefined;
}
