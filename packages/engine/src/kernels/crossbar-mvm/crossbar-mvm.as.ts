// Reads crossbars by the method of four Russians. For a tile of lanes (columns) and each group of 8 rows a table
// holds all 256 subset sums of the cells in fixed point, one cache line an entry: 32 lanes of 16 bits, or 64 lanes of
// 8 bits where cells have no deviations. The sum of a bit plane of the inputs is one entry per non-zero input byte;
// the bytes are listed once for all tiles. Digits of several levels are sums of bit planes times small coefficients;
// balanced digits of neighbouring planes share a bit plane. 16-bit arithmetic wraps, so only the sum that the
// converter sees must fit. Codes meet their significance and sign in dot_i16x8_s, slices of an output in one lane.
// With read noise an entry holds 16 lanes and their variances, so that one walk over the list gives both.
//
// Vectors run across columns, rows are added as exact integers: the result has the bits of reference.ts.
//
// What was tried, in ns of CPU per read of 128 rows, all input bytes non-zero unless said; two shared 3.25 GHz Zen 3
// cores, Node 20, load 1 … 3. The first three lines are medians, the others least times, taken in turn.
// - rows per group, 32 lanes of 16 bits: 8: 30, 7: 34, 6: 37, 5: 43, 4: 50. Tables of groups of 4 rows nearly fit the
//   first cache, but an entry takes 1.4 ns from there and 1.5 from the second: wider groups win.
// - one entry or two a turn of the loop: 27.6 and 27.9; with 60 % zero bytes 15.9 and 14.7. Tables at an address known
//   to the compiler: 27.4, no difference.
// - rounding adds 6.4 by shifts of a variable, for which V8 moves the count to a vector each time, and 1.0 by masks.
// - tables of 8 bits: 33 for 64 lanes, where 16 bits take 26 for 32.
// - all variants in one function, or one function each: 48 and 39 (64 lanes, rounding).
// - 64 lanes with sums in variables, or in memory by hand: 37.5 and 33.4.
// - two entries of a list in one load of 32 bits, or one by one, deviating cells: 5.90 and 5.89 GMAC/s (EPYC family 26).
// - 16 bits in 64 lanes, entries of two cache lines, half as many walks: an image of ResNet-20 with wires takes 8.4 ms where
//   32 lanes take 7.6 (least of 25, load 2; 10.0 and 8.0 at a load of 10), 7.7 if only segments of up to 64 rows are read so.
// - so 64 lanes of 16 bits are two tables, and each list is walked once for either, one walk right after the other: the
//   processor then knows when the second ends. An image of ResNet-20, ms of CPU, least of 9 to 41 in turn, single cells,
//   family 26, load 7 to 11:
//     wires: one table 7.0, two tables 6.8, both in one walk 7.8, all lists in one and then in the other 7.4;
//     products in memory 6.9, in variables (4 vectors, where quads stand in pairs) 6.6 to 6.8.
//   The column of ones took 0.8 ms of the 7: its reads by a table that had to be copied for each call, and its sums by
//   16 bits of each 4 cells. Codes are computed now, and cells that are nearly alike are counted and their differences
//   added up in bytes: sums 0.42 and 0.24 to 0.30 ms, reads 0.4 and 0.05. All together: ideal cells 5.0, wires 7.0 and
//   6.5, programming noise 7.3 and 7.0; through a lossless ADC 4.7, 6.6 and 6.1, 6.8 and 6.5.
// - two tables once more: the reads of an image of ResNet-20 replayed, ms of CPU beyond those of ideal cells (4.2 to 4.5), least
//   of 41 in turn, load 6 to 10; a bench of whole runs misleads where a wrong variant makes activations sparser:
//     1.57 to 1.67 before; tables at an address that the compiler knows 1.46 to 1.54 (nothing for 64 lanes of 8 bits); then
//     products of the first table in memory 1.20 to 1.38, of both 1.33 to 1.42: from variables alone V8 computes them after the
//     second table, with sums and factors of the first on its stack.
//   No gain: both entries of a turn in one load 1.62 to 1.68, lists of addresses (32 bits) 0.1 more, entries side by side, adding
//   entries to each other first 1.66, no clamp. Worse: a quarter of each entry in scalar registers 2.0, one walk with 8 sums 2.6
//   (V8 keeps some on its stack) and 3.6 (two entries a turn). For comparison, with wrong results: no conversion 0.1 to 0.15
//   less, all entries from the first cache 0.15 less, lists of one length 0.25 less, one entry of two 1.1 less: what takes long
//   are loads of 16 bytes, which family 26 has 2 of in a cycle (8 loads and 8 additions: 1.14 ns).
//
// An entry is 64 bytes in 1.35 ns: 47 GB/s, 63 % of the 75 GB/s at which adding up memory in sequence reads either
// cache. The rest of a read (list, converter, dot products) takes 6 … 8 ns for 32 lanes, 11 … 16 for 64. On two shared
// cores of an EPYC of family 26 with 1 MB of second cache, under a load of 10 (medians of 25, from reads of 64 and of
// 128 rows; bench/load-bandwidth.js gives 111 GB/s there for 16 and for 256 KiB):
//   64 lanes of 8 bits:      0.91 ns an entry, 71 GB/s, 64 % of the load bandwidth; rest of a read 7.6 ns
//   32 lanes of 16 bits:     0.85 ns an entry, 76 GB/s, 68 %;                       rest of a read 5.6 ns
//   16 lanes and variances:  0.60 ns an entry, 106 GB/s, 95 %;                      rest of a read 43 ns
//
// Deviating cells need 16 bits, so twice the bytes of ideal ones: 8 × 8 bits, 64 outputs of a 3 × 3 convolution, in turn
// in one process under a load of 10, GMAC/s, median (least … greatest) of 25:
//   dense: ideal 5.3 (3.6 … 6.3), deviating 4.1 (2.1 … 4.7), read noise 0.89 (0.68 … 0.95)
//   39 % zero bytes: ideal 6.2 (3.1 … 7.5), deviating 5.1 (3.1 … 6.0), read noise 0.92 (0.74 … 1.09)
// So 64 columns of 128 rows take 38 ns on family 26 where ideal ones take 22, and would take 30 at the whole load
// bandwidth: no order of the same reads comes within 10 % of ideal cells. Cells as an 8-bit level and an 8-bit deviation
// would be the same bytes and more arithmetic, as sums of deviations fill 16 bits by definition of their grid.
// 16 lanes with noise take 67 ns at best, about 27 of them for the tables. Rounds of Philox in a loop or one after the
// other: 0.95 and 0.94.

export * from "./count-drive.part.as";
export * from "./input-sums.part.as";
export * from "./invert.part.as";
export * from "./lists.part.as";
export * from "./read-double.part.as";
export * from "./read-inverted.part.as";
export * from "./read-narrow.part.as";
export * from "./read-noisy.part.as";
export * from "./read-saturating.part.as";
export * from "./read-wide.part.as";
export * from "./tables.part.as";
