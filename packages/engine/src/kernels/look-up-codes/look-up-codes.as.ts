// Codes are 16 bits, entries of the table 32. A code less the least one, modulo 2^16, is the place of its entry.

/** Four vectors at a time: a row's sum is fetched and put back once for them. */
export function addByRow(codes: usize, vectors: i32, rows: i32, least: i32, table: usize, sums: usize): void {
	const stride = <usize>rows << 1;
	let v = 0;
	for (; v + 4 <= vectors; v += 4) {
		for (let r: usize = 0; r < <usize>rows; r++) {
			const at = codes + (r << 1), sum = sums + (r << 2);
			store<u32>(
				sum,
				load<u32>(sum) + entry(at, least, table) + entry(at + stride, least, table) +
					entry(at + (stride << 1), least, table) + entry(at + 3 * stride, least, table),
			);
		}
		codes += stride << 2;
	}
	for (; v < vectors; v++) {
		for (let r: usize = 0; r < <usize>rows; r++) {
			const sum = sums + (r << 2);
			store<u32>(sum, load<u32>(sum) + entry(codes + (r << 1), least, table));
		}
		codes += stride;
	}
}

/** `codes`: of the first vector's first row of the range; the next vector's lies `stride` bytes on. */
export function joinByVector(
	codes: usize, vectors: i32, stride: usize, rows: i32, least: i32, table: usize, to: usize,
): void {
	const length = <usize>rows << 1;
	for (let v = 0; v < vectors; v++) {
		let joined: u32 = 0;
		let at = codes;
		for (const end = codes + length; at < end; at += 2) joined |= entry(at, least, table);
		store<u32>(to + (<usize>v << 2), joined);
		codes += stride;
	}
}

// @ts-ignore: decorator
@inline
function entry(at: usize, least: i32, table: usize): u32 {
	return load<u32>(table + (<usize>((<i32>load<u16>(at) - least) & 0xffff) << 2));
}
