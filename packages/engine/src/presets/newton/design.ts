/** Newton's adaptive converters on ISAAC's circuits, as a design file. */
export const newtonDesign = `# Newton (Nag et al., IEEE Micro 2018): converters that stop at the bits that the output sees.
# Its heterogeneous tiles, Karatsuba and Strassen are not here.
extends: isaac
name: newton
description: "Newton's adaptive ADCs on ISAAC: of 9 bits of each partial product those that land in a 16-bit output"

encoding:
  weights: offset-binary # 9 bits: the table is for columns that are not flipped
  inputs: binary-planes
  digitBits: 1
  correction: digital-count # a unit column is read by one converter, which each partial product sets anew
adc: # Newton's table: 832 of 1152 bits
  kind: significance
  window: { unit: significance, least: 10, top: 26 }
components:
  adc:
    model:
      source: "Newton as hwcomponents-library newton.py books it: 9 bits 3.1 mW at 1.2 GS/s = 2.5833 pJ, 1500 um2; energy in proportion to the bits converted, as Newton assumes; every converter is installed with 9"
      points:
        - { bits: 1, energy: 0.287037037 pJ, area: 1500 um2 }
        - { bits: 2, energy: 0.574074074 pJ, area: 1500 um2 }
        - { bits: 3, energy: 0.861111111 pJ, area: 1500 um2 }
        - { bits: 4, energy: 1.148148148 pJ, area: 1500 um2 }
        - { bits: 5, energy: 1.435185185 pJ, area: 1500 um2 }
        - { bits: 6, energy: 1.722222222 pJ, area: 1500 um2 }
        - { bits: 7, energy: 2.009259259 pJ, area: 1500 um2 }
        - { bits: 8, energy: 2.296296296 pJ, area: 1500 um2 }
        - { bits: 9, energy: 2.583333333 pJ, area: 1500 um2 }
        - { bits: 10, energy: 2.870370370 pJ, area: 1500 um2 }
`;
