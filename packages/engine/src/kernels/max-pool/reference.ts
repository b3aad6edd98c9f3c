import type { Codes } from "../../base/codes.js";
import type { MaxPool } from "./contract.js";

/** The definition: window by window. */
export const referenceMaxPool: MaxPool = (geometry, planes, out) => {
	const { height, width, kernel, strides, padTopLeft } = geometry;
	const { outputHeight, outputWidth } = geometry;
	const least = leastOf(planes);
	const size = height * width;
	let at = 0;
	const pool = (start: number, top: number, left: number): number => {
		let greatest = least;
		for (let y = Math.max(top, 0); y < Math.min(top + kernel[0], height); y++) {
			for (
				let x = Math.max(left, 0);
				x < Math.min(left + kernel[1], width);
				x++
			) {
				greatest = Math.max(greatest, planes[start + y * width + x]!);
			}
		}
		return greatest;
	};
	for (let start = 0; start < planes.length; start += size) {
		for (let oy = 0; oy < outputHeight; oy++) {
			for (let ox = 0; ox < outputWidth; ox++) {
				const top = oy * strides[0] - padTopLeft[0];
				const left = ox * strides[1] - padTopLeft[1];
				out[at++] = pool(start, top, left);
			}
		}
	}
};

function leastOf(values: Float32Array | Codes): number {
	if (values instanceof Float32Array) return Number.NEGATIVE_INFINITY;
	return values instanceof Int16Array ? -(2 ** 15) : 0;
}
