/** Codes that the means of a uniform distribution are taken over. */
const SAMPLES = 4096;

/** All integers of a range, or an odd-strided sample of them that hits all residues evenly. */
export function evenCodes(min: number, max: number): Int32Array {
	const size = max - min + 1;
	const count = Math.min(size, SAMPLES);
	// A stride by the golden ratio visits a range evenly.
	const stride = Math.round(size * 0.6180339887) | 1;
	const codes = new Int32Array(count);
	for (let n = 0; n < count; n++)
		codes[n] = min + (size <= SAMPLES ? n : (n * stride) % size);
	return codes;
}
