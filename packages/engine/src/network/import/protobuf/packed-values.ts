/** The pieces that a repeated field is stored in as one; a copy only where there are several. */
export function joinPieces(pieces: readonly Uint8Array[]): Uint8Array {
	if (pieces.length === 1) return pieces[0]!;
	const all = new Uint8Array(
		pieces.reduce((sum, { length }) => sum + length, 0),
	);
	let at = 0;
	for (const piece of pieces) {
		all.set(piece, at);
		at += piece.length;
	}
	return all;
}

/** The same bytes where values of `size` bytes can be viewed; views of a file are seldom aligned. */
export function aligned(bytes: Uint8Array, size: number): Uint8Array {
	// `slice` would not copy where the file is a Node Buffer.
	return bytes.byteOffset % size === 0 ? bytes : new Uint8Array(bytes);
}
