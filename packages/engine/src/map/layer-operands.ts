import { InputError } from "../base/input-error.js";
import type { Design } from "../design/design.js";
import { layerOverrides } from "../design/layer-overrides.js";
import type { LayerShape } from "../network/layer-shape.js";
import { operandRange } from "../network/operand-range.js";
import type { OperandWidths } from "../quantize/quantize-options.js";

/**
 * What the layer's own settings say of its operands, else the network's file, else the whole design.
 *
 * @throws InputError where a greatest code is stated that its bits do not hold
 */
export function layerOperands(
	shape: LayerShape,
	{ name, layers, operands }: Pick<Design, "name" | "layers" | "operands">,
): OperandWidths {
	const own = layerOverrides({ layers }, shape.layer);
	/** Belongs to the bits beside it. */
	const greatest = (
		bits: "weightBits" | "inputBits",
		field: "greatestWeight" | "greatestInput",
		width: number,
	): number | undefined => {
		const isOwn = (own[bits] ?? own[field]) !== undefined;
		const stated = (isOwn ? own : operands)[field];
		// Unsigned inputs go twice as far.
		const most = operandRange(width, bits === "weightBits")[1];
		if (stated !== undefined && stated > most)
			throw new InputError(
				`${name}: ${isOwn ? `layers.${shape.layer}` : "operands"}.${field}: found ${stated}, expected at most ${most}`,
			);
		return stated;
	};
	const weightBits = own.weightBits ?? shape.weightBits ?? operands.weightBits;
	const inputBits = own.inputBits ?? shape.inputBits ?? operands.inputBits;
	const input = greatest("inputBits", "greatestInput", inputBits);
	const mostInput = operandRange(inputBits, shape.signedInputs)[1];
	return {
		weightBits,
		inputBits,
		greatestWeight: greatest("weightBits", "greatestWeight", weightBits),
		// 1 bit with a sign holds −1 and 0: all of it.
		greatestInput: input && (Math.min(input, mostInput) || undefined),
	};
}
