import { normalQuantile } from "./normal-quantile.js";
import { philox } from "./philox.js";

/**
 * Random values of one purpose, each keyed by up to four coordinates (layer, crossbar, row, …; unsigned 32-bit
 * integers): the same place always gives the same value, whatever else was drawn before. A place has one
 * value: `uniform` and `normal` of the same place are functions of each other.
 */
export interface PlaceRandom {
	/** In [0, 1), with 53 random bits. */
	uniform(a: number, b?: number, c?: number, d?: number): number;
	/** Standard normal. */
	normal(a: number, b?: number, c?: number, d?: number): number;
}

/** `purpose` tells streams of one seed apart, as in `randomFor(seed, "programming")`. Seeds count modulo 2^32. */
export function randomFor(seed: number, purpose: string): PlaceRandom {
	const key = [seed >>> 0, purposeKey(purpose)] as const;
	const words = new Uint32Array(4);
	/** Integer in [0, 2^53). */
	const draw = (a: number, b: number, c: number, d: number): number => {
		philox(key, [a, b, c, d], words);
		return (words[0]! >>> 5) * 2 ** 26 + (words[1]! >>> 6);
	};
	return {
		uniform: (a, b = 0, c = 0, d = 0) => draw(a, b, c, d) * 2 ** -53,
		normal: (a, b = 0, c = 0, d = 0) =>
			normalQuantile((Math.floor(draw(a, b, c, d) / 2) + 0.5) * 2 ** -52),
	};
}

/** Order of `length` items: the Fisher–Yates shuffle drawn at places (`place`, 0), (`place`, 1), … */
export function shuffledOrder(
	length: number,
	random: PlaceRandom,
	place: number,
): Uint32Array {
	const order = Uint32Array.from({ length }, (_, i) => i);
	for (let i = length - 1; i > 0; i--) {
		const j = Math.floor(random.uniform(place, i) * (i + 1));
		const swapped = order[i]!;
		order[i] = order[j]!;
		order[j] = swapped;
	}
	return order;
}

/** Second word of the generator's key: FNV-1a of the UTF-16 code units of a purpose. */
export function purposeKey(purpose: string): number {
	let state = 0x811c9dc5;
	for (let i = 0; i < purpose.length; i++)
		state = Math.imul(state ^ purpose.charCodeAt(i), 0x01000193);
	return state >>> 0;
}
