/** One digit position of an encoded operand. */
export interface DigitPlane {
	/** What a digit of 1 in this plane is worth; negative for the sign plane of two's complement. */
	readonly significance: number;
	/** Least and greatest digit, both reached by some operand. */
	readonly min: number;
	readonly max: number;
}
