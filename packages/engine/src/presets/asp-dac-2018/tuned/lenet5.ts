/** Written by `mho ladder lenet5 --search-images 5000 --max-accuracy-loss 0.35 --checks 6 --exchanges 8`; R6 with 0.4. */
export const lenet5Ladder = `schema: mho/ladder/1
network: lenet5
title: LeNet-5 (MNIST)
note: 5000 images of mnist (training digits), loss of 0.35 points, energy=1,throughput=1, seed 1; R6 with 0.4
rungs:
  R1:
    operands: { weightBits: 4, inputBits: 3, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
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
    operands: { weightBits: 4, inputBits: 3, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
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
  R3:
    operands: { weightBits: 4, inputBits: 3, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 1, correction: unit-column }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
    layers:
      conv1: { weightBits: 4, inputBits: 3 }
      conv2: { weightBits: 3, inputBits: 3 }
      ip1: { weightBits: 4, inputBits: 3 }
      ip2: { weightBits: 4, inputBits: 3 }
  R4:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: balanced-radix-5, inputs: balanced-radix-5, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 8 }
    components: { shiftAdd: { count: 8 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
    layers:
      conv1: { weightBits: 5, inputBits: 2, greatestWeight: 12, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 5, 6 ] ], step: [ [ 1, 1 ] ], signed: true }, ranges: [ 0, 1, 2, 3, 4 ] } }
      conv2: { weightBits: 4, inputBits: 4, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 4, 6 ], [ 6, 5 ] ], step: [ [ 8, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ 1, 2, 3, 4 ] } }
      ip1: { weightBits: 5, inputBits: 6, greatestWeight: 12, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 3, 4 ], [ 4, 6 ], [ 5, 5 ] ], step: [ [ 8, 4 ], [ 8, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ 1, 2, 3, 4 ] } }
      ip2: { weightBits: 8, inputBits: 8, adc: { kind: early-stop, converter: { kind: fixed, bits: 6, step: 1, signed: true }, ranges: [ 2, 3, 4 ] } }
  R5:
    operands: { weightBits: 8, inputBits: 7, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: balanced-radix-7, inputs: balanced-radix, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 8 }
    components: { shiftAdd: { count: 8 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
    layers:
      conv1: { weightBits: 6, inputBits: 2, greatestWeight: 24, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 6 ] ], step: [ [ 8, 1 ] ], signed: true }, ranges: [ 0, 1, 2, 3, 4 ] }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      conv2: { weightBits: 3, inputBits: 5, greatestWeight: 3, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 0 ], [ 4 ], [ 6 ] ], step: [ [ 1 ], [ 4 ], [ 1 ] ], signed: true }, ranges: [ 1, 2, 3, 4 ] }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 2 }, skipped: mean-in-bias } } }
      ip1: { weightBits: 3, inputBits: 6, greatestWeight: 3, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 3 ], [ 6 ], [ 6 ] ], step: [ [ 8 ], [ 2 ], [ 1 ] ], signed: true }, ranges: [ 1, 2, 3, 4 ] } }
      ip2: { weightBits: 8, inputBits: 7, adc: { kind: early-stop, converter: { kind: fixed, bits: 6, step: 1, signed: true }, ranges: [ 2, 3, 4 ] }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 8 }, skipped: mean-in-bias } } }
  R6:
    operands: { weightBits: 7, inputBits: 6, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: balanced-radix-7, inputs: balanced-radix, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 512, columns: 256, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 2 }
    components: { shiftAdd: { count: 8 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
    layers:
      conv1: { weightBits: 6, inputBits: 2, greatestWeight: 24, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 6 ] ], step: [ [ 8, 1 ] ], signed: true }, ranges: [ 0, 1, 2, 3, 4 ] }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      conv2: { weightBits: 3, inputBits: 4, greatestWeight: 3, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 5 ], [ 7 ] ], step: [ [ 8 ], [ 2 ] ], signed: true }, ranges: [ 2, 3, 4, 5 ] }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      ip1: { weightBits: 5, inputBits: 5, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 5, 5 ], [ 5, 7 ], [ 6, 5 ] ], step: [ [ 8, 4 ], [ 8, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ 2, 3, 4, 5 ] }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      ip2: { weightBits: 7, inputBits: 6, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 0, 5, 6 ], [ 0, 6, 6 ], [ 5, 8, 7 ], [ 5, 6, 5 ] ], step: [ [ 1, 8, 1 ], [ 1, 4, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, ranges: [ 2, 3, 4, 5, 6 ] }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 9 }, skipped: mean-in-bias } } }
`;
