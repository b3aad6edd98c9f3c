import { sizeOf } from "../base/tensor.js";
import type { ConvolutionGeometry } from "../kernels/lower-convolution/contract.js";
import type { WindowGeometry } from "../kernels/lower-convolution/lower-windows.js";
import type { Volume } from "../kernels/lower-convolution/volume.js";
import type { WindowSteps } from "./nodes/window.js";

type ConvolutionSteps = WindowSteps & {
	readonly weights: { readonly shape: readonly number[] };
	readonly groups: number;
};

/** Of a convolution over one to three axes, with shapes as `inferShapes` gives them. */
export function windowGeometry(
	node: ConvolutionSteps,
	inputShape: readonly number[],
	outputShape: readonly number[],
): WindowGeometry {
	if (inputShape.length !== 4)
		return convolutionGeometry(node, inputShape, outputShape);
	const [, channelsPerGroup, ...kernel] = node.weights.shape;
	const [channels, ...size] = inputShape;
	const [, ...outputSize] = outputShape;
	return {
		channels: channels!,
		groups: node.groups,
		size: volume(size),
		kernel: volume(kernel),
		strides: volume(node.strides),
		dilations: volume(node.dilations),
		padsBefore: volume(node.pads),
		outputSize: volume(outputSize),
		rows: channelsPerGroup! * sizeOf(kernel),
		positions: sizeOf(outputSize),
	};
}

function volume(values: readonly number[]): Volume {
	return [values[0]!, values[1]!, values[2]!];
}

/**
 * Input and output shapes as `inferShapes` gives them: `[channels, height, width]`, or `[channels, width]`, which
 * counts as one row.
 */
export function convolutionGeometry(
	node: ConvolutionSteps,
	inputShape: readonly number[],
	outputShape: readonly number[],
): ConvolutionGeometry {
	const [, channelsPerGroup, ...kernel] = node.weights.shape;
	const [channels, ...size] = inputShape;
	const [, ...outputSize] = outputShape;
	const [kernelHeight, kernelWidth] = rowAndColumn(kernel, 1);
	const [height, width] = rowAndColumn(size, 1);
	const [strideY, strideX] = rowAndColumn(node.strides, 1);
	const [dilationY, dilationX] = rowAndColumn(node.dilations, 1);
	const padsBefore = node.pads.slice(0, kernel.length);
	const [padTop, padLeft] = rowAndColumn(padsBefore, 0);
	const [outputHeight, outputWidth] = rowAndColumn(outputSize, 1);
	return {
		channels: channels!,
		height,
		width,
		groups: node.groups,
		kernelHeight,
		kernelWidth,
		strideY,
		strideX,
		dilationY,
		dilationX,
		padTop,
		padLeft,
		outputHeight,
		outputWidth,
		rows: channelsPerGroup! * kernelHeight * kernelWidth,
		positions: outputHeight * outputWidth,
	};
}

/** One axis counts as one row. */
export function rowAndColumn(
	values: readonly number[],
	missingRow: number,
): readonly [number, number] {
	return values.length === 1
		? [missingRow, values[0]!]
		: [values[0]!, values[1]!];
}
