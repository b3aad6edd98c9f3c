import type { CrossbarLayer } from "./contract.js";
import type { DigitBits } from "./digit-bits.js";
import { runningPlanes } from "./plane-drives.js";

/** A plane that may be inverted: its digit is a field of bits of the input, all of which then turn. */
export interface InvertiblePlane {
	readonly plane: number;
	readonly mask: number;
	readonly shift: number;
	readonly greatest: number;
}

/** Bytes of such a plane in the memory of the kernel. */
export const INVERTIBLE_BYTES = 16;

/**
 * Planes that run and may be inverted; undefined where the plan inverts none.
 *
 * @returns a reason where a digit is no plain field of bits, or no field of all bits would be its inverse
 */
export function invertiblePlanes(
	layer: CrossbarLayer,
	{ bits, coefficients }: DigitBits,
): readonly InvertiblePlane[] | string | undefined {
	const { invertedFrom } = layer.plan;
	if (!invertedFrom) return undefined;
	const planes: InvertiblePlane[] = [];
	for (const plane of runningPlanes(layer)) {
		const own = coefficients.subarray(plane * bits, (plane + 1) * bits);
		const shift = own.findIndex((coefficient) => coefficient !== 0);
		const width = own.reduce((n, coefficient) => n + (coefficient ? 1 : 0), 0);
		const isField = own.every((coefficient, b) =>
			b >= shift && b < shift + width
				? coefficient === 2 ** (b - shift)
				: coefficient === 0,
		);
		const greatest = invertedFrom[plane]!;
		if (width === 0 || !isField || greatest !== 2 ** width - 1)
			return `digits of plane ${plane} up to ${greatest} are no field of bits to invert`;
		planes.push({ plane, mask: greatest << shift, shift, greatest });
	}
	return planes;
}
