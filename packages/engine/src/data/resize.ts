import type { PixelSize, Resize, ResizeMethod } from "./data-file.js";

/** Float pixels, [channels × height × width]. */
export interface PixelPlanes extends PixelSize {
	readonly channels: number;
	readonly data: Float32Array;
}

/** The size that an image gets. */
export function resizedSize(
	{ height, width }: PixelSize,
	resize: Resize,
): PixelSize {
	switch (resize.kind) {
		case "exact":
			return { height: resize.height, width: resize.width };
		case "shorter-side": {
			const shorter = Math.min(height, width);
			const longer = (side: number): number =>
				Math.floor((side * resize.pixels) / shorter);
			return { height: longer(height), width: longer(width) };
		}
		default:
			return resize satisfies never;
	}
}

/**
 * Resamples along the width, then along the height. Pixels are areas: the centre of output pixel i of n lies at
 * (i + ½) · m / n of m input pixels. The result is not rounded.
 */
export function resize(
	image: PixelPlanes,
	{ height, width }: PixelSize,
	method: ResizeMethod,
): PixelPlanes {
	const { channels } = image;
	const rows = channels * image.height;
	const wide = resample(image.data, {
		taps: tapsOf(image.width, width, method),
		blocks: rows,
		length: image.width,
		stride: 1,
	});
	const data = resample(wide, {
		taps: tapsOf(image.height, height, method),
		blocks: channels,
		length: image.height,
		stride: width,
	});
	return { channels, height, width, data };
}

/** Weights of the input pixels from `first` on; they add up to 1. */
interface Taps {
	readonly first: number;
	readonly weights: Float64Array;
}

function tapsOf(
	from: number,
	to: number,
	method: ResizeMethod,
): readonly Taps[] {
	const step = from / to;
	return Array.from({ length: to }, (_, i): Taps => {
		const centre = (i + 0.5) * step;
		if (method === "nearest") {
			const first = Math.min(Math.floor(centre), from - 1);
			return { first, weights: Float64Array.of(1) };
		}
		const reach = method === "bilinear-antialias" ? Math.max(step, 1) : 1;
		const first = Math.floor(centre - reach - 0.5) + 1;
		const last = Math.ceil(centre + reach - 0.5) - 1;
		return triangle(Math.max(first, 0), Math.min(last, from - 1), (x) =>
			Math.max(0, 1 - Math.abs(x + 0.5 - centre) / reach),
		);
	});
}

/** Pixels outside the image have no part. */
function triangle(
	first: number,
	last: number,
	weightOf: (x: number) => number,
): Taps {
	const weights = Float64Array.from({ length: last - first + 1 }, (_, tap) =>
		weightOf(first + tap),
	);
	const sum = weights.reduce((a, b) => a + b, 0);
	return { first, weights: weights.map((weight) => weight / sum) };
}

interface Axis {
	readonly taps: readonly Taps[];
	/** Blocks of `length` × `stride` values. */
	readonly blocks: number;
	readonly length: number;
	readonly stride: number;
}

/** Replaces an axis of a row-major array. */
function resample(
	data: Float32Array,
	{ taps, blocks, length, stride }: Axis,
): Float32Array {
	const result = new Float32Array(blocks * taps.length * stride);
	let at = 0;
	for (let block = 0; block < blocks; block++) {
		for (const { first, weights } of taps) {
			const start = (block * length + first) * stride;
			for (let i = 0; i < stride; i++) {
				let sum = 0;
				for (let tap = 0; tap < weights.length; tap++)
					sum += weights[tap]! * data[start + tap * stride + i]!;
				result[at++] = sum;
			}
		}
	}
	return result;
}
