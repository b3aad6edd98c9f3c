/** Written by `mho ladder lenet5 --max-accuracy-loss 0.35 --search-images 5000 --checks 6 --exchanges 3`. */
export const lenet5Ladder = `schema: mho/ladder/1
network: lenet5
title: LeNet-5 (MNIST)
note: 5000 images of mnist (training digits), loss of 0.35 points, energy=1,throughput=1, seed 1
rungs:
  R1:
    operands: { weightBits: 4, inputBits: 3, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 1, correction: unit-column }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 } }
    layers:
      conv1: { weightBits: 4, inputBits: 3 }
      conv2: { weightBits: 4, inputBits: 3 }
      ip1: { weightBits: 4, inputBits: 3 }
      ip2: { weightBits: 4, inputBits: 3 }
  R2:
    operands: { weightBits: 6, inputBits: 6, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 1, correction: unit-column }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 } }
    layers:
      conv1: { weightBits: 4, inputBits: 2 }
      conv2: { weightBits: 4, inputBits: 4 }
      ip1: { weightBits: 4, inputBits: 5 }
      ip2: { weightBits: 6, inputBits: 6 }
  R3:
    operands: { weightBits: 6, inputBits: 6, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 1, correction: unit-column }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 } }
    layers:
      conv1: { weightBits: 4, inputBits: 2 }
      conv2: { weightBits: 4, inputBits: 4 }
      ip1: { weightBits: 4, inputBits: 5 }
      ip2: { weightBits: 6, inputBits: 6 }
  R4:
    operands: { weightBits: 8, inputBits: 7, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true }
    encoding: { weights: balanced-radix-7, inputs: balanced-radix-7, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 8 }
    components: { shiftAdd: { count: 8 } }
    layers:
      conv1: { weightBits: 8, inputBits: 2, adc: { kind: per-product, bits: [ [ 2, 3, 6 ] ], step: [ [ 4, 4, 1 ] ], signed: true } }
      conv2: { weightBits: 4, inputBits: 4, adc: { kind: per-product, bits: [ [ 6, 6 ], [ 6, 5 ] ], step: [ [ 4, 1 ], [ 1, 1 ] ], signed: true } }
      ip1: { weightBits: 4, inputBits: 5, adc: { kind: per-product, bits: [ [ 6, 6 ], [ 6, 5 ] ], step: [ [ 4, 1 ], [ 1, 1 ] ], signed: true } }
      ip2: { weightBits: 5, inputBits: 7, adc: { kind: per-product, bits: [ [ 2, 3 ], [ 5, 6 ], [ 6, 6 ] ], step: [ [ 4, 4 ], [ 4, 1 ], [ 1, 1 ] ], signed: true } }
  R5:
    operands: { weightBits: 8, inputBits: 7, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true }
    encoding: { weights: balanced-radix-7, inputs: balanced-radix-7, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 8 }
    components: { shiftAdd: { count: 8 } }
    layers:
      conv1: { weightBits: 8, inputBits: 2, adc: { kind: per-product, bits: [ [ 2, 3, 6 ] ], step: [ [ 4, 4, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      conv2: { weightBits: 4, inputBits: 4, adc: { kind: per-product, bits: [ [ 6, 6 ], [ 6, 5 ] ], step: [ [ 4, 1 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      ip1: { weightBits: 4, inputBits: 5, adc: { kind: per-product, bits: [ [ 6, 6 ], [ 6, 5 ] ], step: [ [ 4, 1 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      ip2: { weightBits: 5, inputBits: 7, adc: { kind: per-product, bits: [ [ 2, 3 ], [ 5, 6 ], [ 6, 6 ] ], step: [ [ 4, 4 ], [ 4, 1 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
`;
