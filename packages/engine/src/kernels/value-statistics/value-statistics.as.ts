/**
 * Adds values to what was seen, four lanes each: least ones, greatest ones, and sums of 0 · value, which are NaN from the
 * first value on that is NaN or infinite.
 *
 * @param count a multiple of 4
 */
export function addRange(values: usize, count: usize, seen: usize): void {
	let least = v128.load(seen), greatest = v128.load(seen, 16), zeros = v128.load(seen, 32);
	const none = f32x4.splat(0);
	for (let at = values, end = values + (count << 2); at < end; at += 16) {
		const value = v128.load(at);
		// Either gives the second where the first is not less or greater, or one of them is NaN.
		least = f32x4.pmin(least, value);
		greatest = f32x4.pmax(greatest, value);
		zeros = f32x4.add(zeros, f32x4.mul(value, none));
	}
	v128.store(seen, least);
	v128.store(seen, greatest, 16);
	v128.store(seen, zeros, 32);
}

/** Counts of 32 bits: negative values by magnitude, positive ones, and zeros. */
export function countMagnitudes(values: usize, count: usize, binsPerUnit: f64, bins: i32, counts: usize): void {
	for (let at = values, end = values + (count << 2); at < end; at += 4) {
		const value = load<f32>(at);
		const bin = <i32>(Math.abs(<f64>value) * binsPerUnit);
		const signed = select(bin, bins + bin, value < 0);
		const place = counts + (<usize>select(2 * bins, signed, value == 0) << 2);
		store<u32>(place, load<u32>(place) + 1);
	}
}
