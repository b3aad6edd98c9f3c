/** A binary network on RRAM, as a design file. */
export const binaryCnnRramDesign = `# Binary convolutional network on RRAM (Tang et al., ASP-DAC 2017): weights and neurons of 1 bit. Only its abstract is
# public; circuits are ISAAC's. The first layer keeps more bits: set layers: { NAME: { weightBits: 8, inputBits: 8 } }.
extends: isaac
name: binary-cnn-rram
description: "Binary CNN on RRAM (ASP-DAC 2017) on ISAAC's circuits: 1-bit weights and neurons, 1-bit cells"

operands: { weightBits: 1, inputBits: 1, inputSign: where-needed }
encoding:
  weights: offset-binary
  inputs: binary-planes
  digitBits: 1
  correction: digital-count
crossbar:
  source: "ours: arrays and times of ISAAC with cells of 1 bit"
  cellBits: 1
`;
