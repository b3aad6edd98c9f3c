import { InputError } from "../base/input-error.js";
import type { ActivationRange } from "../design/design.js";
import { type FusedNode, keepsScale } from "../network/fuse-nodes.js";
import {
	isMatrixNode,
	type MatrixNode,
	type Network,
} from "../network/network.js";
import type { OperandCodes } from "../network/operand-codes.js";
import { operandRange } from "../network/operand-range.js";
import {
	asSigned,
	asUnsigned,
	codeRange,
	greatestCode,
	shiftedUp,
	signCodes,
	type TensorCodes,
	widened,
} from "../network/tensor-codes.js";
import type { TensorRanges } from "./calibration.js";
import { chooseReach } from "./choose-reach.js";
import { gridCodes } from "./grid-codes.js";
import type { QuantizeOptions } from "./quantize-options.js";
import { SCORE_BITS } from "./quantized-network.js";

/**
 * The codes of each tensor: those that the network brings along, unless fewer bits are asked for, else over the range that
 * calibration saw.
 *
 * @throws InputError where images that are said to have no sign go below 0; the function, where a tensor has no range
 */
export function activationCodes(
	operands: OperandCodes,
	ranges: TensorRanges,
	options: QuantizeOptions,
): (tensor: string) => TensorCodes {
	if (options.unsignedImages) checkImagesUnsigned(operands.network, ranges);
	const { fused } = operands;
	const sources = scaleSources(operands);
	const widths = tensorWidths(fused, sources, options);
	return (name) => {
		const source = sources.get(name) ?? name;
		const known = operands.tensors.get(source);
		const { bits, greatest } = widths.get(source) ?? {
			bits: known?.bits ?? SCORE_BITS,
		};
		const isAlwaysSigned = options.inputSign === "signed";
		const isShifted = options.inputSign === "shifted";
		if (
			known &&
			known.bits <= bits &&
			greatestCode(known) <= (greatest ?? Infinity)
		) {
			const codes = widened(known, bits);
			if (isAlwaysSigned) return asSigned(codes);
			return isShifted && known.bits > 1 ? asUnsigned(codes) : codes;
		}
		const signed = isAlwaysSigned || operands.isSigned(source);
		const isInput = source === operands.network.input.name;
		const method = isInput ? undefined : options.activationRange;
		if (isShifted && signed && bits > 1)
			return shiftedCodes(ranges, source, { bits, greatest }, method);
		const [, most] = operandRange(bits, signed);
		const held =
			greatest === undefined
				? undefined
				: operandRange(bits, signed, Math.min(greatest, most));
		return ownCodes(ranges, source, { bits, signed, held }, method);
	};
}

/** @throws InputError where calibration images go below 0 */
function checkImagesUnsigned({ input }: Network, ranges: TensorRanges): void {
	const { min = 0 } = ranges.get(input.name) ?? {};
	if (min < 0)
		throw new InputError(
			`operands.unsignedImages: found true and images down to ${min}, expected none below 0`,
		);
}

/**
 * By tensor: the one whose scale it has. Pooling and moving values keep the scale of what they read, where nothing
 * says otherwise.
 */
function scaleSources({
	fused,
	tensors,
}: OperandCodes): ReadonlyMap<string, string> {
	const sources = new Map<string, string>();
	for (const { node, output } of fused) {
		const [input] = node.inputs;
		const isOther = tensors.get(output) !== tensors.get(input ?? "");
		if (input !== undefined && keepsScale(node) && !isOther)
			sources.set(output, sources.get(input) ?? input);
	}
	return sources;
}

/** Codes of so many bits, up to `greatest` where that is less than they hold. */
interface TensorWidth {
	readonly bits: number;
	readonly greatest?: number | undefined;
}

/**
 * Width of each tensor: the widest input that any matrix layer behind it asks for; scores that no layer reads have
 * their own.
 */
function tensorWidths(
	fused: readonly FusedNode[],
	sources: ReadonlyMap<string, string>,
	options: QuantizeOptions,
): ReadonlyMap<string, TensorWidth> {
	const widths = new Map<string, TensorWidth>();
	const widen = (tensor: string, wanted: TensorWidth) =>
		widths.set(tensor, widerOf(widths.get(tensor), wanted));
	for (const { node, output } of fused.toReversed()) {
		const own = widths.get(output) ?? { bits: SCORE_BITS };
		for (const input of node.inputs)
			widen(input, isMatrixNode(node) ? inputWidth(node, options) : own);
		const source = sources.get(output);
		if (source !== undefined) widen(source, own);
	}
	return widths;
}

function inputWidth(
	{ name }: MatrixNode,
	{ bitsOf }: QuantizeOptions,
): TensorWidth {
	const { inputBits, greatestInput } = bitsOf(name);
	return { bits: inputBits, greatest: greatestInput };
}

function widerOf(a: TensorWidth | undefined, b: TensorWidth): TensorWidth {
	return a && rankOf(a) > rankOf(b) ? a : b;
}

/** By bits, then by the greatest code. */
function rankOf({ bits, greatest = 2 ** 16 }: TensorWidth): number {
	return bits * 2 ** 17 + greatest;
}

/** Codes over the calibrated range, symmetric where they are signed. Images on a grid are taken as they are. */
function ownCodes(
	ranges: TensorRanges,
	tensor: string,
	{ bits, signed, held }: Pick<TensorCodes, "bits" | "signed" | "held">,
	method: ActivationRange = { kind: "min-max" },
): TensorCodes {
	const range = ranges.get(tensor);
	if (range === undefined)
		throw new InputError(`${tensor}: no calibrated range`);
	const { min, max, histogram } = range;
	const reach = signed ? Math.max(-min, max) : max;
	if (signed && bits === 1) return signCodes(reach > 0 ? reach : 1);
	const exact = gridCodes(range, { bits, signed, held });
	if (exact) return exact;
	const [, greatest] = codeRange({ bits, signed, held });
	const magnitude =
		histogram && reach > 0
			? chooseReach(method, histogram, { most: reach, greatest, signed })
			: reach;
	const scale = magnitude / greatest;
	return { scale: scale > 0 ? scale : 1, zeroPoint: 0, bits, signed, held };
}

/** Those of either sign from 0 on, as far to both sides of the zero point. */
function shiftedCodes(
	ranges: TensorRanges,
	tensor: string,
	{ bits, greatest }: TensorWidth,
	method: ActivationRange | undefined,
): TensorCodes {
	const most = Math.min(greatest ?? Infinity, operandRange(bits, false)[1]);
	const zeroPoint = Math.ceil(most / 2);
	const held = [-zeroPoint, most - zeroPoint] as const;
	const codes = ownCodes(ranges, tensor, { bits, signed: true, held }, method);
	return shiftedUp(codes, zeroPoint);
}
