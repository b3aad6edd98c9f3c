// Everything is written from front to back: what a step of 16 bytes writes past its end, the next one overwrites.
// Greatest of each window: first down the columns of the window's rows, a vector of columns at a time, into a row of
// scratch; then along that row, windows of two side by side a vector at a time. The same three times, for the three
// types of pixels.

export function maxPoolI16(
	from: usize, to: usize, planes: usize, height: i32, width: i32, kernelHeight: i32, kernelWidth: i32,
	strideY: i32, strideX: i32, padTop: i32, padLeft: i32, outputHeight: i32, outputWidth: i32, scratch: usize,
): void {
	pool<i16>(
		from, to, planes, height, width, kernelHeight, kernelWidth,
		strideY, strideX, padTop, padLeft, outputHeight, outputWidth, scratch, i16x8.splat(i16.MIN_VALUE), i16.MIN_VALUE,
	);
}

export function maxPoolU16(
	from: usize, to: usize, planes: usize, height: i32, width: i32, kernelHeight: i32, kernelWidth: i32,
	strideY: i32, strideX: i32, padTop: i32, padLeft: i32, outputHeight: i32, outputWidth: i32, scratch: usize,
): void {
	pool<u16>(
		from, to, planes, height, width, kernelHeight, kernelWidth,
		strideY, strideX, padTop, padLeft, outputHeight, outputWidth, scratch, i16x8.splat(0), 0,
	);
}

export function maxPoolF32(
	from: usize, to: usize, planes: usize, height: i32, width: i32, kernelHeight: i32, kernelWidth: i32,
	strideY: i32, strideX: i32, padTop: i32, padLeft: i32, outputHeight: i32, outputWidth: i32, scratch: usize,
): void {
	pool<f32>(
		from, to, planes, height, width, kernelHeight, kernelWidth,
		strideY, strideX, padTop, padLeft, outputHeight, outputWidth, scratch, f32x4.splat(-Infinity), -Infinity,
	);
}

// @ts-ignore: decorator
@inline
function pool<T>(
	from: usize, to: usize, planes: usize, height: i32, width: i32, kernelHeight: i32, kernelWidth: i32,
	strideY: i32, strideX: i32, padTop: i32, padLeft: i32, outputHeight: i32, outputWidth: i32,
	scratch: usize, leastOfAll: v128, least: T,
): void {
	const rowBytes = <usize>width * sizeof<T>();
	for (let plane: usize = 0; plane < planes; plane++) {
		for (let oy = 0; oy < outputHeight; oy++) {
			const top = oy * strideY - padTop;
			const firstRow = max(top, 0);
			const lastRow = min(top + kernelHeight, height);
			for (let at: usize = 0; at < rowBytes; at += 16) {
				let greatest = leastOfAll;
				for (let y = firstRow; y < lastRow; y++)
					greatest = v128.max<T>(greatest, v128.load(from + <usize>y * rowBytes + at));
				v128.store(scratch + at, greatest);
			}
			if (kernelWidth == 2 && strideX == 2 && padLeft == 0 && 2 * outputWidth <= width) {
				const bytes = <usize>outputWidth * sizeof<T>();
				for (let at: usize = 0; at < bytes; at += 16)
					v128.store(to + at, greatestOfPairs<T>(v128.load(scratch + 2 * at), v128.load(scratch + 2 * at, 16)));
				to += bytes;
				continue;
			}
			for (let ox = 0; ox < outputWidth; ox++) {
				const left = ox * strideX - padLeft;
				const last = min(left + kernelWidth, width);
				let greatest = least;
				for (let x = max(left, 0); x < last; x++)
					greatest = max<T>(greatest, load<T>(scratch + <usize>x * sizeof<T>()));
				store<T>(to, greatest);
				to += sizeof<T>();
			}
		}
		from += <usize>height * rowBytes;
	}
}

/** Of neighbours in two vectors, one after the other. */
// @ts-ignore: decorator
@inline
function greatestOfPairs<T>(a: v128, b: v128): v128 {
	if (sizeof<T>() == 4)
		return v128.max<T>(v128.shuffle<f32>(a, b, 0, 2, 4, 6), v128.shuffle<f32>(a, b, 1, 3, 5, 7));
	return v128.max<T>(
		v128.shuffle<i16>(a, b, 0, 2, 4, 6, 8, 10, 12, 14), v128.shuffle<i16>(a, b, 1, 3, 5, 7, 9, 11, 13, 15),
	);
}
