/** Our reconstruction of the paper as a design file. */
export const aspDac2018Design = `# Our reconstruction of "A high-throughput and energy-efficient RRAM-based CNN using data encoding and
# dynamic quantization" (Chen et al., ASP-DAC 2018). Only the abstract is public: what is not in it is ours.
extends: isaac
name: asp-dac-2018
description: "Reconstruction of ASP-DAC 2018 on ISAAC's circuits: encoded operands, reduced ADC, threshold on partial products"

encoding: # (1) small sums: balanced radix-4 digits on both sides
  weights: balanced-radix
  inputs: balanced-radix
  digitBits: 2
  correction: digital-count # pairs need none
adc: { kind: fixed, bits: 7, step: 1, signed: true } # (2) the sums of real layers stay within it; bits of the bound: 11
partialProducts: # (3) 21 of 64 products at 16 bits
  kind: threshold
  at: { unit: bits-below-top, bits: 10 }

crossbar:
  inputDrive: amplitude
  pairs: { subtraction: analog, layout: twin-arrays, rowDrivers: shared }
hierarchy:
  crossbarsPerPe: 16 # a positive and a negative array for each ADC
  adcsPerPe: 8
  tiles: { kind: area, chipArea: 85.43 mm2 } # as much chip as ISAAC's rows add up to
components:
  tileShiftAdd: # partial sums come faster than ISAAC's one adder a tile can take
    count: 4
`;
