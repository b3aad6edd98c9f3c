/** Least and greatest code of an operand of so many bits, of which none is greater than `greatest`. */
export function operandRange(
	bits: number,
	signed: boolean,
	greatest?: number,
): readonly [number, number] {
	if (greatest !== undefined) return [signed ? -greatest : 0, greatest];
	return signed
		? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1]
		: [0, 2 ** bits - 1];
}
