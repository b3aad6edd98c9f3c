import type { Codes } from "../../base/codes.js";
import { loadWasmKernel } from "../../base/wasm-kernel.js";
import type { ConvolutionGeometry, LowerConvolution } from "./contract.js";
import { wasmBase64 } from "./lower-convolution.wasm.js";
import { referenceLowerConvolution } from "./reference.js";

interface Exports {
	// biome-ignore format: as in lower-convolution.as.ts
	pad(
		from: number, to: number, planes: number, height: number, rowBytes: number,
		top: number, left: number, paddedHeight: number, paddedRowBytes: number, padding: number,
	): void;
	// biome-ignore format: as in lower-convolution.as.ts
	lower(
		maps: number, to: number, channels: number, planeStride: number,
		outputHeight: number, strideY: number, outputWidth: number, strideX: number,
		kernelHeight: number, tapStrideY: number, taps: number, tapStrideX: number, runBytes: number,
	): number;
}

const kernel = loadWasmKernel<Exports>(wasmBase64);

/** Leaves address 0 and the module's static data alone. */
const START = 1024;
/** What a copy in steps of 16 bytes may read or write past its end. */
const SLACK = 64;
/** Patches that are in the kernel's memory at a time: they stay in the cache until they are copied out. */
const CHUNK_BYTES = 2 ** 18;

/** WebAssembly SIMD: a run of pixels at a time. */
export const wasmLowerConvolution: LowerConvolution = (
	geometry,
	images,
	out,
	options = {},
) => {
	if (geometry.padTop < 0 || geometry.padLeft < 0)
		return referenceLowerConvolution(geometry, images, out, options);
	const { batch = 1, group = 0, padding = 0 } = options;
	const { channels, height, width, groups, positions, rows } = geometry;
	const planes = channels / groups;
	const pixel = images.BYTES_PER_ELEMENT;
	const padded = paddedSize(geometry);
	const imageBytes = planes * height * width * pixel;
	const paddedBytes = planes * padded.height * padded.width * pixel;
	const patchBytes = positions * rows * pixel;
	const chunk = Math.min(
		batch,
		Math.max(1, Math.floor(CHUNK_BYTES / patchBytes)),
	);
	const mapsAt = align(START + imageBytes + SLACK);
	const patchesAt = align(mapsAt + paddedBytes + SLACK);
	const memory = kernel.reserve(patchesAt + chunk * patchBytes + SLACK);
	const isPadded = padded.height !== height || padded.width !== width;
	const plane = viewLike(images, memory, isPadded ? START : mapsAt, imageBytes);
	const taps = geometry.dilationX === 1 ? 1 : geometry.kernelWidth;
	const rowBytes = padded.width * pixel;
	for (let first = 0; first < batch; first += chunk) {
		const last = Math.min(first + chunk, batch);
		let to = patchesAt;
		for (let image = first; image < last; image++) {
			const start = (image * groups + group) * plane.length;
			plane.set(images.subarray(start, start + plane.length));
			// biome-ignore format: places, then sizes
			if (isPadded) kernel.exports.pad(
				START, mapsAt, planes, height, width * pixel,
				geometry.padTop, geometry.padLeft * pixel, padded.height, rowBytes, bitsOf(padding, images),
			);
			// biome-ignore format: places, then sizes
			to = kernel.exports.lower(
				mapsAt, to, planes, padded.height * rowBytes,
				geometry.outputHeight, geometry.strideY * rowBytes, geometry.outputWidth, geometry.strideX * pixel,
				geometry.kernelHeight, geometry.dilationY * rowBytes,
				taps, geometry.dilationX * pixel, (geometry.kernelWidth / taps) * pixel,
			);
		}
		out.set(
			viewLike(images, memory, patchesAt, (last - first) * patchBytes),
			first * positions * rows,
		);
	}
};

const align = (bytes: number): number => Math.ceil(bytes / 64) * 64;

/** Of the image with all the padding that windows reach. */
function paddedSize(geometry: ConvolutionGeometry): {
	readonly height: number;
	readonly width: number;
} {
	const { padTop, padLeft, kernelHeight, kernelWidth } = geometry;
	const reach = (
		places: number,
		stride: number,
		kernel: number,
		step: number,
	) => (places - 1) * stride + (kernel - 1) * step + 1;
	return {
		height: Math.max(
			padTop + geometry.height,
			reach(
				geometry.outputHeight,
				geometry.strideY,
				kernelHeight,
				geometry.dilationY,
			),
		),
		width: Math.max(
			padLeft + geometry.width,
			reach(
				geometry.outputWidth,
				geometry.strideX,
				kernelWidth,
				geometry.dilationX,
			),
		),
	};
}

function viewLike<Values extends Float32Array | Codes>(
	values: Values,
	memory: ArrayBuffer,
	at: number,
	bytes: number,
): Values {
	return new (
		values.constructor as new (
			memory: ArrayBuffer,
			at: number,
			length: number,
		) => Values
	)(memory, at, bytes / values.BYTES_PER_ELEMENT);
}

/** Four bytes of padding: one pixel, or two. */
function bitsOf(
	padding: number,
	{ BYTES_PER_ELEMENT }: Float32Array | Codes,
): number {
	return BYTES_PER_ELEMENT === 4
		? new Int32Array(Float32Array.of(padding).buffer)[0]!
		: (padding & 0xffff) | (padding << 16);
}
