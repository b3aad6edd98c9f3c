/** RAELLA's arrays and encoding on ISAAC's circuits, as a design file. */
export const raellaDesign = `# RAELLA (Andrulis et al., ISCA 2023). Its speculation on inputs is not here.
extends: isaac
name: raella
description: "RAELLA's encoding and arrays on ISAAC's circuits: 8-bit operands, centre and offset in pairs, 512 rows, slices of 4, 2 and 2 bits, 7-bit ADCs"

operands: { weightBits: 8, inputBits: 8, inputSign: where-needed }
encoding:
  weights: centre-offset
  weightSlices: [4, 2, 2] # of most layers; layers: { NAME: { weightSlices } } for those that clip too much
  inputs: binary-planes
  digitBits: 1
  correction: digital-count
  offsetProduct: once # the centre of a column times the sum of the whole inputs
adc: { kind: fixed, bits: 7, step: 1, signed: true }

crossbar:
  source: "RAELLA, ISCA 2023: 512x512 arrays of pairs; times are those of ISAAC"
  rows: 512
  columns: 512
  cellBits: 4 # the widest slice
  groups: block-diagonal # ours: a depthwise layer would take an array for each channel
  pairs: { subtraction: analog, layout: twin-arrays, rowDrivers: shared } # 2T2R: both cells on one word line
hierarchy:
  source: "ours: as many converters as columns need in one read, on the area of the chip of ISAAC"
  crossbarsPerPe: 4
  adcsPerPe: 8
  pesPerTile: 4
  tiles: { kind: area, chipArea: 85.43 mm2 } # as much chip as ISAAC's rows add up to
components:
  cell: # a level of 16 between the conductances of ISAAC's 4
    energyPerAction: 0.48828125 fJ
    source: "ISAAC, ISCA 2016, Table I, a level of its 2-bit cell (2.44140625 fJ) * 3 / 15: the same range of conductance in 15 steps"
  subtractor:
    energyPerAction: 0 J
    area: 0 um2
    source: "RAELLA, ISCA 2023: the cells of a pair drive one column with opposite currents, which subtracts them"
  offsetMultiplier:
    energyPerAction: 1.6840625 pJ
    area: 843.359375 um2
    source: "Aladdin, 40 nm, not scaled: a 32x32-bit multiplier (12.68 pJ, 6350 um2) by the product of the widths, 8-bit centre times 17-bit sum of 512 inputs of 8 bits: 136 / 1024"
  tileShiftAdd: # ours: partial sums come faster than ISAAC's one adder a tile can take
    count: 8
`;
