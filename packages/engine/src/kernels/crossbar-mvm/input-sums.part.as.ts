import { drawWord, NOISE_MAGNITUDES, NOISE_PLACE } from "./noise.part.as";

/**
 * Adds factor · read of the sum of the digits of each vector to `to` (float64).
 *
 * @param coefficients of the bits in a digit, [bits] of 32 bits
 * @param reads of each sum, float64; of a sum of 0 at this address
 * @param signs not 0 where the plane is inverted and its reads are taken off, 32 bits each, vectors `signStride` bytes
 * apart; no address: never
 */
export function addInputSums(
	ones: usize, vectors: usize, bits: usize, firstBit: usize, lastBit: usize, coefficients: usize,
	factor: f64, reads: usize, signs: usize, signStride: usize, to: usize,
): void {
	for (let v: usize = 0; v < vectors; v++) {
		let sum: i32 = 0;
		for (let b = firstBit; b <= lastBit; b++) sum += load<i32>(ones + (b << 2)) * load<i32>(coefficients + (b << 2));
		const at = to + (v << 3);
		store<f64>(at, load<f64>(at) + signed(factor, signs) * load<f64>(reads + (<isize>sum << 3)));
		ones += bits << 2;
		if (signs) signs += signStride;
	}
}

/** Adds reads[v] · worth[k] to out [vectors × outputs], all float64. */
export function addOuterProduct(reads: usize, vectors: usize, worth: usize, outputs: usize, out: usize): void {
	const pairs = outputs & ~1;
	for (let v: usize = 0; v < vectors; v++) {
		const read = load<f64>(reads + (v << 3));
		if (read != 0) {
			const splat = f64x2.splat(read);
			for (let k: usize = 0; k < pairs << 3; k += 16)
				v128.store(out + k, f64x2.add(v128.load(out + k), f64x2.mul(splat, v128.load(worth + k))));
			if (outputs > pairs) {
				const last = pairs << 3;
				store<f64>(out + last, load<f64>(out + last) + read * load<f64>(worth + last));
			}
		}
		out += outputs << 3;
	}
}

/**
 * Reads the column of ones: adds factor · read of each vector's sum in a plane to `to` (float64).
 *
 * @param tables subset sums of its cells and of their variances, [groups × 256 × (i32, u32)]
 * @param digit bits of the plane: how many, then each with its coefficient
 * @param squares bits of the squared digit: how many, then each with its shift
 * @param noise as in noise.part.as.ts, or 0
 * @param block of random bits
 * @param reads of each sum, float64; of a sum of 0 at this address
 * @param signs as above
 */
export function addUnitColumn(
	ends: usize, vectors: usize, bits: usize, tables: usize, digit: usize, squares: usize, noise: usize, block: u32,
	factor: f64, reads: usize, signs: usize, signStride: usize, to: usize,
): void {
	for (let v: usize = 0; v < vectors; v++) {
		let sum: i32 = 0;
		const lastBit = digit + 4 + (<usize>load<u32>(digit) << 3);
		for (let bit = digit + 4; bit < lastBit; bit += 8)
			sum += load<i32>(bit, 4) * sumEntries(ends + (<usize>load<u32>(bit) << 2), tables);
		if (noise) {
			let variance: i32 = 0;
			const lastSquare = squares + 4 + (<usize>load<u32>(squares) << 3);
			for (let bit = squares + 4; bit < lastSquare; bit += 8)
				variance += sumEntries(ends + (<usize>load<u32>(bit) << 2), tables + 4) << load<i32>(bit, 4);
			const word = drawWord(load<u64>(noise, NOISE_PLACE) + v, load<u32>(noise, NOISE_PLACE + 8), block, noise);
			const magnitude = load<f32>(<usize>load<u32>(noise, NOISE_MAGNITUDES) + (word & 0x3ffc));
			const size = <i32>nearest<f32>(sqrt<f32>(<f32>variance) * magnitude);
			sum += word & 0x8000 ? -size : size;
		}
		const at = to + (v << 3);
		store<f64>(at, load<f64>(at) + signed(factor, signs) * load<f64>(reads + (<isize>sum << 3)));
		ends += bits << 2;
		if (signs) signs += signStride;
	}
}

function sumEntries(list: usize, table: usize): i32 {
	let sum: i32 = 0;
	const end = <usize>load<u32>(list, 4);
	for (let p = <usize>load<u32>(list); p < end; p += 2) sum += load<i32>(table + (<usize>load<u16>(p) << 3));
	return sum;
}

// @ts-ignore: decorator
@inline
function signed(factor: f64, signs: usize): f64 {
	return signs && load<u32>(signs) ? -factor : factor;
}
