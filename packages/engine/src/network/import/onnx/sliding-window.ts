import type { Shape } from "../../nodes/node.js";
import { extentOf, type WindowSteps } from "../../nodes/window.js";
import type { OnnxCall, OnnxValue } from "./operator.js";

/** Attributes that convolutions and the pooling operators share. */
export const WINDOW_ATTRIBUTES = [
	"auto_pad",
	"dilations",
	"kernel_shape",
	"pads",
	"strides",
] as const;

/** A feature map of the network: images apart from each other, channels first. */
export function featureMapOf(call: OnnxCall, value: OnnxValue): Shape {
	if (value.kind === "constant" || call.batchAxes === 0)
		call.fail(
			`${call.opType} needs a computed input with a batch axis, found [${value.shape}]`,
		);
	const shape = call.imageShape(value);
	if (shape.length < 2 || shape.length > 4)
		call.fail(
			`${call.opType} over ${shape.length - 1} spatial axes is not supported; supported are 1 to 3`,
		);
	return shape;
}

/** Strides, dilations and explicit pads of a window, as the ONNX standard defines them. */
export function slidingWindow(
	call: OnnxCall,
	kernel: readonly number[],
	inputShape: Shape,
): WindowSteps {
	const rank = inputShape.length - 1;
	const ones = new Array<number>(rank).fill(1);
	const strides = axisValues(call, "strides", rank) ?? ones;
	const dilations = axisValues(call, "dilations", rank) ?? ones;
	if (kernel.length !== rank)
		call.fail(
			`kernel [${kernel}] of ${call.opType} does not fit [${inputShape}]`,
		);
	const size = { kernel, strides, dilations, spatial: inputShape.slice(1) };
	return { strides, dilations, pads: explicitPads(call, size) };
}

/** An attribute of one value for each spatial axis. */
export function axisValues(
	call: OnnxCall,
	attribute: string,
	rank: number,
): readonly number[] | undefined {
	const values = call.integers(attribute);
	if (values && values.length !== rank)
		call.fail(`attribute ${attribute} needs ${rank} values, found [${values}]`);
	return values;
}

interface WindowSize {
	readonly kernel: readonly number[];
	readonly strides: readonly number[];
	readonly dilations: readonly number[];
	readonly spatial: Shape;
}

function explicitPads(call: OnnxCall, size: WindowSize): readonly number[] {
	const rank = size.spatial.length;
	const zeros = new Array<number>(2 * rank).fill(0);
	const autoPad = call.text("auto_pad", "NOTSET");
	switch (autoPad) {
		case "NOTSET":
			return axisValues(call, "pads", 2 * rank) ?? zeros;
		case "VALID":
			return zeros;
		case "SAME_UPPER":
		case "SAME_LOWER":
			return splitPads(samePads(size), autoPad);
		default:
			return call.fail(
				`attribute auto_pad is ${autoPad}; supported are NOTSET, VALID, SAME_UPPER, SAME_LOWER`,
			);
	}
}

/** Padding of each axis that makes the output ⌈input / stride⌉ long. */
function samePads({
	kernel,
	strides,
	dilations,
	spatial,
}: WindowSize): readonly number[] {
	return spatial.map((size, axis) => {
		const stride = strides[axis]!;
		const extent = extentOf(kernel[axis]!, dilations[axis]!);
		const covered = (Math.ceil(size / stride) - 1) * stride + extent;
		return Math.max(covered - size, 0);
	});
}

/** Halves of the padding of each axis, before and after; what is odd goes to the upper or the lower end. */
export function splitPads(
	totals: readonly number[],
	autoPad: "SAME_UPPER" | "SAME_LOWER",
): readonly number[] {
	const smaller = totals.map((total) => Math.floor(total / 2));
	const larger = totals.map((total, axis) => total - smaller[axis]!);
	return autoPad === "SAME_UPPER"
		? [...smaller, ...larger]
		: [...larger, ...smaller];
}
