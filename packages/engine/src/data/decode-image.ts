import { convertIndexedToRgb, decode as decodePng } from "fast-png";
import { Unzlib } from "fflate";
import { decode as decodeJpeg } from "jpeg-js";
import { InputError } from "../base/input-error.js";
import type { NumberTensor } from "../base/npy.js";

/** Pixels of the largest image that is decoded, in millions: 8K video has 33. */
const MAX_MEGAPIXELS = 40;
/** What a JPEG of that size needs. */
const MAX_MEGABYTES = 1024;

/**
 * Decodes a PNG or JPEG to levels, `[channels, height, width]`: bytes, or 16 bits where a PNG has them. A JPEG has the
 * channels red, green, blue; a PNG has those, or grey alone; transparency is left out.
 *
 * @throws InputError where the bytes are no whole image, or one of more than 40 million pixels
 */
export function decodeImage(bytes: Uint8Array, name: string): NumberTensor {
	const isPng = PNG_SIGNATURE.every((byte, i) => bytes[i] === byte);
	const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8;
	if (!isPng && !isJpeg)
		throw new InputError(`${name}: neither a PNG nor a JPEG image`);
	const format = isPng ? "PNG" : "JPEG";
	try {
		return isPng ? fromPng(bytes) : fromJpeg(bytes);
	} catch (error) {
		const [reason] = String((error as Error).message ?? error).split("\n");
		throw new InputError(`${name}: not a whole ${format} image: ${reason}`);
	}
}

function fromJpeg(bytes: Uint8Array): NumberTensor {
	const { width, height, data } = decodeJpeg(bytes, {
		useTArray: true,
		formatAsRGBA: false,
		tolerantDecoding: false,
		maxResolutionInMP: MAX_MEGAPIXELS,
		maxMemoryUsageInMB: MAX_MEGABYTES,
	});
	return planes(data, { width, height, channels: 3, kept: 3 });
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function fromPng(bytes: Uint8Array): NumberTensor {
	const png = decodePng(withoutExtras(bytes), { checkCrc: true });
	const { width, height, data, channels, palette, depth } = png;
	const pixels = { width, height };
	if (palette !== undefined) {
		const opaque = palette.map((colour) => colour.slice(0, 3));
		const rgb = convertIndexedToRgb({ ...png, palette: opaque });
		return planes(rgb, { ...pixels, channels: 3, kept: 3 });
	}
	if (depth < 8) {
		const rgb = convertIndexedToRgb({ ...png, palette: greys(depth) });
		return planes(rgb, { ...pixels, channels: 3, kept: 1 });
	}
	return planes(data, { ...pixels, channels, kept: channels > 2 ? 3 : 1 });
}

/** The colours that samples of less than a byte stand for. */
function greys(depth: number): number[][] {
	const most = 2 ** depth - 1;
	return Array.from({ length: most + 1 }, (_, sample): number[] => {
		const level = (sample * 255) / most;
		return [level, level, level];
	});
}

/** Interleaved levels to planes, the first `kept` channels of `channels`. */
function planes<T extends Uint8Array | Uint8ClampedArray | Uint16Array>(
	data: T,
	{
		width,
		height,
		channels,
		kept,
	}: {
		readonly width: number;
		readonly height: number;
		readonly channels: number;
		readonly kept: number;
	},
): NumberTensor {
	const pixels = width * height;
	if (data.length !== pixels * channels)
		throw new Error(
			`${width}×${height} pixels need ${pixels * channels} levels, found ${data.length}`,
		);
	const Levels = data instanceof Uint16Array ? Uint16Array : Uint8Array;
	const result = new Levels(kept * pixels);
	for (let pixel = 0; pixel < pixels; pixel++) {
		for (let c = 0; c < kept; c++)
			result[c * pixels + pixel] = data[pixel * channels + c]!;
	}
	return { shape: [kept, height, width], data: result };
}

/** Chunks that levels are made of. Others (text, profiles) may be packed as tightly as to fill any memory. */
const NEEDED = ["IHDR", "PLTE", "IDAT", "IEND"];

/** The file with the chunks that are needed, once it is known that its pixels are as many as it says. */
function withoutExtras(bytes: Uint8Array): Uint8Array {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const kept = [bytes.subarray(0, PNG_SIGNATURE.length)];
	const packed: Uint8Array[] = [];
	let type = "";
	let header: number | undefined;
	for (let at = PNG_SIGNATURE.length; type !== "IEND"; ) {
		if (at + 12 > bytes.length) throw new Error("it ends early");
		const end = at + 12 + view.getUint32(at);
		type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
		if (end > bytes.length) throw new Error(`${type} ends early`);
		if (type === "IHDR" && end - at === 25) header ??= at + 8;
		if (type === "IDAT") packed.push(bytes.subarray(at + 8, end - 4));
		if (NEEDED.includes(type)) kept.push(bytes.subarray(at, end));
		at = end;
	}
	if (header === undefined) throw new Error("it has no header");
	checkUnpacked(packed, unpackedBytes(view, header));
	return concatenated(kept);
}

interface ByteCount {
	readonly least: number;
	readonly most: number;
}

const CHANNELS: Readonly<Record<number, number>> = {
	0: 1,
	2: 3,
	3: 1,
	4: 2,
	6: 4,
};

/** Bytes that the pixels of a header unpack to: each row begins with a byte for its filter. */
function unpackedBytes(view: DataView, header: number): ByteCount {
	const width = view.getUint32(header);
	const height = view.getUint32(header + 4);
	const depth = view.getUint8(header + 8);
	const channels = CHANNELS[view.getUint8(header + 9)];
	const isInterlaced = view.getUint8(header + 12) === 1;
	if (channels === undefined || width === 0 || height === 0)
		throw new Error("its header has no meaning");
	if (width * height > MAX_MEGAPIXELS * 1e6)
		throw new Error(
			`found ${width}×${height} pixels, expected ${MAX_MEGAPIXELS} million at most`,
		);
	if (isInterlaced && depth < 8)
		throw new Error(`interlaced samples of ${depth} bits are not read`);
	const levels = height * Math.ceil((width * channels * depth) / 8);
	// An interlaced image has seven smaller ones' rows: fewer than twice its own, each begun ones aside.
	return isInterlaced
		? { least: levels, most: levels + 2 * height + 7 }
		: { least: levels + height, most: levels + height };
}

/** Bytes that are unpacked at a time: deflate makes at most 1032 of one. */
const PIECE = 4096;

function checkUnpacked(
	packed: readonly Uint8Array[],
	{ least, most }: ByteCount,
): void {
	let found = 0;
	const unzlib = new Unzlib((part) => {
		found += part.length;
	});
	for (const bytes of packed) {
		for (let at = 0; at < bytes.length && found <= most; at += PIECE)
			unzlib.push(bytes.subarray(at, at + PIECE));
	}
	if (found < least || found > most)
		throw new Error(
			`its pixels need ${least} bytes, found ${found > most ? "more" : found}`,
		);
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(
		parts.reduce((sum, { length }) => sum + length, 0),
	);
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
