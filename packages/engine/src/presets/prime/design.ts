/** PRIME's mats on ISAAC's circuits, as a design file. */
export const primeDesign = `# PRIME (Chi et al., ISCA 2016): mats of 256 x 256 cells of 4 bits, 3-bit drivers, inputs of 6 bits in two halves,
# weights of 8 bits in two halves, positive and negative mats, 6-bit converters with the highest bits kept.
# Its own energies are not public: circuits are ISAAC's at 32 nm; --node 65 scales them to PRIME's node.
extends: isaac
name: prime
description: "PRIME's mats and composed operands on ISAAC's circuits: 6-bit inputs, 8-bit weights, 4-bit cells, 6-bit converters"

operands: { weightBits: 8, inputBits: 6, inputSign: where-needed }
encoding:
  weights: sign-magnitude
  inputs: binary-planes
  digitBits: 3
  correction: digital-count # none needed
adc: { kind: fixed, bits: 6, step: 128, signed: true } # six bits over +-4096 of the +-26880 levels that a full mat could give

crossbar:
  source: "PRIME, ISCA 2016: mats of 256x256 cells of 4 bits; times are those of ISAAC"
  rows: 256
  columns: 256
  cellBits: 4
  pairs: { subtraction: analog, layout: twin-arrays, rowDrivers: own }
hierarchy: # ours: a pair of mats, and converters for its 256 columns within one read of 100 ns
  source: "ours: a pair of mats a PE with converters for one read, 16 a tile, 64 tiles as 8 chips of 8 banks (from memory, to be checked)"
  crossbarsPerPe: 2
  adcsPerPe: 2
  pesPerTile: 16
  tiles: { kind: count, count: 64 } # ours: as many tiles as the memory has banks, 8 chips of 8 banks
components:
  activation: # ours: sigmoid units at every pair of mats
    count: 16
  tileShiftAdd:
    count: 8
`;
