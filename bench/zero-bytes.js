/** How many of the bytes that hold one bit of 8 rows are 0, over all bits and vectors, and how many there are. */
export function zeroByteCounts(inputs, rows, bits) {
	let zero = 0;
	let all = 0;
	for (let at = 0; at < inputs.length; at += rows) {
		for (let r = 0; r < rows; r += 8) {
			let any = 0;
			for (let i = r; i < Math.min(r + 8, rows); i++) any |= inputs[at + i];
			for (let b = 0; b < bits; b++) {
				all++;
				if (((any >> b) & 1) === 0) zero++;
			}
		}
	}
	return { zero, all };
}
