/**
 * Philox4x32-10: turns a counter into four random words, without state, so that a draw can be keyed by the
 * place where it is used. J. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
 */
export function philox(
	key: readonly [number, number],
	counter: readonly [number, number, number, number],
	out: Uint32Array,
): void {
	let [key0, key1] = key;
	let [c0, c1, c2, c3] = counter;
	for (let round = 0; round < ROUNDS; round++) {
		const high0 = multiplyHigh(MULTIPLIER_0, c0);
		const high1 = multiplyHigh(MULTIPLIER_1, c2);
		const low0 = Math.imul(MULTIPLIER_0, c0);
		const low1 = Math.imul(MULTIPLIER_1, c2);
		c0 = high1 ^ c1 ^ key0;
		c1 = low1;
		c2 = high0 ^ c3 ^ key1;
		c3 = low0;
		key0 = (key0 + WEYL_0) | 0;
		key1 = (key1 + WEYL_1) | 0;
	}
	out[0] = c0;
	out[1] = c1;
	out[2] = c2;
	out[3] = c3;
}

/** Keys of the rounds one after the other. */
export function philoxKeys(
	key: readonly [number, number],
): readonly (readonly [number, number])[] {
	return Array.from({ length: ROUNDS }, (_, round) => [
		(key[0] + Math.imul(round, WEYL_0)) >>> 0,
		(key[1] + Math.imul(round, WEYL_1)) >>> 0,
	]);
}

const ROUNDS = 10;
const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;

/** Upper 32 bits of the 64-bit product of two unsigned words. */
function multiplyHigh(a: number, b: number): number {
	const aLow = a & 0xffff;
	const aHigh = a >>> 16;
	const bLow = b & 0xffff;
	const bHigh = b >>> 16;
	const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
	const carry = aLow * bHigh + (middle & 0xffff);
	return aHigh * bHigh + (middle >>> 16) + (carry >>> 16);
}
