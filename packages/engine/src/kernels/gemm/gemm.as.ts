// float32 matrix product. Blocks of A and B are packed so that the inner loop reads both in sequence; it keeps
// a tile of C of 4 rows × 8 columns in registers. Vectors run across columns and k runs in order, so each
// element is summed as the contract says; a block of k continues from the sums stored in C.
//
// Tile 4 × 8 takes 8 + 2 + 1 of the 16 vector registers of x86; a tile of 6 × 8 spills.

const TILE_ROWS: usize = 4;
const TILE_COLUMNS: usize = 8;
/** One k-block of a packed tile of B is 8 KiB, of all packed rows of A 128 KiB: first and second cache. */
const BLOCK_K: usize = 256;
const BLOCK_ROWS: usize = 128;
const BLOCK_COLUMNS: usize = 512;

const PACKED_A: usize = BLOCK_ROWS * BLOCK_K * 4;
const PACKED_B: usize = BLOCK_COLUMNS * BLOCK_K * 4;
const EDGE_TILE: usize = TILE_ROWS * TILE_COLUMNS * 4;

/** Bytes of scratch memory that `gemm` needs. */
export function scratchBytes(): usize {
	return PACKED_A + PACKED_B + EDGE_TILE;
}

/** Element (row, column) of A lies at `a + 4·(row·aRow + column·aColumn)`, likewise B; one of the strides is 1. */
export function gemm(
	m: usize, n: usize, k: usize,
	a: usize, aRow: usize, aColumn: usize,
	b: usize, bRow: usize, bColumn: usize,
	c: usize, accumulate: bool, scratch: usize,
): void {
	const packedA = scratch;
	const packedB = packedA + PACKED_A;
	const edge = packedB + PACKED_B;
	for (let j: usize = 0; j < n; j += BLOCK_COLUMNS) {
		const columns = min(BLOCK_COLUMNS, n - j);
		for (let p: usize = 0; p < k; p += BLOCK_K) {
			const depth = min(BLOCK_K, k - p);
			packB(packedB, b + ((p * bRow + j * bColumn) << 2), bRow, bColumn, depth, columns);
			for (let i: usize = 0; i < m; i += BLOCK_ROWS) {
				const rows = min(BLOCK_ROWS, m - i);
				packA(packedA, a + ((i * aRow + p * aColumn) << 2), aRow, aColumn, rows, depth);
				multiplyBlock(packedA, packedB, rows, columns, depth, c + ((i * n + j) << 2), n, accumulate || p > 0, edge);
			}
		}
	}
}

function multiplyBlock(
	packedA: usize, packedB: usize, rows: usize, columns: usize, depth: usize,
	c: usize, cRow: usize, accumulate: bool, edge: usize,
): void {
	const stride = cRow << 2;
	for (let j: usize = 0; j < columns; j += TILE_COLUMNS) {
		const tileB = packedB + ((j * depth) << 2);
		for (let i: usize = 0; i < rows; i += TILE_ROWS) {
			const tileA = packedA + ((i * depth) << 2);
			const tileC = c + ((i * cRow + j) << 2);
			const tileRows = min(TILE_ROWS, rows - i);
			const tileColumns = min(TILE_COLUMNS, columns - j);
			if (tileRows == TILE_ROWS && tileColumns == TILE_COLUMNS) {
				multiplyTile(tileA, tileB, depth, tileC, stride, accumulate);
			} else {
				if (accumulate) copyTile(edge, TILE_COLUMNS << 2, tileC, stride, tileRows, tileColumns);
				multiplyTile(tileA, tileB, depth, edge, TILE_COLUMNS << 2, accumulate);
				copyTile(tileC, stride, edge, TILE_COLUMNS << 2, tileRows, tileColumns);
			}
		}
	}
}

// @ts-ignore: decorator
@inline
function multiplyTile(a: usize, b: usize, depth: usize, c: usize, stride: usize, accumulate: bool): void {
	const row1 = c + stride;
	const row2 = row1 + stride;
	const row3 = row2 + stride;
	let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
	if (accumulate) {
		c00 = v128.load(c); c01 = v128.load(c, 16);
		c10 = v128.load(row1); c11 = v128.load(row1, 16);
		c20 = v128.load(row2); c21 = v128.load(row2, 16);
		c30 = v128.load(row3); c31 = v128.load(row3, 16);
	}
	for (const end = b + (depth << 5); b < end; b += 32) {
		const b0 = v128.load(b);
		const b1 = v128.load(b, 16);
		let x = v128.load_splat<f32>(a);
		c00 = f32x4.add(c00, f32x4.mul(x, b0));
		c01 = f32x4.add(c01, f32x4.mul(x, b1));
		x = v128.load_splat<f32>(a, 4);
		c10 = f32x4.add(c10, f32x4.mul(x, b0));
		c11 = f32x4.add(c11, f32x4.mul(x, b1));
		x = v128.load_splat<f32>(a, 8);
		c20 = f32x4.add(c20, f32x4.mul(x, b0));
		c21 = f32x4.add(c21, f32x4.mul(x, b1));
		x = v128.load_splat<f32>(a, 12);
		c30 = f32x4.add(c30, f32x4.mul(x, b0));
		c31 = f32x4.add(c31, f32x4.mul(x, b1));
		a += 16;
	}
	v128.store(c, c00); v128.store(c, c01, 16);
	v128.store(row1, c10); v128.store(row1, c11, 16);
	v128.store(row2, c20); v128.store(row2, c21, 16);
	v128.store(row3, c30); v128.store(row3, c31, 16);
}

function copyTile(to: usize, toStride: usize, from: usize, fromStride: usize, rows: usize, columns: usize): void {
	for (let i: usize = 0; i < rows; i++) {
		for (let j: usize = 0; j < columns; j++) {
			store<f32>(to + i * toStride + (j << 2), load<f32>(from + i * fromStride + (j << 2)));
		}
	}
}

/** A as `[row tile][k][4]`; rows past the end are zero. */
function packA(to: usize, a: usize, aRow: usize, aColumn: usize, rows: usize, depth: usize): void {
	for (let i: usize = 0; i < rows; i += TILE_ROWS) {
		packLines(to, TILE_ROWS << 2, a + ((i * aRow) << 2), aRow, aColumn, min(TILE_ROWS, rows - i), depth);
		to += depth << 4;
	}
}

/** B as `[column tile][k][8]`; columns past the end are zero. */
function packB(to: usize, b: usize, bRow: usize, bColumn: usize, depth: usize, columns: usize): void {
	for (let j: usize = 0; j < columns; j += TILE_COLUMNS) {
		const from = b + ((j * bColumn) << 2);
		const lines = min(TILE_COLUMNS, columns - j);
		packLines(to, TILE_COLUMNS << 2, from, bColumn, bRow, min(4, lines), depth);
		packLines(to + 16, TILE_COLUMNS << 2, from + (bColumn << 4), bColumn, bRow, lines > 4 ? lines - 4 : 0, depth);
		to += depth << 5;
	}
}

/** Interleaves up to 4 lines (rows of A, columns of B) of `depth` elements into quadruples `pitch` bytes apart. */
function packLines(to: usize, pitch: usize, from: usize, line: usize, along: usize, lines: usize, depth: usize): void {
	if (lines == 4 && line == 1) {
		const step = along << 2;
		for (const end = to + depth * pitch; to < end; to += pitch) {
			v128.store(to, v128.load(from));
			from += step;
		}
		return;
	}
	if (lines == 4 && along == 1) {
		packTransposed(to, pitch, from, line << 2, depth);
		return;
	}
	for (let p: usize = 0; p < depth; p++) {
		for (let l: usize = 0; l < 4; l++) {
			store<f32>(to + p * pitch + (l << 2), l < lines ? load<f32>(from + ((l * line + p * along) << 2)) : 0);
		}
	}
}

function packTransposed(to: usize, pitch: usize, line0: usize, stride: usize, depth: usize): void {
	const line1 = line0 + stride;
	const line2 = line1 + stride;
	const line3 = line2 + stride;
	let p: usize = 0;
	for (; p + 4 <= depth; p += 4) {
		const offset = p << 2;
		const x0 = v128.load(line0 + offset);
		const x1 = v128.load(line1 + offset);
		const x2 = v128.load(line2 + offset);
		const x3 = v128.load(line3 + offset);
		const low01 = v128.shuffle<f32>(x0, x1, 0, 4, 1, 5);
		const low23 = v128.shuffle<f32>(x2, x3, 0, 4, 1, 5);
		const high01 = v128.shuffle<f32>(x0, x1, 2, 6, 3, 7);
		const high23 = v128.shuffle<f32>(x2, x3, 2, 6, 3, 7);
		v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
		v128.store(to + pitch, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
		v128.store(to + 2 * pitch, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
		v128.store(to + 3 * pitch, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
		to += pitch << 2;
	}
	for (; p < depth; p++) {
		const offset = p << 2;
		store<f32>(to, load<f32>(line0 + offset));
		store<f32>(to, load<f32>(line1 + offset), 4);
		store<f32>(to, load<f32>(line2 + offset), 8);
		store<f32>(to, load<f32>(line3 + offset), 12);
		to += pitch;
	}
}
