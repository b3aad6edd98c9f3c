/** ISAAC-CE as a design file. */
export const isaacDesign = `# ISAAC-CE: Shafiee et al., ISCA 2016, the configuration of best computational density.
schema: mho/design/1
name: isaac
description: "ISAAC-CE (ISCA 2016): 16-bit operands, 2-bit cells, bit-serial inputs, one 8-bit ADC an array"
technologyNode: 32 nm

operands: { weightBits: 16, inputBits: 16, inputSign: signed } # 16-bit two's complement inputs
encoding:
  weights: column-flip
  inputs: binary-planes
  digitBits: 1
  correction: unit-column
adc: { kind: lossless } # the flipped columns need 8 bits
partialProducts: { kind: all }
layers: {}

crossbar:
  source: "ISAAC, ISCA 2016: 128x128 arrays, 2-bit cells, 100 ns a read; the 1 ns pulse is ours: 30 pJ for 0.2 V on 2 kOhm need it"
  rows: 128
  columns: 128
  cellBits: 2
  arrayReadTime: 100 ns
  readPulse: 1 ns # 0.2 V on 2 kOhm for the whole 100 ns would burn 100 times the published 30 pJ
  columnLayout: interleaved
  inputDrive: amplitude
  arraysPerDriver: 1
  pairs: { subtraction: analog, layout: twin-arrays, rowDrivers: shared } # not used: single cells
hierarchy:
  source: "ISAAC, ISCA 2016, Table I: 8 arrays and ADCs an IMA, 12 IMAs a tile, 168 tiles; 22 cycles a pass of which 16 read (from memory, to be checked)"
  crossbarsPerPe: 8
  adcsPerPe: 8
  pesPerTile: 12
  pipelineStages: 6 # 22 cycles for 16 reads: eDRAM read, ADC, shift-add, OR write, sigmoid, eDRAM write
  tiles: { kind: count, count: 168 }
  chips: { kind: as-needed }
replication: { kind: balanced }
schedule: { kind: layer-pipeline }
idle: gated

components:
  adc:
    model: isaac-2016
    timePerBit: 0.09765625 ns
    source: "ISAAC, ISCA 2016, Table I: one 8-bit ADC an array digitises 128 columns in 100 ns, 1.28 GS/s; 100 ns / 128 / 8 bits"
  dac:
    energyPerAction: 0.390625 pJ
    area: 0.166015625 um2
    source: "ISAAC, ISCA 2016, Table I: 8x128 1-bit DACs 4 mW, 0.00017 mm2; 4 mW / 1024 * 100 ns, 0.00017 mm2 / 1024"
  cell:
    energyPerAction: 2.44140625 fJ
    readPulse: 1 ns
    area: 0.00152587890625 um2
    source: "ISAAC, ISCA 2016, Table I: 8 arrays 2.4 mW, 0.0002 mm2; 0.3 mW * 100 ns = 30 pJ for 64 driven rows * 128 columns * mean level 1.5; 0.0002 mm2 / (8 * 128 * 128)"
    write: # for schedule: rewriting; ISAAC states nothing of writes
      energyPerCell: 165.6 pJ
      timePerRow: 41.4 ns
      source: "PRIME, ISCA 2016: 2 V set and reset, 1 kOhm on, tWR 41.4 ns (from memory, to be checked); 2 V^2 / 1 kOhm * 41.4 ns, an upper bound; no endurance is stated"
  sampleHold:
    energyPerAction: 0.9765625 fJ
    area: 0.0390625 um2
    source: "ISAAC, ISCA 2016, Table I: 8x128 sample-and-holds 0.010 mW, 0.00004 mm2; 0.010 mW / 1024 * 100 ns"
  columnClamp: # a buffer of a column's current of TIMELY (P-subBuf) takes 2.3 fJ and 5 um2 at 65 nm
    energyPerAction: 0 J
    area: 0 um2
    source: "ISAAC, ISCA 2016, Table I: no row for what holds a column, single or of a pair, while it is sampled"
  subtractor: # none in ISAAC, whose cells are single; for pairs
    energyPerAction: 36.8 fJ
    area: 40 um2
    source: "TIMELY, ISCA 2020, Table II: an adder of currents (I-adder) at 65 nm, not scaled; one at each ADC"
  shiftAdd:
    count: 4
    energyPerAction: 19.53125 fJ
    area: 60 um2
    throughput: 2.56 GHz
    source: "ISAAC, ISCA 2016, Table I: 4 shift-and-add 0.2 mW, 0.00024 mm2; 0.2 mW * 100 ns / 1024 conversions; four keep up with 8 ADCs of 1.28 GS/s"
  inputRegister:
    energyPerAction: 121.09375 fJ
    area: 0.0021 mm2
    source: "ISAAC, ISCA 2016, Table I: IR 2 KB 1.24 mW, 0.0021 mm2; 1.24 mW * 100 ns / 1024 bits delivered"
  outputRegister:
    energyPerAction: 179.6875 fJ
    area: 0.00077 mm2
    source: "ISAAC, ISCA 2016, Table I: OR 256 B 0.23 mW, 0.00077 mm2; 0.23 mW * 1600 ns / (128 outputs * 16 bits)"
  partialProductControl: # none in ISAAC; for designs that extend it
    energyPerAction: 0.0815 pJ
    area: 140.5 um2
    source: "Aladdin, 40 nm, not scaled: a quarter of a 32-bit adder (0.21 pJ, 278 um2) adds two significances, a comparator (0.029 pJ, 71 um2) holds them against the threshold"
  inputCounter: # none in ISAAC, which reads a unit column
    energyPerAction: 0.0525 pJ
    area: 625.5 um2
    source: "Aladdin, 40 nm, not scaled: a quarter of a 32-bit adder (0.21 pJ, 278 um2) a digit; nine at 1.2 GHz keep up with 8 * 128 rows in 100 ns"
  offsetMultiplier: # none in ISAAC, whose offsets are powers of two; for centred weights
    energyPerAction: 1.783125 pJ
    area: 892.96875 um2
    source: "Aladdin, 40 nm, not scaled: a 32x32-bit multiplier (12.68 pJ, 6350 um2) by the product of the widths, 16-bit offset times 9-bit sum of inputs: 144 / 1024"
  weightSumStore: # none in ISAAC; for inputs whose planes are inverted and outputs stopped early
    energyPerAction: 121.09375 fJ
    area: 0.128173828125 um2
    source: "ISAAC, ISCA 2016, Table I: a bit of the IR, 2 KB 1.24 mW, 0.0021 mm2; 1.24 mW * 100 ns / 1024 bits delivered, 0.0021 mm2 / 16384 bits"
  converterTable: # none in ISAAC; for converters set by partial product
    energyPerAction: 121.09375 fJ
    area: 0.128173828125 um2
    source: "ISAAC, ISCA 2016, Table I: a bit of the IR, as the weightSumStore"
  inputEncoder: # none in ISAAC, whose digits are bits; for symmetric digits and odd radices
    energyPerAction: 9.28125 fJ
    area: 15.34375 um2
    source: "Aladdin, 40 nm, not scaled: a bit of a 32-bit adder (0.21 pJ, 278 um2) takes a digit off, those of three 32-bit comparators (0.029 pJ, 71 um2 each) find it among seven"
  edram:
    count: 1
    wordBits: 256
    capacityBits: 524288
    energyPerAction: 20.45 pJ
    area: 0.083 mm2
    throughput: 1.0122249388753056 GHz
    peakRate: 1.0122249388753056 GHz
    source: "ISAAC, ISCA 2016, Table I: 64 KB eDRAM, 256-bit bus, 20.7 mW, 0.083 mm2; 20.45 pJ a word as CiMLoop books it; 20.7 mW / 20.45 pJ"
  bus:
    count: 1
    energyPerAction: 0.054 pJ
    area: 0.090 mm2
    throughput: 460.8 GHz
    peakRate: 129.62962962962962 GHz
    source: "ISAAC, ISCA 2016, Table I: 384 wires, 7 mW, 0.090 mm2; 384 * 1.2 GHz; 0.054 pJ a bit as CiMLoop books it; 7 mW / 0.054 pJ"
  router:
    count: 0.25
    packetBits: 256
    energyPerAction: 20.74 pJ
    area: 0.151 mm2
    throughput: 1.2 GHz
    peakRate: 2.0250723240115717 GHz
    source: "ISAAC, ISCA 2016, Table I: one router for 4 tiles, 42 mW, 0.151 mm2, 8 ports * 32 bits * 1.2 GHz / 256; 20.74 pJ for 256 bits as CiMLoop books it; 42 mW / 20.74 pJ"
  activation:
    count: 2
    energyPerAction: 216.66666666666666 fJ
    area: 300 um2
    throughput: 1.2 GHz
    peakRate: 1.2 GHz
    source: "ISAAC, ISCA 2016, Table I: 2 sigmoid units 0.52 mW, 0.0006 mm2; 0.26 mW / 1.2 GHz"
  maxPool:
    count: 1
    energyPerAction: 333.3333333333333 fJ
    area: 240 um2
    throughput: 1.2 GHz
    peakRate: 1.2 GHz
    source: "ISAAC, ISCA 2016, Table I: max-pool unit 0.4 mW, 0.00024 mm2; 0.4 mW / 1.2 GHz"
  tileShiftAdd:
    count: 1
    energyPerAction: 41.666666666666664 fJ
    area: 60 um2
    throughput: 1.2 GHz
    peakRate: 1.2 GHz
    source: "ISAAC, ISCA 2016, Table I: tile shift-and-add 0.05 mW, 0.00006 mm2; 0.05 mW / 1.2 GHz"
  tileOutputRegister:
    count: 1
    wordBits: 256
    energyPerAction: 1.4 pJ
    area: 0.0032 mm2
    throughput: 1.2 GHz
    peakRate: 1.2 GHz
    source: "ISAAC, ISCA 2016, Table I: OR 3 KB 1.68 mW, 0.0032 mm2; 1.68 mW / 1.2 GHz for a word of 256 bits"
  chipLink:
    energyPerAction: 50.78125 pJ
    area: 22.88 mm2
    throughput: 204.8 GHz
    peakRate: 204.8 GHz
    source: "ISAAC, ISCA 2016, Table I: HyperTransport 4 links of 6.4 GB/s, 10.4 W, 22.88 mm2; 10.4 W / 204.8 Gbit/s"
`;
