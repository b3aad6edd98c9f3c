/** Written by `mho ladder` for Caffe's CIFAR-10 quick network; R6 by a search without greatest codes, which found the better one. */
export const caffeCifar10QuickLadder = `schema: mho/ladder/1
network: CIFAR10_quick_test
title: CIFAR-10 quick
note: 2000 images of calib_train_0000_1999.bin, loss of 0.4 points, energy=1,throughput=1, seed 1; R6 of an earlier search with 0.5
rungs:
  R1:
    operands: { weightBits: 6, inputBits: 6, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 1, correction: unit-column }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
    layers:
      conv1: { weightBits: 6, inputBits: 6 }
      conv2: { weightBits: 6, inputBits: 6 }
      conv3: { weightBits: 6, inputBits: 6 }
      ip1: { weightBits: 6, inputBits: 6 }
      ip2: { weightBits: 6, inputBits: 6 }
  R2:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 1, correction: unit-column }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
    layers:
      conv1: { weightBits: 6, inputBits: 5 }
      conv2: { weightBits: 6, inputBits: 6 }
      conv3: { weightBits: 6, inputBits: 6 }
      ip1: { weightBits: 8, inputBits: 7 }
      ip2: { weightBits: 7, inputBits: 8 }
  R3:
    operands: { weightBits: 7, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: sign-magnitude, inputs: binary-planes, digitBits: 1, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 8 }
    components: { shiftAdd: { count: 8 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
    layers:
      conv1: { weightBits: 5, inputBits: 5, greatestWeight: 12, greatestInput: 12, encoding: { weights: balanced-radix-5, inputs: balanced-radix-5, digitBits: 2 } }
      conv2: { weightBits: 5, inputBits: 7, greatestWeight: 12, encoding: { weights: balanced-radix-5, inputs: balanced-radix-7, digitBits: 2 } }
      conv3: { weightBits: 5, inputBits: 6, greatestWeight: 12, encoding: { weights: balanced-radix-5, inputs: balanced-radix-7, digitBits: 2 } }
      ip1: { weightBits: 6, inputBits: 7, encoding: { weights: symmetric-radix, inputs: balanced-radix-7, digitBits: 2 } }
      ip2: { weightBits: 7, inputBits: 8, greatestWeight: 38, encoding: { weights: symmetric-radix, inputs: balanced-radix-7, digitBits: 2 } }
  R4:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: balanced-radix-7, inputs: balanced-radix-7, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 8 }
    components: { shiftAdd: { count: 8 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
    layers:
      conv1: { weightBits: 5, inputBits: 5, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 4, 8 ], [ 7, 7 ] ], step: [ [ 8, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ 3, 4, 5, 6 ] } }
      conv2: { weightBits: 5, inputBits: 8, greatestInput: 171, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 4, 3 ], [ 6, 7 ], [ 7, 6 ] ], step: [ [ 8, 8 ], [ 4, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ 1, 2, 3, 4, 5 ] } }
      conv3: { weightBits: 6, inputBits: 7, greatestWeight: 24, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 3 ], [ 4, 7 ], [ 6, 6 ] ], step: [ [ 8, 8 ], [ 8, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ 1, 2, 3, 4, 5 ] } }
      ip1: { weightBits: 8, inputBits: 8, greatestInput: 171, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 5, 7 ], [ 4, 8, 7 ], [ 6, 7, 6 ] ], step: [ [ 8, 8, 1 ], [ 8, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, ranges: [ 2, 3, 4, 5, 6 ] } }
      ip2: { weightBits: 8, inputBits: 8, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 4, 5, 7 ], [ 5, 8, 7 ], [ 6, 7, 7 ] ], step: [ [ 8, 4, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, ranges: [ 3, 4, 5, 6 ] } }
  R5:
    operands: { weightBits: 7, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: balanced-radix-5, inputs: balanced-radix-7, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 8 }
    components: { shiftAdd: { count: 8 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
    layers:
      conv1: { weightBits: 7, inputBits: 5, greatestWeight: 62, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 0, 4, 6 ], [ 2, 5, 7 ] ], step: [ [ 1, 8, 4 ], [ 8, 4, 1 ] ], signed: true }, ranges: [ 1, 2, 3, 4, 5 ] }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 6 }, skipped: mean-in-bias } } }
      conv2: { weightBits: 5, inputBits: 7, greatestWeight: 12, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 3, 4 ], [ 5, 7 ], [ 6, 6 ] ], step: [ [ 8, 4 ], [ 4, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ 1, 2, 3, 4, 5 ] }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      conv3: { weightBits: 5, inputBits: 7, greatestWeight: 12, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 3, 5 ], [ 6, 7 ], [ 5, 5 ] ], step: [ [ 8, 2 ], [ 2, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ 1, 2, 3, 4, 5 ] }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      ip1: { weightBits: 7, inputBits: 8, greatestWeight: 62, greatestInput: 171, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 0, 4, 7 ], [ 4, 7, 7 ], [ 6, 6, 6 ] ], step: [ [ 1, 8, 1 ], [ 8, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, ranges: [ 2, 3, 4, 5 ] }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 8 }, skipped: mean-in-bias } } }
      ip2: { weightBits: 7, inputBits: 8, greatestWeight: 62, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 0, 4, 5 ], [ 4, 5, 7 ], [ 6, 6, 7 ] ], step: [ [ 1, 8, 4 ], [ 8, 4, 1 ], [ 1, 1, 1 ] ], signed: true }, ranges: [ 2, 3, 4, 5 ] }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 8 }, skipped: mean-in-bias } } }
  R6:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: balanced-radix-7, inputs: binary-planes, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 512, columns: 256, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 4 }
    components: { shiftAdd: { count: 8 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
    layers:
      conv1: { weightBits: 8, inputBits: 5, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 0, 5, 6 ], [ 0, 6, 8 ], [ 3, 7, 7 ] ], step: [ [ 1, 8, 2 ], [ 1, 4, 1 ], [ 8, 1, 1 ] ], signed: true }, ranges: [ 2, 3, 4, 5, 6 ] }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 7 }, skipped: mean-in-bias } } }
      conv2: { weightBits: 5, inputBits: 6, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 6, 8 ], [ 7, 8 ], [ 8, 7 ] ], step: [ [ 8, 1 ], [ 4, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ 3, 4, 5, 6 ] }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      conv3: { weightBits: 8, inputBits: 6, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 0, 4, 6 ], [ 0, 5, 7 ], [ 2, 5, 6 ] ], step: [ [ 1, 8, 4 ], [ 1, 8, 1 ], [ 8, 2, 1 ] ], signed: true }, ranges: [ 1, 2, 3, 4, 5 ] }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 7 }, skipped: mean-in-bias } } }
      ip1: { weightBits: 8, inputBits: 7, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 0, 6, 7 ], [ 5, 7, 7 ], [ 5, 8, 7 ], [ 5, 5, 4 ] ], step: [ [ 1, 8, 1 ], [ 8, 4, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, ranges: [ 2, 3, 4, 5, 6 ] }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 10 }, skipped: mean-in-bias } } }
      ip2: { weightBits: 8, inputBits: 8, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 0, 4, 6 ], [ 4, 6, 7 ], [ 5, 8, 7 ], [ 6, 6, 6 ], [ 6, 6, 6 ] ], step: [ [ 1, 8, 1 ], [ 8, 4, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, ranges: [ 3, 4, 5, 6 ] }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 11 }, skipped: mean-in-bias } } }
`;
