// Four values at a time, in place; what is past the end of a number that is not a multiple of 4 is worked on, too.

export function quantize(values: usize, count: usize, scale: f32, zeroPoint: f32, min: f32, max: f32): void {
	const scales = f32x4.splat(scale), zeros = f32x4.splat(zeroPoint);
	const least = f32x4.splat(min), most = f32x4.splat(max);
	for (let at = values, end = values + (count << 2); at < end; at += 16) {
		const code = f32x4.add(f32x4.nearest(f32x4.div(v128.load(at), scales)), zeros);
		v128.store(at, f32x4.min(f32x4.max(code, least), most));
	}
}

export function dequantize(codes: usize, count: usize, scale: f32, zeroPoint: f32): void {
	const scales = f32x4.splat(scale), zeros = f32x4.splat(zeroPoint);
	for (let at = codes, end = codes + (count << 2); at < end; at += 16)
		v128.store(at, f32x4.mul(f32x4.sub(v128.load(at), zeros), scales));
}
