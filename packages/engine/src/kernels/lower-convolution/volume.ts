import type { Codes } from "../../base/codes.js";
import type { LowerConvolutionOptions } from "./contract.js";

/** Depth, height and width. */
export type Volume = readonly [depth: number, height: number, width: number];

/** How a convolution over depth, height and width reads its input: `ConvolutionGeometry` with one more axis. */
export interface VolumeGeometry {
	/** Channels of the whole input, all groups. */
	readonly channels: number;
	readonly size: Volume;
	readonly groups: number;
	readonly kernel: Volume;
	readonly strides: Volume;
	readonly dilations: Volume;
	readonly padsBefore: Volume;
	readonly outputSize: Volume;
	/** channels / groups · kernel depth · height · width */
	readonly rows: number;
	/** output depth · height · width */
	readonly positions: number;
}

/**
 * The counterpart of `LowerConvolution`: row index r = ((c·Kz + kz)·Ky + ky)·Kx + kx, images are
 * `[batch, channels, depth, height, width]`.
 */
export function lowerVolume<Values extends Float32Array | Codes>(
	geometry: VolumeGeometry,
	images: Values,
	out: Values,
	{ batch = 1, group = 0, padding = 0 }: LowerConvolutionOptions = {},
): void {
	const { channels, size, groups, kernel, outputSize } = geometry;
	const [depth, height, width] = size;
	const perGroup = channels / groups;
	const along = (axis: 0 | 1 | 2, place: number, tap: number): number =>
		place * geometry.strides[axis] +
		tap * geometry.dilations[axis] -
		geometry.padsBefore[axis];
	let at = 0;
	const copyPatch = (image: number, oz: number, oy: number, ox: number) => {
		for (let c = 0; c < perGroup; c++) {
			const volume = (image * channels + group * perGroup + c) * depth;
			for (let kz = 0; kz < kernel[0]; kz++) {
				const z = along(0, oz, kz);
				for (let ky = 0; ky < kernel[1]; ky++) {
					const y = along(1, oy, ky);
					const isInside = z >= 0 && z < depth && y >= 0 && y < height;
					const row = ((volume + z) * height + y) * width;
					for (let kx = 0; kx < kernel[2]; kx++) {
						const x = along(2, ox, kx);
						out[at++] =
							isInside && x >= 0 && x < width ? images[row + x]! : padding;
					}
				}
			}
		}
	};
	for (let image = 0; image < batch; image++) {
		for (let oz = 0; oz < outputSize[0]; oz++) {
			for (let oy = 0; oy < outputSize[1]; oy++) {
				for (let ox = 0; ox < outputSize[2]; ox++) copyPatch(image, oz, oy, ox);
			}
		}
	}
}
