/** A convolution or dense layer as the matrix products that it is lowered to; all that mapping needs to know. */
export interface LayerShape {
	readonly layer: string;
	/** Length of one input vector: channels · kernel height · kernel width, of one group. */
	readonly rows: number;
	/** Outputs of one group. */
	readonly outputs: number;
	readonly groups: number;
	/** Input vectors per image and group: output pixels of a convolution, 1 of a dense layer. */
	readonly positions: number;
	/** Whether activations can be negative. */
	readonly signedInputs: boolean;
	/** Input vectors that must have arrived before the first one of the next layer can start. */
	readonly leadPositions: number;
}

/** Multiply-accumulates per image. */
export function macsOf({
	rows,
	outputs,
	groups,
	positions,
}: LayerShape): number {
	return rows * outputs * groups * positions;
}
