import { normalQuantile } from "../../base/normal-quantile.js";
import { philox } from "../../base/philox.js";
import { purposeKey } from "../../base/random.js";
import { roundHalfToEven } from "../../base/round.js";
import type { ReadNoise } from "./contract.js";

// The noise of a conversion is defined by operations on integers and in single precision that all machines round alike:
//   word    16 bits of Philox4x32-10; its key is seed and purpose, its counter the place
//   z       entry (word >> 2) mod 4096 of MAGNITUDES, times the deviation; negative where bit 15 of the word is set
//   noise   round half to even(√variance · z)
// The 128 bits of one block of the generator serve 4 outputs and 2 converters. A converter is a slice, or one cell of
// a slice where the cells of a pair are converted one by one.

const BLOCK_OUTPUTS = 4;
const BLOCK_CONVERTERS = 2;
const BLOCKS_PER_PLANE = 2 ** 24;
const SIGN = 0x8000;
const PURPOSE = purposeKey("read noise");

/** Magnitudes of the normal distribution at equally likely places, with a variance of 1; the greatest is 3.84. */
const MAGNITUDES = normalMagnitudes(4096);

function normalMagnitudes(count: number): Float64Array {
	const quantiles = Float64Array.from({ length: count }, (_, i) =>
		normalQuantile(0.5 + (i + 0.5) / (2 * count)),
	);
	const variance = quantiles.reduce((sum, z) => sum + z * z, 0) / count;
	return quantiles.map((z) => z / Math.sqrt(variance));
}

/** Magnitudes for a variance of 1 in units of 2^−fractionBits levels, [4096]. */
export function noiseMagnitudes({ deviation }: ReadNoise): Float32Array {
	return Float32Array.from(MAGNITUDES, (z) => z * deviation);
}

/** Noise of a column sum, an integer in units of 2^−fractionBits levels. */
export function noiseOf(
	word: number,
	variance: number,
	magnitudes: Float32Array,
): number {
	const deviation = Math.fround(Math.sqrt(variance));
	const noise = Math.fround(deviation * magnitudes[(word >> 2) & 0xfff]!);
	return roundHalfToEven(word & SIGN ? -noise : noise);
}

/** Key of the generator. */
export function noiseKey({ seed }: ReadNoise): readonly [number, number] {
	return [seed >>> 0, PURPOSE];
}

/** Last word of the counter: which conversions of a vector, before (vector, …, crossbar). */
export function noiseBlock(
	plane: number,
	output: number,
	converter: number,
	outputs: number,
): number {
	const across = Math.ceil(outputs / BLOCK_OUTPUTS);
	const row = Math.floor(converter / BLOCK_CONVERTERS);
	const column = Math.floor(output / BLOCK_OUTPUTS);
	return plane * BLOCKS_PER_PLANE + row * across + column;
}

/** The block whose first word is for the column of ones. */
export function unitColumnBlock(plane: number): number {
	return (plane + 1) * BLOCKS_PER_PLANE - 1;
}

/** Words of all conversions of a plane, to words [converters × outputs]. */
export function drawConversions(
	noise: ReadNoise,
	vector: number,
	plane: number,
	outputs: number,
	words: Uint16Array,
): void {
	const converters = words.length / outputs;
	for (let c = 0; c < converters; c += BLOCK_CONVERTERS) {
		for (let k = 0; k < outputs; k += BLOCK_OUTPUTS) {
			const block = drawBlock(noise, vector, noiseBlock(plane, k, c, outputs));
			block.forEach((word, at) => {
				const converter = c + (at % BLOCK_CONVERTERS);
				const output = k + Math.floor(at / BLOCK_CONVERTERS);
				if (converter < converters && output < outputs)
					words[converter * outputs + output] = word;
			});
		}
	}
}

/** The word of the column of ones. */
export function drawUnitColumn(
	noise: ReadNoise,
	vector: number,
	plane: number,
): number {
	return drawBlock(noise, vector, unitColumnBlock(plane))[0]!;
}

const drawn = new Uint32Array(4);

/** 16-bit words of a block, the low half of each 32-bit word first. */
function drawBlock(
	noise: ReadNoise,
	vector: number,
	block: number,
): readonly number[] {
	const high = Math.floor(vector / 2 ** 32);
	philox(noiseKey(noise), [vector >>> 0, high, noise.crossbar, block], drawn);
	return [...drawn].flatMap((word) => [word & 0xffff, word >>> 16]);
}
