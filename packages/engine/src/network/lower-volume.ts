import type { WindowSteps } from "./nodes/window.js";

/** One image of a convolution over depth, height and width. */
export interface VolumeImage {
	/** `[channels, depth, height, width]` */
	readonly pixels: Float32Array;
	readonly shape: readonly number[];
	/** Group whose channels are read. */
	readonly group: number;
}

/**
 * The counterpart of `lowerConvolution` for three spatial axes: writes the patches of one image and group,
 * `[positions × rows]`, with row index r = ((c·Kz + kz)·Ky + ky)·Kx + kx.
 */
export function lowerVolume(
	node: WindowSteps & {
		readonly weights: { readonly shape: readonly number[] };
	},
	{ pixels, shape, group }: VolumeImage,
	outputShape: readonly number[],
	out: Float32Array,
): void {
	const [, channels, ...kernel] = node.weights.shape;
	const [, depth, height, width] = shape as [number, number, number, number];
	const [, ...places] = outputShape;
	const along = (axis: number, place: number, tap: number): number =>
		place * node.strides[axis]! +
		tap * node.dilations[axis]! -
		node.pads[axis]!;
	let at = 0;
	const fillPatch = (oz: number, oy: number, ox: number): void => {
		for (let c = group * channels!; c < (group + 1) * channels!; c++) {
			for (let kz = 0; kz < kernel[0]!; kz++) {
				const z = along(0, oz, kz);
				for (let ky = 0; ky < kernel[1]!; ky++) {
					const y = along(1, oy, ky);
					const isInside = z >= 0 && z < depth && y >= 0 && y < height;
					const row = ((c * depth + z) * height + y) * width;
					for (let kx = 0; kx < kernel[2]!; kx++) {
						const x = along(2, ox, kx);
						out[at++] = isInside && x >= 0 && x < width ? pixels[row + x]! : 0;
					}
				}
			}
		}
	};
	for (let oz = 0; oz < places[0]!; oz++) {
		for (let oy = 0; oy < places[1]!; oy++) {
			for (let ox = 0; ox < places[2]!; ox++) fillPatch(oz, oy, ox);
		}
	}
}
