import type { OnnxCall } from "./operator.js";

/** Attributes that Conv and the pooling operators share. */
export const WINDOW_ATTRIBUTES = [
	"auto_pad",
	"dilations",
	"kernel_shape",
	"pads",
	"strides",
] as const;

export interface SlidingWindow {
	readonly strides: Pair;
	readonly pads: readonly number[];
	readonly dilations: Pair;
}

export type Pair = readonly [number, number];

/** Strides, dilations and explicit pads of a two-dimensional window, as the ONNX standard defines them. */
export function slidingWindow(
	call: OnnxCall,
	kernel: Pair,
	inputShape: readonly number[],
): SlidingWindow {
	const strides = pair(call, "strides") ?? [1, 1];
	const dilations = pair(call, "dilations") ?? [1, 1];
	return {
		strides,
		dilations,
		pads: explicitPads(call, { kernel, strides, dilations, inputShape }),
	};
}

/** An attribute of one value for each of the two axes. */
export function pair(call: OnnxCall, attribute: string): Pair | undefined {
	const values = call.integers(attribute);
	if (!values) return undefined;
	if (values.length !== 2)
		call.fail(`attribute ${attribute} needs 2 values, found [${values}]`);
	return [values[0]!, values[1]!];
}

interface WindowSize {
	readonly kernel: Pair;
	readonly strides: Pair;
	readonly dilations: Pair;
	readonly inputShape: readonly number[];
}

function explicitPads(call: OnnxCall, size: WindowSize): readonly number[] {
	const pads = call.integers("pads");
	const autoPad = call.text("auto_pad", "NOTSET");
	switch (autoPad) {
		case "NOTSET":
			if (!pads) return [0, 0, 0, 0];
			if (pads.length !== 4)
				call.fail(`attribute pads needs 4 values, found [${pads}]`);
			return [pads[0]!, pads[1]!, pads[2]!, pads[3]!];
		case "VALID":
			return [0, 0, 0, 0];
		case "SAME_UPPER":
		case "SAME_LOWER": {
			const [top, bottom] = samePads(size, 0, autoPad);
			const [left, right] = samePads(size, 1, autoPad);
			return [top, left, bottom, right];
		}
		default:
			return call.fail(
				`attribute auto_pad is ${autoPad}; supported are NOTSET, VALID, SAME_UPPER, SAME_LOWER`,
			);
	}
}

/** Pads that make the output ⌈input / stride⌉ long; an odd one goes to the upper or the lower end. */
function samePads(
	{ kernel, strides, dilations, inputShape }: WindowSize,
	axis: 0 | 1,
	autoPad: "SAME_UPPER" | "SAME_LOWER",
): Pair {
	const input = inputShape[axis + 1] ?? 1;
	const extent = (kernel[axis] - 1) * dilations[axis] + 1;
	const total = Math.max(
		(Math.ceil(input / strides[axis]) - 1) * strides[axis] + extent - input,
		0,
	);
	const smaller = Math.floor(total / 2);
	return autoPad === "SAME_UPPER"
		? [smaller, total - smaller]
		: [total - smaller, smaller];
}
