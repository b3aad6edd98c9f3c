import { sizeOf } from "../base/tensor.js";
import type { MatrixNode } from "./network.js";
import { extentOf } from "./nodes/window.js";

/**
 * Values from the first to the last one under a position, in scan order: of a convolution of kernel Ky × Kx over rows of
 * W pixels of C channels `((Ky − 1) · W + Kx) · C`, and likewise over one or three axes; of a dense layer those
 * along the last axis.
 */
export function windowValues(
	node: MatrixNode,
	input: readonly number[],
): number {
	if (node.kind === "dense") return input.at(-1)!;
	const [channels, ...size] = input as readonly [number, ...number[]];
	const kernel = node.weights.shape.slice(2);
	const pixels = kernel.reduce((span, taps, axis) => {
		const step = sizeOf(size.slice(axis + 1));
		return span + (extentOf(taps, node.dilations[axis]!) - 1) * step;
	}, 1);
	return Math.min(sizeOf(input), pixels * channels);
}
