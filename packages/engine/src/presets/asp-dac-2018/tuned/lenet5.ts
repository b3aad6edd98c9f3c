/** Written by `mho ladder lenet5 --search-images 5000 --max-accuracy-loss 0.3 --checks 14 --exchanges 30`. */
export const lenet5Ladder = `schema: mho/ladder/1
network: lenet5
title: LeNet-5 (MNIST)
note: 5000 images of mnist (training digits), loss of 0.3 points, energy=1,throughput=1, seed 1
rungs:
  R1:
    operands: { weightBits: 4, inputBits: 3, inputSign: where-needed, unsignedImages: true, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 1, correction: unit-column }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
    layers:
      conv1: { weightBits: 4, inputBits: 3 }
      conv2: { weightBits: 4, inputBits: 3 }
      ip1: { weightBits: 4, inputBits: 3 }
      ip2: { weightBits: 4, inputBits: 3 }
  R2:
    operands: { weightBits: 7, inputBits: 5, inputSign: where-needed, unsignedImages: true, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 1, correction: unit-column }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
    layers:
      conv1: { weightBits: 4, inputBits: 2 }
      conv2: { weightBits: 3, inputBits: 3 }
      ip1: { weightBits: 4, inputBits: 3 }
      ip2: { weightBits: 7, inputBits: 5 }
  R3:
    operands: { weightBits: 7, inputBits: 5, inputSign: where-needed, unsignedImages: true, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 1, correction: unit-column }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
    layers:
      conv1: { weightBits: 4, inputBits: 2 }
      conv2: { weightBits: 3, inputBits: 3 }
      ip1: { weightBits: 4, inputBits: 3 }
      ip2: { weightBits: 7, inputBits: 5 }
  R4:
    operands: { weightBits: 8, inputBits: 6, inputSign: where-needed, unsignedImages: true, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: sign-magnitude, inputs: binary-planes, digitBits: 1, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 8 }
    components: { shiftAdd: { count: 8 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
    layers:
      conv1: { weightBits: 5, inputBits: 2, greatestWeight: 12, encoding: { weights: balanced-radix-5, inputs: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 4 ] ], step: [ [ 8, 4 ] ], signed: true }, ranges: [ [ [], [ 0, 1, 2 ] ] ] } }
      conv2: { weightBits: 3, inputBits: 3, greatestWeight: 2, greatestInput: 3, encoding: { weights: symmetric-radix, inputs: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: fixed, bits: 4, step: 8, signed: true }, ranges: [ 0, 1, 2 ] } }
      ip1: { weightBits: 3, inputBits: 5, greatestWeight: 3, encoding: { weights: balanced-radix-7, inputs: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 4 ], [ 6 ] ], step: [ [ 8 ], [ 1 ] ], signed: true }, ranges: [ [ [ 1, 2 ] ], [ [ 2, 3, 4 ] ] ] } }
      ip2: { weightBits: 8, inputBits: 6, encoding: { weights: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 4, 6 ], [ 3, 5, 7 ], [ 3, 6, 6 ] ], step: [ [ 8, 8, 2 ], [ 8, 4, 1 ], [ 4, 1, 1 ] ], signed: true }, ranges: [ [ [], [ 1, 2 ], [ 2, 3, 4 ] ], [ [], [ 2, 3 ], [ 3, 4, 5 ] ], [ [ 0, 1 ], [ 2, 3, 4 ], [ 1, 2, 3, 4 ] ] ] } }
  R5:
    operands: { weightBits: 8, inputBits: 7, inputSign: where-needed, unsignedImages: true, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: sign-magnitude, inputs: binary-planes, digitBits: 1, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 8 }
    components: { shiftAdd: { count: 8 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
    layers:
      conv1: { weightBits: 5, inputBits: 2, greatestWeight: 12, encoding: { weights: balanced-radix-5, inputs: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 4 ] ], step: [ [ 8, 4 ] ], signed: true }, ranges: [ [ [], [ 0, 1, 2 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      conv2: { weightBits: 3, inputBits: 3, greatestWeight: 2, greatestInput: 3, encoding: { weights: symmetric-radix, inputs: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: fixed, bits: 4, step: 8, signed: true }, ranges: [ 0, 1, 2 ] }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      ip1: { weightBits: 3, inputBits: 7, greatestWeight: 3, encoding: { weights: balanced-radix-7, inputs: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 0 ], [ 4 ], [ 5 ] ], step: [ [ 1 ], [ 8 ], [ 1 ] ], signed: true }, ranges: [ [ [] ], [ [ 0, 1, 2 ] ], [ [ 0, 1, 2, 3 ] ] ] }, partialProducts: { kind: threshold, at: { unit: bits-below-top, bits: 3 }, skipped: mean-in-bias } }
      ip2: { weightBits: 8, inputBits: 6, encoding: { weights: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 4, 6 ], [ 3, 5, 7 ], [ 3, 6, 6 ] ], step: [ [ 8, 8, 2 ], [ 8, 4, 1 ], [ 4, 1, 1 ] ], signed: true }, ranges: [ [ [], [ 1, 2 ], [ 2, 3, 4 ] ], [ [], [ 2, 3 ], [ 3, 4, 5 ] ], [ [ 0, 1 ], [ 2, 3, 4 ], [ 1, 2, 3, 4 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
  R6:
    operands: { weightBits: 8, inputBits: 7, inputSign: where-needed, unsignedImages: true, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: balanced-radix-7, inputs: balanced-radix-7, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 512, columns: 256, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 4 }
    components: { shiftAdd: { count: 8 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
    layers:
      conv1: { weightBits: 4, inputBits: 2, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 4, 6 ] ], step: [ [ 4, 1 ] ], signed: true }, ranges: [ [ [ 0, 1, 2 ], [ 0, 2, 3, 4 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      conv2: { weightBits: 3, inputBits: 3, greatestWeight: 3, greatestInput: 3, adc: { kind: early-stop, converter: { kind: fixed, bits: 6, step: 8, signed: true }, ranges: [ 2, 3, 4 ] } }
      ip1: { weightBits: 3, inputBits: 7, greatestWeight: 3, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 0 ], [ 5 ], [ 6 ] ], step: [ [ 1 ], [ 8 ], [ 1 ] ], signed: true }, ranges: [ [ [] ], [ [ 2, 3 ] ], [ [ 1, 2, 3, 4 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 3 }, skipped: mean-in-bias } } }
      ip2: { weightBits: 8, inputBits: 5, greatestInput: 24, adc: { kind: early-stop, converter: { kind: fixed, bits: 6, step: 4, signed: true }, ranges: [ [ [], [ 3, 4 ], [ 2, 3, 4 ] ], [ [ 2, 3, 4 ], [ 2, 3, 4 ], [ 2, 3, 4 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 6 }, skipped: mean-in-bias } } }
`;
