/** A digit of an operand with what it is worth. */
export interface Digit {
	readonly value: number;
	readonly worth: number;
}

const bit = (value: number, index: number): number =>
	index < 0 ? 0 : (value >> Math.min(index, 31)) & 1;

/** Booth's rule on the bits: b(j−1) + Σ 2^i b(j+i) − 2^c b(j+c−1). */
export function boothDigits(
	value: number,
	radixBits: number,
	worths: readonly number[],
): readonly Digit[] {
	return worths.map((worth, j) => {
		const low = radixBits * j;
		let digit =
			bit(value, low - 1) - 2 ** radixBits * bit(value, low + radixBits - 1);
		for (let i = 0; i < radixBits; i++) digit += 2 ** i * bit(value, low + i);
		return { value: digit, worth };
	});
}

/** Digits of weight + 2^(bits−1), the top one less the offset. */
export function offsetDigits(
	weight: number,
	bits: number,
	cellBits: number,
	worths: readonly number[],
): readonly Digit[] {
	const offset = 2 ** (bits - 1);
	return worths.map((worth, j) => ({
		value:
			(Math.floor((weight + offset) / worth) % 2 ** cellBits) -
			(j === worths.length - 1 ? offset / worth : 0),
		worth,
	}));
}

export function magnitudeDigits(
	value: number,
	digitBits: number,
	worths: readonly number[],
): readonly Digit[] {
	return worths.map((worth) => ({
		value:
			Math.sign(value) * (Math.floor(Math.abs(value) / worth) % 2 ** digitBits),
		worth,
	}));
}

/** What of the magnitude is less than the next digit is worth. */
export function slicedDigits(
	value: number,
	worths: readonly number[],
): readonly Digit[] {
	return worths.map((worth, j) => ({
		value:
			Math.sign(value) *
			Math.floor((Math.abs(value) % (worths[j + 1] ?? Infinity)) / worth),
		worth,
	}));
}

/** From the bottom: an odd rest gives the digit that leaves a multiple of 4. */
export function nonAdjacentDigits(
	value: number,
	worths: readonly number[],
): readonly Digit[] {
	let rest = value;
	return worths.map((worth) => {
		const digit = rest % 2 === 0 ? 0 : (rest & 3) === 1 ? 1 : -1;
		rest = (rest - digit) / 2;
		return { value: digit, worth };
	});
}

/** From the bottom: the digit is the residue nearest to 0. */
export function oddDigits(
	value: number,
	radix: number,
	worths: readonly number[],
): readonly Digit[] {
	let rest = value;
	return worths.map((worth) => {
		const residue = ((rest % radix) + radix) % radix;
		const digit = residue > radix / 2 ? residue - radix : residue;
		rest = (rest - digit) / radix;
		return { value: digit, worth };
	});
}

/** From the bottom: of the two digits of half of the radix, the one after which the next is the smaller. */
export function evenDigits(
	value: number,
	radix: number,
	worths: readonly number[],
): readonly Digit[] {
	const nearest = (rest: number) => {
		const residue = ((rest % radix) + radix) % radix;
		return residue > radix / 2 ? residue - radix : residue;
	};
	let rest = value;
	return worths.map((worth) => {
		let digit = nearest(rest);
		if (digit === radix / 2) {
			const next = (rest - digit) / radix;
			if (Math.abs(nearest(next)) > Math.abs(nearest(next + 1))) digit = -digit;
		}
		rest = (rest - digit) / radix;
		return { value: digit, worth };
	});
}

export function twosComplementDigits(
	value: number,
	bits: number,
	signed: boolean,
	digitBits: number,
	worths: readonly number[],
): readonly Digit[] {
	const magnitude = signed ? value & (2 ** (bits - 1) - 1) : value;
	return worths.map((worth) => ({
		value:
			worth < 0
				? Number(value < 0)
				: Math.floor(magnitude / worth) % 2 ** digitBits,
		worth,
	}));
}
