/** Written by `mho ladder` for Caffe's CIFAR-10 quick network. */
export const caffeCifar10QuickLadder = `schema: mho/ladder/1
network: CIFAR10_quick_test
title: CIFAR-10 quick
note: 2000 images of calib_train_0000_1999.bin, loss of 0.4 points, energy=1,throughput=1, seed 1
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
      conv1: { weightBits: 5, inputBits: 5, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 4, 8 ], [ 7, 7 ] ], step: [ [ 8, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [ 1, 2 ], [ 4, 5, 6 ] ], [ [ 3, 4, 5 ], [ 2, 3, 4, 5 ] ] ] } }
      conv2: { weightBits: 5, inputBits: 8, greatestInput: 171, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 4, 3 ], [ 6, 7 ], [ 7, 6 ] ], step: [ [ 8, 8 ], [ 4, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [ 1, 2 ], [ 0, 1 ] ], [ [ 2, 3, 4 ], [ 3, 4, 5 ] ], [ [ 2, 3, 4, 5 ], [ 0, 1, 2, 3, 4 ] ] ] } }
      conv3: { weightBits: 6, inputBits: 7, greatestWeight: 24, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 3 ], [ 4, 7 ], [ 6, 6 ] ], step: [ [ 8, 8 ], [ 8, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [], [ 0, 1 ] ], [ [ 0, 1, 2 ], [ 3, 4, 5 ] ], [ [ 1, 2, 3, 4 ], [ 0, 1, 2, 3, 4 ] ] ] } }
      ip1: { weightBits: 8, inputBits: 8, greatestInput: 171, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 5, 7 ], [ 4, 8, 7 ], [ 6, 7, 6 ] ], step: [ [ 8, 8, 1 ], [ 8, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, ranges: [ [ [], [ 2, 3 ], [ 3, 4, 5 ] ], [ [ 1, 2 ], [ 4, 5, 6 ], [ 3, 4, 5 ] ], [ [ 2, 3, 4 ], [ 2, 3, 4, 5 ], [ 1, 2, 3, 4 ] ] ] } }
      ip2: { weightBits: 8, inputBits: 8, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 4, 5, 7 ], [ 5, 8, 7 ], [ 6, 7, 7 ] ], step: [ [ 8, 4, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, ranges: [ [ [ 1, 2 ], [ 2, 3 ], [ 4, 5 ] ], [ [ 2, 3 ], [ 5, 6 ], [ 4, 5 ] ], [ [ 2, 3, 4 ], [ 3, 4, 5 ], [ 2, 3, 4, 5 ] ] ] } }
  R5:
    operands: { weightBits: 7, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: balanced-radix-5, inputs: balanced-radix-7, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 8 }
    components: { shiftAdd: { count: 8 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
    layers:
      conv1: { weightBits: 7, inputBits: 5, greatestWeight: 62, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 0, 4, 6 ], [ 2, 5, 7 ] ], step: [ [ 1, 8, 4 ], [ 8, 4, 1 ] ], signed: true }, ranges: [ [ [], [ 1, 2 ], [ 2, 3, 4 ] ], [ [], [ 1, 2, 3 ], [ 2, 3, 4, 5 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 6 }, skipped: mean-in-bias } } }
      conv2: { weightBits: 5, inputBits: 7, greatestWeight: 12, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 3, 4 ], [ 5, 7 ], [ 6, 6 ] ], step: [ [ 8, 4 ], [ 4, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [], [ 1, 2 ] ], [ [ 1, 2, 3 ], [ 3, 4, 5 ] ], [ [ 0, 1, 2, 3, 4 ], [ 0, 1, 2, 3, 4 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      conv3: { weightBits: 5, inputBits: 7, greatestWeight: 12, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 3, 5 ], [ 6, 7 ], [ 5, 5 ] ], step: [ [ 8, 2 ], [ 2, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [ 0, 1 ], [ 2, 3 ] ], [ [ 2, 3, 4 ], [ 2, 3, 4, 5 ] ], [ [ 0, 1, 2, 3 ], [ 0, 1, 2, 3 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      ip1: { weightBits: 7, inputBits: 8, greatestWeight: 62, greatestInput: 171, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 0, 4, 7 ], [ 4, 7, 7 ], [ 6, 6, 6 ] ], step: [ [ 1, 8, 1 ], [ 8, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, ranges: [ [ [], [ 1, 2 ], [ 3, 4, 5 ] ], [ [ 1, 2 ], [ 4, 5 ], [ 3, 4, 5 ] ], [ [ 2, 3, 4 ], [ 2, 3, 4 ], [ 1, 2, 3, 4 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 8 }, skipped: mean-in-bias } } }
      ip2: { weightBits: 7, inputBits: 8, greatestWeight: 62, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 0, 4, 5 ], [ 4, 5, 7 ], [ 6, 6, 7 ] ], step: [ [ 1, 8, 4 ], [ 8, 4, 1 ], [ 1, 1, 1 ] ], signed: true }, ranges: [ [ [], [ 1, 2 ], [ 1, 2, 3 ] ], [ [ 1, 2 ], [ 2, 3 ], [ 4, 5 ] ], [ [ 2, 3, 4 ], [ 2, 3, 4 ], [ 2, 3, 4, 5 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 8 }, skipped: mean-in-bias } } }
  R6:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: sign-magnitude, inputs: binary-planes, digitBits: 1, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 512, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 8 }
    components: { shiftAdd: { count: 8 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
    layers:
      conv1: { weightBits: 6, inputBits: 5, greatestWeight: 24, encoding: { weights: balanced-radix-7, inputs: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 5, 9 ], [ 7, 8 ] ], step: [ [ 8, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [ 1, 2, 3 ], [ 4, 5, 6, 7 ] ], [ [ 3, 4, 5 ], [ 3, 4, 5, 6 ] ] ] }, partialProducts: { kind: runtime, bitsBelowTop: 8, otherwise: { kind: all } } }
      conv2: { weightBits: 7, inputBits: 6, greatestWeight: 38, encoding: { weights: symmetric-radix, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 5, 6, 8 ], [ 6, 8, 8 ], [ 6, 7, 7 ] ], step: [ [ 8, 4, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, ranges: [ [ [ 2, 3 ], [ 3, 4 ], [ 4, 5, 6 ] ], [ [ 2, 3, 4 ], [ 4, 5, 6 ], [ 4, 5, 6 ] ], [ [ 1, 2, 3, 4 ], [ 1, 2, 3, 4, 5 ], [ 1, 2, 3, 4, 5 ] ] ] }, partialProducts: { kind: runtime, bitsBelowTop: 8, otherwise: { kind: all } } }
      conv3: { weightBits: 6, inputBits: 7, greatestWeight: 24, encoding: { weights: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 4, 5 ], [ 5, 8 ], [ 6, 7 ], [ 5, 5 ] ], step: [ [ 8, 8 ], [ 8, 1 ], [ 2, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [], [ 1, 2, 3 ] ], [ [ 1, 2, 3 ], [ 4, 5, 6 ] ], [ [ 2, 3, 4 ], [ 3, 4, 5 ] ], [ [ 0, 1, 2, 3 ], [ 0, 1, 2, 3 ] ] ] }, partialProducts: { kind: runtime, bitsBelowTop: 8, otherwise: { kind: all } } }
      ip1: { weightBits: 8, inputBits: 8, encoding: { weights: symmetric-radix, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 4, 5, 7, 7 ], [ 5, 7, 8, 7 ], [ 6, 7, 7, 6 ], [ 6, 5, 6, 5 ] ], step: [ [ 8, 8, 2, 1 ], [ 8, 2, 1, 1 ], [ 2, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true }, ranges: [ [ [], [ 1, 2, 3 ], [ 4, 5 ], [ 4, 5 ] ], [ [ 2, 3 ], [ 3, 4, 5 ], [ 4, 5, 6 ], [ 3, 4, 5 ] ], [ [ 3, 4 ], [ 4, 5 ], [ 4, 5 ], [ 3, 4 ] ], [ [ 1, 2, 3, 4 ], [ 1, 2, 3 ], [ 1, 2, 3, 4 ], [ 0, 1, 2, 3 ] ] ] }, partialProducts: { kind: runtime, bitsBelowTop: 8, otherwise: { kind: all } } }
      ip2: { weightBits: 8, inputBits: 8, encoding: { weights: balanced-radix-7, inputs: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: fixed, bits: 8, step: 1, signed: true }, ranges: [ [ [ 4, 5, 6 ], [ 4, 5, 6 ], [ 4, 5, 6 ] ], [ [ 4, 5, 6 ], [ 4, 5, 6 ], [ 4, 5, 6 ] ], [ [ 2, 3, 4, 5 ], [ 2, 3, 4, 5, 6 ], [ 2, 3, 4, 5, 6 ] ] ] }, partialProducts: { kind: runtime, bitsBelowTop: 8, otherwise: { kind: all } } }
`;
