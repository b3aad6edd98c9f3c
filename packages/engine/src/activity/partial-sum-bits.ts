/** Bits of a partial sum on its way from a PE to the tile: ISAAC's output register holds 128 of 16 bits in 256 B. */
export const PARTIAL_SUM_BITS = 16;
