/** Four values at a time, in place. What is past the end of a number that is not a multiple of 4 is clamped, too. */
export function clamp(values: usize, count: usize, min: f32, max: f32): void {
	const least = f32x4.splat(min), most = f32x4.splat(max);
	const end = values + (count << 2);
	for (let at = values; at < end; at += 16)
		v128.store(at, f32x4.min(f32x4.max(v128.load(at), least), most));
}
