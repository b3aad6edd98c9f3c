/**
 * Written by `mho ladder` for Caffe's CIFAR-10 quick network, `--search-images 1500 --rungs R1,R2,R3,R4,R5`. R6 is of an earlier
 * search, `--checks 4 --exchanges 1`, with `zero-plane` tried after it.
 */
export const caffeCifar10QuickLadder = `schema: mho/ladder/1
network: CIFAR10_quick_test
title: CIFAR-10 quick
note: 1500 images of calib_train_0000_1999.bin, loss of 0.5 points, energy=1,throughput=1, seed 1
rungs:
  R1:
    operands: { weightBits: 7, inputBits: 7, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: false }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 1, correction: unit-column }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 } }
    layers:
      conv1: { weightBits: 7, inputBits: 7 }
      conv2: { weightBits: 7, inputBits: 7 }
      conv3: { weightBits: 7, inputBits: 7 }
      ip1: { weightBits: 7, inputBits: 7 }
      ip2: { weightBits: 7, inputBits: 7 }
  R2:
    operands: { weightBits: 7, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: false }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 1, correction: unit-column }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 } }
    layers:
      conv1: { weightBits: 6, inputBits: 5 }
      conv2: { weightBits: 4, inputBits: 5 }
      conv3: { weightBits: 4, inputBits: 6 }
      ip1: { weightBits: 7, inputBits: 7 }
      ip2: { weightBits: 7, inputBits: 8 }
  R3:
    operands: { weightBits: 7, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: false }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 1, correction: unit-column }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 } }
    layers:
      conv1: { weightBits: 6, inputBits: 5 }
      conv2: { weightBits: 4, inputBits: 5 }
      conv3: { weightBits: 4, inputBits: 6 }
      ip1: { weightBits: 7, inputBits: 7 }
      ip2: { weightBits: 7, inputBits: 8 }
  R4:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: false }
    encoding: { weights: balanced-radix-7, inputs: balanced-radix-7, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 8 }
    components: { shiftAdd: { count: 8 } }
    layers:
      conv1: { weightBits: 8, inputBits: 5, adc: { kind: per-product, bits: [ [ 5, 6, 9 ], [ 5, 8, 7 ] ], step: [ [ 4, 4, 1 ], [ 4, 1, 1 ] ], signed: true } }
      conv2: { weightBits: 7, inputBits: 7, adc: { kind: per-product, bits: [ [ 2, 5, 5 ], [ 5, 7, 6 ], [ 5, 7, 5 ] ], step: [ [ 4, 4, 2 ], [ 4, 2, 1 ], [ 2, 1, 1 ] ], signed: true } }
      conv3: { weightBits: 8, inputBits: 7, adc: { kind: per-product, bits: [ [ 2, 5, 4 ], [ 4, 6, 7 ], [ 3, 6, 6 ] ], step: [ [ 4, 4, 4 ], [ 4, 4, 1 ], [ 4, 1, 1 ] ], signed: true } }
      ip1: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 5, 6, 7 ], [ 6, 8, 7 ], [ 7, 7, 6 ], [ 3, 4, 2 ] ], step: [ [ 4, 4, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
      ip2: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 2, 5, 6 ], [ 5, 7, 7 ], [ 6, 7, 7 ] ], step: [ [ 4, 4, 2 ], [ 4, 2, 1 ], [ 1, 1, 1 ] ], signed: true } }
  R5:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: false }
    encoding: { weights: balanced-radix-7, inputs: binary-planes, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 8 }
    components: { shiftAdd: { count: 8 } }
    layers:
      conv1: { weightBits: 8, inputBits: 5, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 8 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 6, 6 ], [ 5, 6, 8 ], [ 4, 7, 7 ] ], step: [ [ 1, 4, 2 ], [ 4, 4, 1 ], [ 4, 1, 1 ] ], signed: true } }
      conv2: { weightBits: 5, inputBits: 8, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 7 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 6 ], [ 6, 7 ], [ 8, 7 ], [ 7, 6 ] ], step: [ [ 1, 2 ], [ 4, 1 ], [ 1, 1 ], [ 1, 1 ] ], signed: true } }
      conv3: { weightBits: 5, inputBits: 8, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 7 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 4 ], [ 5, 6 ], [ 5, 6 ], [ 6, 5 ] ], step: [ [ 1, 4 ], [ 4, 1 ], [ 4, 1 ], [ 1, 1 ] ], signed: true } }
      ip1: { weightBits: 8, inputBits: 8, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 10 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 8, 7 ], [ 6, 8, 7 ], [ 8, 8, 6 ], [ 6, 6, 5 ] ], step: [ [ 1, 1, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
      ip2: { weightBits: 8, inputBits: 8, adc: { kind: fixed, bits: 8, step: 1, signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
  R6:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: false }
    encoding: { weights: balanced-radix-7, inputs: balanced-radix-7, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 512, columns: 256, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 2 }
    components: { shiftAdd: { count: 8 } }
    layers:
      conv1: { weightBits: 5, inputBits: 5, adc: { kind: per-product, bits: [ [ 5, 8 ], [ 7, 7 ] ], step: [ [ 4, 1 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      conv2: { weightBits: 7, inputBits: 7, adc: { kind: per-product, bits: [ [ 0, 6, 5 ], [ 6, 7, 7 ], [ 5, 8, 6 ] ], step: [ [ 1, 4, 4 ], [ 4, 4, 1 ], [ 4, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 9 }, skipped: mean-in-bias } } }
      conv3: { weightBits: 7, inputBits: 6, adc: { kind: per-product, bits: [ [ 6, 7, 7 ], [ 6, 8, 7 ], [ 6, 6, 4 ] ], step: [ [ 4, 4, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      ip1: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 0, 7, 7 ], [ 7, 8, 8 ], [ 6, 8, 6 ], [ 3, 4, 2 ] ], step: [ [ 1, 4, 2 ], [ 4, 2, 1 ], [ 2, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 12 }, skipped: mean-in-bias } } }
      ip2: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 0, 5, 7 ], [ 5, 7, 7 ], [ 6, 7, 7 ] ], step: [ [ 1, 4, 1 ], [ 4, 2, 1 ], [ 1, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 9 }, skipped: mean-in-bias } } }
`;
