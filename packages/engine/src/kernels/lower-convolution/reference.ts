import type { LowerConvolution } from "./contract.js";

/** The definition: patch by patch, pixel by pixel. */
export const referenceLowerConvolution: LowerConvolution = (
	geometry,
	images,
	out,
	{ batch = 1, group = 0, padding = 0 } = {},
) => {
	const { channels, height, width, groups } = geometry;
	const perGroup = channels / groups;
	let at = 0;
	const copyPatch = (image: number, top: number, left: number): void => {
		for (let c = 0; c < perGroup; c++) {
			const plane = (image * channels + group * perGroup + c) * height * width;
			for (let ky = 0; ky < geometry.kernelHeight; ky++) {
				const y = top + ky * geometry.dilationY;
				for (let kx = 0; kx < geometry.kernelWidth; kx++) {
					const x = left + kx * geometry.dilationX;
					const isInImage = y >= 0 && y < height && x >= 0 && x < width;
					out[at++] = isInImage ? images[plane + y * width + x]! : padding;
				}
			}
		}
	};
	for (let image = 0; image < batch; image++) {
		for (let oy = 0; oy < geometry.outputHeight; oy++) {
			for (let ox = 0; ox < geometry.outputWidth; ox++) {
				copyPatch(
					image,
					oy * geometry.strideY - geometry.padTop,
					ox * geometry.strideX - geometry.padLeft,
				);
			}
		}
	}
};
