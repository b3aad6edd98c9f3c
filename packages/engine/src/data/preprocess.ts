import { InputError } from "../base/input-error.js";
import type { NumberArray, NumberTensor } from "../base/npy.js";
import { clamp } from "../base/round.js";
import { sizeOf, type Tensor } from "../base/tensor.js";
import type { Colour, InputRounding, Preprocess } from "./data-file.js";
import { type PixelPlanes, resize, resizedSize } from "./resize.js";

/**
 * Turns one stored image into the network's input.
 *
 * @param image one image: [height, width], [channels, height, width] as `stored` says, or any shape where nothing asks
 * for pixels
 * @param mean values of the mean, in the order of the input with channels first: 1, one for each channel, or one for
 * each value
 * @throws InputError with both sizes where the image does not fit
 */
export function preprocess(
	image: NumberTensor,
	spec: Preprocess,
	mean: ArrayLike<number>,
): Tensor {
	const { colour, crop } = spec;
	if (!needsPixels(image, spec)) return normalise(image, spec, mean);
	let planes = planesOf(image, spec);
	if (colour) planes = inColours(planes, colour);
	if (spec.resize) {
		const size = resizedSize(planes, spec.resize);
		planes = resize(planes, size, spec.resize.method);
	}
	if (!isFloat(image.data)) planes = wholeLevels(planes);
	if (crop) planes = centreCrop(planes, crop.height, crop.width);
	const { channels, height, width, data } = planes;
	const shape = [channels, height, width];
	const { data: values } = normalise({ shape, data }, spec, mean);
	return spec.layout === "NCHW"
		? { shape, data: values }
		: {
				shape: [height, width, channels],
				data: channelsLast(values, channels),
			};
}

function needsPixels({ shape }: NumberTensor, spec: Preprocess): boolean {
	const { colour, resize, crop, stored, layout } = spec;
	const asks =
		colour !== undefined ||
		resize !== undefined ||
		crop !== undefined ||
		stored !== layout;
	return asks || (shape.length === 3 && stored === "NHWC");
}

function planesOf(
	{ shape, data }: NumberTensor,
	{ stored }: Preprocess,
): PixelPlanes {
	if (shape.length !== 2 && shape.length !== 3)
		throw new InputError(
			`found an image of ${shape.join("×")}, expected height × width, with channels ${stored === "NCHW" ? "before" : "after"} them or without`,
		);
	const [height, width] = (
		shape.length === 3 && stored === "NCHW" ? shape.slice(1) : shape
	) as [number, number];
	const channels = sizeOf(shape) / (height * width);
	const values =
		stored === "NHWC" ? channelsFirst(data, channels) : Float32Array.from(data);
	return { channels, height, width, data: values };
}

function channelsFirst(data: NumberArray, channels: number): Float32Array {
	const pixels = data.length / channels;
	const turned = new Float32Array(data.length);
	for (let pixel = 0; pixel < pixels; pixel++) {
		for (let c = 0; c < channels; c++)
			turned[c * pixels + pixel] = data[pixel * channels + c]!;
	}
	return turned;
}

function channelsLast(data: Float32Array, channels: number): Float32Array {
	const pixels = data.length / channels;
	const turned = new Float32Array(data.length);
	for (let pixel = 0; pixel < pixels; pixel++) {
		for (let c = 0; c < channels; c++)
			turned[pixel * channels + c] = data[c * pixels + pixel]!;
	}
	return turned;
}

/** Shares of red, green and blue in brightness: ITU-R BT.601. */
const LUMA = [0.299, 0.587, 0.114] as const;

function inColours(planes: PixelPlanes, colour: Colour): PixelPlanes {
	const { channels, height, width, data } = planes;
	if (channels !== 1 && channels !== 3)
		throw new InputError(
			`found ${channels} channels, expected 1 or 3 to make ${colour} of`,
		);
	const pixels = height * width;
	const plane = (c: number): Float32Array =>
		data.subarray(c * pixels, (c + 1) * pixels);
	if (colour === "grey") {
		if (channels === 1) return planes;
		const [red, green, blue] = [plane(0), plane(1), plane(2)];
		const grey = red.map(
			(r, i) => LUMA[0] * r + LUMA[1] * green[i]! + LUMA[2] * blue[i]!,
		);
		return { channels: 1, height, width, data: grey };
	}
	const order = colour === "RGB" ? [0, 1, 2] : [2, 1, 0];
	const result = new Float32Array(3 * pixels);
	for (const [to, from] of order.entries())
		result.set(plane(channels === 1 ? 0 : from), to * pixels);
	return { channels: 3, height, width, data: result };
}

function isFloat(data: NumberArray): boolean {
	return data instanceof Float32Array || data instanceof Float64Array;
}

/** Levels that were whole are so again, as in an image that is stored between two steps. */
function wholeLevels(planes: PixelPlanes): PixelPlanes {
	return { ...planes, data: planes.data.map((x) => Math.floor(x + 0.5)) };
}

function centreCrop(
	planes: PixelPlanes,
	height: number,
	width: number,
): PixelPlanes {
	const { channels, height: from, width: stride, data } = planes;
	if (height > from || width > stride)
		throw new InputError(
			`found an image of ${from}×${stride} pixels, expected at least the crop of ${height}×${width}`,
		);
	const top = Math.floor((from - height) / 2);
	const left = Math.floor((stride - width) / 2);
	const result = new Float32Array(channels * height * width);
	for (let row = 0; row < channels * height; row++) {
		const channel = Math.floor(row / height);
		const start = (channel * from + top + (row % height)) * stride + left;
		result.set(data.subarray(start, start + width), row * width);
	}
	return { channels, height, width, data: result };
}

function normalise(
	{ shape, data }: NumberTensor,
	{ scale, deviation, rounding }: Preprocess,
	mean: ArrayLike<number>,
): Tensor {
	const count = data.length;
	const meanRun = runLength("mean", mean.length, shape, count);
	const deviationRun = runLength("deviation", deviation.length, shape, count);
	const result = new Float32Array(count);
	for (let i = 0; i < count; i++) {
		const centred = data[i]! * scale - mean[Math.floor(i / meanRun)]!;
		result[i] = rounded(
			centred / deviation[Math.floor(i / deviationRun)]!,
			rounding,
		);
	}
	return { shape, data: result };
}

/** How many values of an image share one of the given ones. */
function runLength(
	what: string,
	given: number,
	shape: readonly number[],
	count: number,
): number {
	const channels = shape.length > 1 ? shape[0]! : 1;
	if (given === 1 || given === channels || given === count)
		return count / given;
	throw new InputError(
		`found a ${what} of ${given} values, an image of ${shape.join("×")} needs 1, ${channels} or ${count}`,
	);
}

function rounded(x: number, rounding: InputRounding | undefined): number {
	if (rounding === undefined) return x;
	switch (rounding.kind) {
		case "fixed-point": {
			const one = 2 ** rounding.fraction;
			const greatest = 2 ** (rounding.bits - 1);
			return clamp(Math.floor(x * one + 0.5), -greatest, greatest - 1) / one;
		}
		case "sign":
			return x >= 0 ? 1 : -1;
		default:
			return rounding satisfies never;
	}
}
