import type { Codes } from "../../base/codes.js";
import type {
	ConvolutionGeometry,
	LowerConvolutionOptions,
} from "./contract.js";
import { lowerVolume, type VolumeGeometry } from "./volume.js";
import { wasmLowerConvolution } from "./wasm.js";

/** How a convolution over one to three axes reads its input. */
export type WindowGeometry = ConvolutionGeometry | VolumeGeometry;

/** Lowers a convolution over one to three axes; those over three run in JavaScript. */
export function lowerWindows<Values extends Float32Array | Codes>(
	geometry: WindowGeometry,
	images: Values,
	out: Values,
	options?: LowerConvolutionOptions,
): void {
	if ("kernel" in geometry) lowerVolume(geometry, images, out, options);
	else wasmLowerConvolution(geometry, images, out, options);
}
