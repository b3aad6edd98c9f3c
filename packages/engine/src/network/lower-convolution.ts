import type { ConvolutionNode } from "./network.js";

/**
 * How one convolution reads its input: everything that lowering to a matrix product needs. `rows` is the
 * length of one patch, of one group; `positions` is the number of patches per image.
 */
export interface ConvolutionGeometry {
	/** Channels of the whole input, all groups. */
	readonly channels: number;
	readonly height: number;
	readonly width: number;
	readonly groups: number;
	readonly kernelHeight: number;
	readonly kernelWidth: number;
	readonly strideY: number;
	readonly strideX: number;
	readonly dilationY: number;
	readonly dilationX: number;
	readonly padTop: number;
	readonly padLeft: number;
	readonly outputHeight: number;
	readonly outputWidth: number;
	/** channels / groups · kernel height · kernel width */
	readonly rows: number;
	/** output height · output width */
	readonly positions: number;
}

/** Input and output shapes as `inferShapes` gives them: `[channels, height, width]`. */
export function convolutionGeometry(
	node: Pick<
		ConvolutionNode,
		"weights" | "strides" | "pads" | "dilations" | "groups"
	>,
	inputShape: readonly number[],
	outputShape: readonly number[],
): ConvolutionGeometry {
	const [, channelsPerGroup, kernelHeight, kernelWidth] = node.weights.shape;
	const [channels, height, width] = inputShape;
	const [, outputHeight, outputWidth] = outputShape;
	return {
		channels: channels!,
		height: height!,
		width: width!,
		groups: node.groups,
		kernelHeight: kernelHeight!,
		kernelWidth: kernelWidth!,
		strideY: node.strides[0],
		strideX: node.strides[1],
		dilationY: node.dilations[0],
		dilationX: node.dilations[1],
		padTop: node.pads[0],
		padLeft: node.pads[1],
		outputHeight: outputHeight!,
		outputWidth: outputWidth!,
		rows: channelsPerGroup! * kernelHeight! * kernelWidth!,
		positions: outputHeight! * outputWidth!,
	};
}

export interface LowerConvolutionOptions<Values> {
	/** Number of images, default 1. */
	readonly batch?: number;
	/** Group whose channels are read, default 0. */
	readonly group?: number;
	/** What the padding holds, default 0: the zero point of quantised activations. */
	readonly padding?: number;
	/** Where to write, `[batch × positions × rows]`; made if not given. */
	readonly out?: Values;
}

/**
 * Copies the patches that a convolution reads into the rows of a matrix (im2col): the result is row-major
 * `[batch × positions × rows]`, with row index r = (c·Ky + ky)·Kx + kx. Images are `[batch, channels, height, width]`.
 */
export function lowerConvolution<Values extends Float32Array | Int32Array>(
	geometry: ConvolutionGeometry,
	images: Values,
	options: LowerConvolutionOptions<Values> = {},
): Values {
	const { batch = 1, group = 0, padding = 0 } = options;
	const {
		positions,
		rows,
		groups,
		channels,
		height,
		width,
		outputHeight,
		outputWidth,
	} = geometry;
	const length = batch * positions * rows;
	const out =
		options.out ??
		new (images.constructor as new (length: number) => Values)(length);
	const imageSize = channels * height * width;
	const groupStart = group * (channels / groups) * height * width;
	let at = 0;
	for (let image = 0; image < batch; image++) {
		const start = image * imageSize + groupStart;
		for (let oy = 0; oy < outputHeight; oy++) {
			const y = oy * geometry.strideY - geometry.padTop;
			for (let ox = 0; ox < outputWidth; ox++) {
				const x = ox * geometry.strideX - geometry.padLeft;
				if (isInside(geometry, y, x))
					copyPatch(geometry, images, start + y * width + x, out, at);
				else copyBorderPatch(geometry, images, start, y, x, padding, out, at);
				at += rows;
			}
		}
	}
	return out;
}

function isInside(
	geometry: ConvolutionGeometry,
	y: number,
	x: number,
): boolean {
	return (
		y >= 0 &&
		x >= 0 &&
		y + (geometry.kernelHeight - 1) * geometry.dilationY < geometry.height &&
		x + (geometry.kernelWidth - 1) * geometry.dilationX < geometry.width
	);
}

function copyPatch(
	geometry: ConvolutionGeometry,
	from: Float32Array | Int32Array,
	start: number,
	to: Float32Array | Int32Array,
	at: number,
): void {
	const { kernelHeight, kernelWidth, dilationX } = geometry;
	const rowStep = geometry.dilationY * geometry.width;
	const channelStep = geometry.height * geometry.width;
	const end = at + geometry.rows;
	for (let channel = start; at < end; channel += channelStep) {
		let row = channel;
		for (let ky = 0; ky < kernelHeight; ky++) {
			for (
				let kx = 0, source = row;
				kx < kernelWidth;
				kx++, source += dilationX
			)
				to[at++] = from[source]!;
			row += rowStep;
		}
	}
}

function copyBorderPatch(
	geometry: ConvolutionGeometry,
	from: Float32Array | Int32Array,
	start: number,
	top: number,
	left: number,
	padding: number,
	to: Float32Array | Int32Array,
	at: number,
): void {
	const { kernelHeight, kernelWidth, dilationY, dilationX, height, width } =
		geometry;
	const end = at + geometry.rows;
	for (let channel = start; at < end; channel += height * width) {
		for (let ky = 0; ky < kernelHeight; ky++) {
			const y = top + ky * dilationY;
			for (let kx = 0; kx < kernelWidth; kx++) {
				const x = left + kx * dilationX;
				const isInImage = y >= 0 && y < height && x >= 0 && x < width;
				to[at++] = isInImage ? from[channel + y * width + x]! : padding;
			}
		}
	}
}
