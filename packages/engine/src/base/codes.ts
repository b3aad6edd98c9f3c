/** Integers of a quantised tensor, of up to 16 bits: signed or unsigned throughout. */
export type Codes = Int16Array | Uint16Array;

/** Codes, all 0. */
export function makeCodes(signed: boolean, length: number): Codes {
	return signed ? new Int16Array(length) : new Uint16Array(length);
}
