import type { Codes } from "../../base/codes.js";

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

export interface LowerConvolutionOptions {
	/** Number of images, default 1. */
	readonly batch?: number;
	/** Group whose channels are read, default 0. */
	readonly group?: number;
	/** What the padding holds, default 0: the zero point of quantised activations. */
	readonly padding?: number;
}

/**
 * Copies the patches that a convolution reads into the rows of a matrix (im2col): `out` is row-major
 * `[batch × positions × rows]`, with row index r = (c·Ky + ky)·Kx + kx. Images are `[batch, channels, height, width]`.
 */
export type LowerConvolution = <Values extends Float32Array | Codes>(
	geometry: ConvolutionGeometry,
	images: Values,
	out: Values,
	options?: LowerConvolutionOptions,
) => void;
