import type { OnnxOperator } from "../operator.js";
import {
	pair,
	type SlidingWindow,
	slidingWindow,
	WINDOW_ATTRIBUTES,
} from "../sliding-window.js";

export const maxPool: OnnxOperator = {
	opType: "MaxPool",
	attributes: ["ceil_mode", "storage_order", ...WINDOW_ATTRIBUTES],
	convert(call) {
		const input = call.activation(0);
		const kernel =
			pair(call, "kernel_shape") ??
			call.fail("attribute kernel_shape is missing");
		const window = slidingWindow(call, kernel, input.shape);
		if (window.dilations.some((dilation) => dilation !== 1)) {
			call.fail(
				`attribute dilations of MaxPool is [${window.dilations}]; supported is [1,1]`,
			);
		}
		const { strides } = window;
		const pads =
			call.integer("ceil_mode", 0) === 0
				? window.pads
				: padsRoundedUp(window, kernel, input.shape);
		return call.add({
			kind: "max-pool",
			name: call.name,
			inputs: [input.tensor],
			kernel,
			strides,
			pads,
			dilations: window.dilations,
			rounding: "down",
		});
	},
};

/**
 * Pads at the bottom and at the right that give a rounded-down output size what `ceil_mode` would give. A last
 * window that would start in the padding is left out, as the standard says.
 */
function padsRoundedUp(
	{ strides, pads }: SlidingWindow,
	kernel: readonly [number, number],
	inputShape: readonly number[],
): readonly number[] {
	const endPad = (axis: 0 | 1): number => {
		const size = inputShape[axis + 1] ?? 1;
		const [before, after] = [pads[axis]!, pads[axis + 2]!];
		const steps = Math.ceil(
			(size + before + after - kernel[axis]) / strides[axis],
		);
		const lastStart = steps * strides[axis];
		if (lastStart >= size + before) return after;
		return Math.max(after, lastStart + kernel[axis] - size - before);
	};
	return [pads[0]!, pads[1]!, endPad(0), endPad(1)];
}
