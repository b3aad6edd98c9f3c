/** PUMA's cores as a design file. */
export const pumaDesign = `# PUMA (Ankit et al., ASPLOS 2019). Its instruction memories and control are not here.
extends: isaac
name: puma
description: "PUMA (ASPLOS 2019): cores of two 128x128 16-bit matrix-vector units, static power split off as in its simulator"

hierarchy:
  source: "PUMA, ASPLOS 2019: two matrix-vector units a core, 8 cores a tile; 138 tiles (from memory, to be checked)"
  crossbarsPerPe: 16 # two matrix-vector units of eight 2-bit slices
  adcsPerPe: 16
  pesPerTile: 8
  tiles: { kind: count, count: 138 } # of the simulator's peers; 138 * 8 * 2 units
components:
  adc:
    staticPower: 0.2 mW
    model:
      source: "puma-simulator, include/constants.py: 8 bits 1.8 mW dynamic, 0.2 mW static, 0.0012 mm2; 1.8 mW * 100 ns / 128 conversions"
      points:
        - { bits: 8, energy: 1.40625 pJ, area: 1200 um2 }
  dac:
    energyPerAction: 0.350625 pJ
    staticPower: 0.000390625 mW
    area: 0.167 um2
    source: "puma-simulator, include/constants.py: 0.00350625 mW dynamic, 0.000390625 mW static, 1.67e-7 mm2; 0.00350625 mW * 100 ns"
  sampleHold:
    energyPerAction: 0.873 fJ
    staticPower: 0.00000097 mW
    area: 0.0390625 um2
    source: "puma-simulator, include/constants.py: 9.7e-6 mW of which 9.7e-7 mW static, 0.00004 mm2 / 1024; 8.73e-6 mW * 100 ns"
  shiftAdd:
    count: 8
    energyPerAction: 17.578125 fJ
    staticPower: 0.005 mW
    area: 60 um2
    throughput: 2.56 GHz
    source: "puma-simulator, include/constants.py, after ISAAC: 0.05 mW of which 0.005 mW static, 0.00006 mm2; 0.045 mW * 100 ns / 256 conversions; eight keep up with 16 ADCs"
  edram:
    energyPerAction: 17.2 pJ
    staticPower: 0.46 mW
    area: 0.086 mm2
    source: "puma-simulator, include/constants.py: 64 KB eDRAM, 256-bit bus, 0.0172 nJ an access of 2 ns, 0.46 mW static, 0.086 mm2; rates of ISAAC's"
  activation:
    count: 16
    energyPerAction: 195 fJ
    staticPower: 0.026 mW
    area: 300 um2
    source: "puma-simulator, include/constants.py, after ISAAC: 0.26 mW of which 0.026 mW static, 0.0003 mm2; 0.234 mW / 1.2 GHz; two for each core"
`;
