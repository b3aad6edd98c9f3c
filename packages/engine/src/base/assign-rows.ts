/**
 * The column of each row, no two the same, for which the costs of the chosen pairs sum to the least: the Hungarian
 * algorithm by shortest augmenting paths (Kuhn 1955; Jonker and Volgenant 1987), rows² · columns steps. Where several
 * are as good, which one it is depends on the costs alone.
 *
 * @param costs [rows × columns], rows ≤ columns
 */
export function assignRows(
	costs: Float64Array,
	rows: number,
	columns: number,
): Int32Array {
	// Row and column 0 stand for none.
	const rowOf = new Int32Array(columns + 1);
	const rowPrice = new Float64Array(rows + 1);
	const columnPrice = new Float64Array(columns + 1);
	const cameFrom = new Int32Array(columns + 1);
	for (let row = 1; row <= rows; row++) {
		const distance = new Float64Array(columns + 1).fill(Infinity);
		const isDone = new Uint8Array(columns + 1);
		rowOf[0] = row;
		let column = 0;
		while (rowOf[column] !== 0) {
			isDone[column] = 1;
			const from = rowOf[column]!;
			let nearest = 0;
			let least = Infinity;
			for (let c = 1; c <= columns; c++) {
				if (isDone[c] === 1) continue;
				const reduced =
					costs[(from - 1) * columns + c - 1]! -
					rowPrice[from]! -
					columnPrice[c]!;
				if (reduced < distance[c]!) {
					distance[c] = reduced;
					cameFrom[c] = column;
				}
				if (distance[c]! < least) {
					least = distance[c]!;
					nearest = c;
				}
			}
			for (let c = 0; c <= columns; c++) {
				if (isDone[c] === 1) {
					rowPrice[rowOf[c]!]! += least;
					columnPrice[c]! -= least;
				} else distance[c]! -= least;
			}
			column = nearest;
		}
		while (column !== 0) {
			const before = cameFrom[column]!;
			rowOf[column] = rowOf[before]!;
			column = before;
		}
	}
	const chosen = new Int32Array(rows);
	for (let c = 1; c <= columns; c++)
		if (rowOf[c] !== 0) chosen[rowOf[c]! - 1] = c - 1;
	return chosen;
}
