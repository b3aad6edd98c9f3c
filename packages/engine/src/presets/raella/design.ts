/** RAELLA's arrays and encoding on ISAAC's circuits, as a design file. */
export const raellaDesign = `# RAELLA (Andrulis et al., ISCA 2023): weights around a centre in pairs of cells, arrays of 512 x 512, 7-bit converters.
# Its slicing of weights by layer and its speculation on inputs are not here; circuits are ISAAC's.
extends: isaac
name: raella
description: "RAELLA's encoding and arrays on ISAAC's circuits: 8-bit operands, centre and offset in pairs, 512 rows, 7-bit ADCs"

operands: { weightBits: 8, inputBits: 8, inputSign: where-needed }
encoding:
  weights: centre-offset
  inputs: binary-planes
  digitBits: 1
  correction: digital-count
adc: { kind: fixed, bits: 7, step: 1, signed: true }

crossbar:
  source: "RAELLA, ISCA 2023: 512x512 arrays of pairs; times are those of ISAAC"
  rows: 512
  columns: 512
  groups: block-diagonal # ours: a depthwise layer would take an array for each channel
  pairs: { subtraction: analog, layout: twin-arrays, rowDrivers: shared } # 2T2R: both cells on one word line
hierarchy: # ours: as many columns for each ADC as they convert in one read of 100 ns
  source: "ours: as many converters as columns need in one read, on the area of the chip of ISAAC"
  crossbarsPerPe: 4
  adcsPerPe: 8
  pesPerTile: 4
  tiles: { kind: area, chipArea: 85.43 mm2 } # as much chip as ISAAC's rows add up to
components:
  tileShiftAdd: # ours: partial sums come faster than ISAAC's one adder a tile can take
    count: 8
`;
