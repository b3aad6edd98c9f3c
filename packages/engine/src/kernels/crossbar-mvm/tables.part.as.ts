/** Bytes of one table entry: 32 lanes of 16 bits or 64 of 8 bits. */
const ENTRY: usize = 64;

/** Subset sums of `groups` groups of 8 rows of lanes: levels [8 · groups × 32] to tables [groups × 256 × 32]. */
export function buildTables(levels: usize, groups: usize, tables: usize): void {
	for (let g: usize = 0; g < groups; g++) {
		const zero = i16x8.splat(0);
		v128.store(tables, zero); v128.store(tables, zero, 16); v128.store(tables, zero, 32); v128.store(tables, zero, 48);
		for (let bytes: usize = ENTRY; bytes < 256 * ENTRY; bytes <<= 1) {
			const l0 = v128.load(levels);
			const l1 = v128.load(levels, 16);
			const l2 = v128.load(levels, 32);
			const l3 = v128.load(levels, 48);
			levels += ENTRY;
			for (let from = tables; from < tables + bytes; from += ENTRY) {
				const to = from + bytes;
				v128.store(to, i16x8.add(v128.load(from), l0));
				v128.store(to, i16x8.add(v128.load(from, 16), l1), 16);
				v128.store(to, i16x8.add(v128.load(from, 32), l2), 32);
				v128.store(to, i16x8.add(v128.load(from, 48), l3), 48);
			}
		}
		tables += 256 * ENTRY;
	}
}

/** The same of 64 lanes of 8 bits. */
export function buildNarrowTables(levels: usize, groups: usize, tables: usize): void {
	for (let g: usize = 0; g < groups; g++) {
		const zero = i16x8.splat(0);
		v128.store(tables, zero); v128.store(tables, zero, 16); v128.store(tables, zero, 32); v128.store(tables, zero, 48);
		for (let bytes: usize = ENTRY; bytes < 256 * ENTRY; bytes <<= 1) {
			const l0 = v128.load(levels);
			const l1 = v128.load(levels, 16);
			const l2 = v128.load(levels, 32);
			const l3 = v128.load(levels, 48);
			levels += ENTRY;
			for (let from = tables; from < tables + bytes; from += ENTRY) {
				const to = from + bytes;
				v128.store(to, i8x16.add(v128.load(from), l0));
				v128.store(to, i8x16.add(v128.load(from, 16), l1), 16);
				v128.store(to, i8x16.add(v128.load(from, 32), l2), 32);
				v128.store(to, i8x16.add(v128.load(from, 48), l3), 48);
			}
		}
		tables += 256 * ENTRY;
	}
}
