import type { Codes } from "../../base/codes.js";

/** Windows that slide over planes. What lies outside of a plane never wins. */
export interface PoolGeometry {
	readonly height: number;
	readonly width: number;
	readonly kernel: readonly [number, number];
	readonly strides: readonly [number, number];
	/** Rows above and columns to the left of the plane. */
	readonly padTopLeft: readonly [number, number];
	readonly outputHeight: number;
	readonly outputWidth: number;
}

/**
 * Greatest value under each window; NaN if there is one, +0 before −0, and of a window wholly outside −∞ or the least
 * code.
 *
 * @param planes [planes × height × width]
 * @param out [planes × output height × output width]
 */
export type MaxPool = <Values extends Float32Array | Codes>(
	geometry: PoolGeometry,
	planes: Values,
	out: Values,
) => void;
