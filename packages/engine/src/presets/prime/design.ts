/** PRIME's mats on ISAAC's circuits, as a design file. */
export const primeDesign = `# PRIME (Chi et al., ISCA 2016): inputs and weights in two halves, positive and negative mats, the highest bits converted.
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
hierarchy:
  source: "ours: a pair of mats a PE with converters for one read, 16 a tile, 64 tiles as 8 chips of 8 banks (from memory, to be checked)"
  crossbarsPerPe: 2
  adcsPerPe: 2
  pesPerTile: 16
  tiles: { kind: count, count: 64 }
components:
  activation: # ours: sigmoid units at every pair of mats
    count: 16
  tileShiftAdd:
    count: 8
`;
