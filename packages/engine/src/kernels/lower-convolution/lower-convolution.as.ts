// Patches of padded feature maps. Everything is written from front to back in steps of 16 bytes: what a step writes
// past its end, the next one overwrites, so a run of any length costs as many steps as it has 16 bytes. What the
// bytes mean does not matter: pixels have 2 or 4 of them.

// @ts-ignore: decorator
@inline
function copy(from: usize, to: usize, bytes: usize): void {
	for (let at: usize = 0; at < bytes; at += 16) v128.store(to + at, v128.load(from + at));
}

// @ts-ignore: decorator
@inline
function fill(to: usize, bytes: usize, value: v128): void {
	for (let at: usize = 0; at < bytes; at += 16) v128.store(to + at, value);
}

/**
 * Planes with a frame around them.
 *
 * @param rowBytes of a row without the frame; `left` and `paddedRowBytes` in bytes, `top` and `paddedHeight` in rows
 * @param padding one pixel of 4 bytes, or two of 2
 */
export function pad(
	from: usize, to: usize, planes: usize, height: usize, rowBytes: usize,
	top: usize, left: usize, paddedHeight: usize, paddedRowBytes: usize, padding: i32,
): void {
	const value = i32x4.splat(padding);
	const right = paddedRowBytes - left - rowBytes;
	const bottom = paddedHeight - top - height;
	for (let plane: usize = 0; plane < planes; plane++) {
		fill(to, top * paddedRowBytes, value);
		to += top * paddedRowBytes;
		for (let y: usize = 0; y < height; y++) {
			fill(to, left, value);
			to += left;
			copy(from, to, rowBytes);
			from += rowBytes;
			to += rowBytes;
			fill(to, right, value);
			to += right;
		}
		fill(to, bottom * paddedRowBytes, value);
		to += bottom * paddedRowBytes;
	}
}

/**
 * Patches of one image. A kernel row is `taps` runs of `runBytes`: one run, or single pixels where it is dilated.
 * All strides are in bytes.
 *
 * @returns where the next patch goes
 */
export function lower(
	maps: usize, to: usize, channels: usize, planeStride: usize,
	outputHeight: usize, strideY: usize, outputWidth: usize, strideX: usize,
	kernelHeight: usize, tapStrideY: usize, taps: usize, tapStrideX: usize, runBytes: usize,
): usize {
	for (let oy: usize = 0; oy < outputHeight; oy++) {
		for (let ox: usize = 0; ox < outputWidth; ox++) {
			let plane = maps + oy * strideY + ox * strideX;
			for (let c: usize = 0; c < channels; c++) {
				let row = plane;
				if (taps == 1 && runBytes <= 16) {
					for (let ky: usize = 0; ky < kernelHeight; ky++) {
						v128.store(to, v128.load(row));
						to += runBytes;
						row += tapStrideY;
					}
				} else {
					for (let ky: usize = 0; ky < kernelHeight; ky++) {
						for (let tap: usize = 0; tap < taps; tap++) {
							copy(row + tap * tapStrideX, to, runBytes);
							to += runBytes;
						}
						row += tapStrideY;
					}
				}
				plane += planeStride;
			}
		}
	}
	return to;
}
