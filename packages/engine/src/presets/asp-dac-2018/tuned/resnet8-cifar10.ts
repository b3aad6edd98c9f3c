/** Written by `mho ladder` for the ResNet-8 of MLPerf Tiny. */
export const resnet8Cifar10Ladder = `schema: mho/ladder/1
network: pretrainedResnet
title: ResNet-8 (CIFAR-10)
note: 2000 images of calib_train_0000_1999.bin, loss of 0.5 points, energy=1,throughput=1, seed 1
rungs:
  R1:
    operands: { weightBits: 7, inputBits: 7, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 1, correction: unit-column }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 } }
    layers:
      Conv_0: { weightBits: 7, inputBits: 7 }
      Conv_2: { weightBits: 7, inputBits: 7 }
      Conv_4: { weightBits: 7, inputBits: 7 }
      Conv_7: { weightBits: 7, inputBits: 7 }
      Conv_9: { weightBits: 7, inputBits: 7 }
      Conv_10: { weightBits: 7, inputBits: 7 }
      Conv_13: { weightBits: 7, inputBits: 7 }
      Conv_15: { weightBits: 7, inputBits: 7 }
      Conv_16: { weightBits: 7, inputBits: 7 }
      Gemm_21: { weightBits: 7, inputBits: 7 }
  R2:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 1, correction: unit-column }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 } }
    layers:
      Conv_0: { weightBits: 8, inputBits: 8 }
      Conv_2: { weightBits: 6, inputBits: 6 }
      Conv_4: { weightBits: 6, inputBits: 5 }
      Conv_7: { weightBits: 6, inputBits: 6 }
      Conv_9: { weightBits: 6, inputBits: 5 }
      Conv_10: { weightBits: 6, inputBits: 6 }
      Conv_13: { weightBits: 6, inputBits: 7 }
      Conv_15: { weightBits: 6, inputBits: 5 }
      Conv_16: { weightBits: 6, inputBits: 7 }
      Gemm_21: { weightBits: 8, inputBits: 8 }
  R3:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 } }
    layers:
      Conv_0: { weightBits: 8, inputBits: 8 }
      Conv_2: { weightBits: 8, inputBits: 6 }
      Conv_4: { weightBits: 6, inputBits: 6 }
      Conv_7: { weightBits: 8, inputBits: 6 }
      Conv_9: { weightBits: 6, inputBits: 6 }
      Conv_10: { weightBits: 5, inputBits: 6 }
      Conv_13: { weightBits: 8, inputBits: 6 }
      Conv_15: { weightBits: 7, inputBits: 6 }
      Conv_16: { weightBits: 5, inputBits: 6 }
      Gemm_21: { weightBits: 8, inputBits: 8 }
  R4:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: symmetric-radix, inputs: binary-planes, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 } }
    layers:
      Conv_0: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 2, 2, 4, 5 ], [ 2, 4, 6, 5 ], [ 3, 6, 6, 6 ], [ 4, 5, 5, 4 ], [ 2, 2, 2, 2 ] ], step: [ [ 8, 8, 4, 1 ], [ 8, 4, 1, 1 ], [ 4, 1, 1, 1 ], [ 1, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true } }
      Conv_2: { weightBits: 8, inputBits: 6, adc: { kind: per-product, bits: [ [ 2, 4, 7, 7 ], [ 3, 7, 7, 7 ], [ 5, 5, 5, 5 ] ], step: [ [ 8, 8, 1, 1 ], [ 8, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true } }
      Conv_4: { weightBits: 6, inputBits: 6, adc: { kind: per-product, bits: [ [ 3, 6, 6 ], [ 4, 6, 6 ], [ 5, 5, 5 ] ], step: [ [ 8, 2, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_7: { weightBits: 8, inputBits: 6, adc: { kind: per-product, bits: [ [ 2, 4, 6, 7 ], [ 4, 5, 7, 7 ], [ 4, 5, 6, 6 ] ], step: [ [ 8, 8, 2, 1 ], [ 8, 2, 1, 1 ], [ 2, 1, 1, 1 ] ], signed: true } }
      Conv_9: { weightBits: 8, inputBits: 6, adc: { kind: per-product, bits: [ [ 2, 3, 5, 6 ], [ 2, 4, 7, 7 ], [ 3, 6, 6, 5 ] ], step: [ [ 8, 8, 4, 1 ], [ 8, 4, 1, 1 ], [ 4, 1, 1, 1 ] ], signed: true } }
      Conv_10: { weightBits: 5, inputBits: 6, adc: { kind: per-product, bits: [ [ 2, 4, 4 ], [ 4, 5, 4 ], [ 4, 4, 3 ] ], step: [ [ 8, 2, 1 ], [ 2, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_13: { weightBits: 8, inputBits: 6, adc: { kind: per-product, bits: [ [ 2, 3, 5, 7 ], [ 2, 4, 7, 7 ], [ 2, 5, 6, 6 ] ], step: [ [ 8, 8, 4, 1 ], [ 8, 4, 1, 1 ], [ 8, 1, 1, 1 ] ], signed: true } }
      Conv_15: { weightBits: 7, inputBits: 6, adc: { kind: per-product, bits: [ [ 2, 4, 6, 5 ], [ 4, 6, 6, 5 ], [ 4, 5, 5, 4 ] ], step: [ [ 8, 4, 1, 1 ], [ 4, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true } }
      Conv_16: { weightBits: 8, inputBits: 6, adc: { kind: per-product, bits: [ [ 2, 2, 3, 5 ], [ 2, 3, 5, 6 ], [ 2, 4, 5, 5 ] ], step: [ [ 8, 8, 4, 1 ], [ 8, 4, 1, 1 ], [ 4, 1, 1, 1 ] ], signed: true } }
      Gemm_21: { weightBits: 8, inputBits: 8, adc: { kind: fixed, bits: 7, step: 1, signed: true } }
  R5:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: symmetric-radix, inputs: binary-planes, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 } }
    layers:
      Conv_0: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 2, 2, 4, 5 ], [ 2, 4, 6, 5 ], [ 3, 6, 6, 6 ], [ 4, 5, 5, 4 ], [ 2, 2, 2, 2 ] ], step: [ [ 8, 8, 4, 1 ], [ 8, 4, 1, 1 ], [ 4, 1, 1, 1 ], [ 1, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_2: { weightBits: 8, inputBits: 6, adc: { kind: per-product, bits: [ [ 2, 4, 7, 7 ], [ 3, 7, 7, 7 ], [ 5, 5, 5, 5 ] ], step: [ [ 8, 8, 1, 1 ], [ 8, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_4: { weightBits: 6, inputBits: 6, adc: { kind: per-product, bits: [ [ 3, 6, 6 ], [ 4, 6, 6 ], [ 5, 5, 5 ] ], step: [ [ 8, 2, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_7: { weightBits: 8, inputBits: 6, adc: { kind: per-product, bits: [ [ 2, 4, 6, 7 ], [ 4, 5, 7, 7 ], [ 4, 5, 6, 6 ] ], step: [ [ 8, 8, 2, 1 ], [ 8, 2, 1, 1 ], [ 2, 1, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_9: { weightBits: 8, inputBits: 6, adc: { kind: per-product, bits: [ [ 2, 3, 5, 6 ], [ 2, 4, 7, 7 ], [ 3, 6, 6, 5 ] ], step: [ [ 8, 8, 4, 1 ], [ 8, 4, 1, 1 ], [ 4, 1, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_10: { weightBits: 5, inputBits: 6, adc: { kind: per-product, bits: [ [ 2, 4, 4 ], [ 4, 5, 4 ], [ 4, 4, 3 ] ], step: [ [ 8, 2, 1 ], [ 2, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_13: { weightBits: 8, inputBits: 6, adc: { kind: per-product, bits: [ [ 2, 3, 5, 7 ], [ 2, 4, 7, 7 ], [ 2, 5, 6, 6 ] ], step: [ [ 8, 8, 4, 1 ], [ 8, 4, 1, 1 ], [ 8, 1, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_15: { weightBits: 7, inputBits: 6, adc: { kind: per-product, bits: [ [ 2, 4, 6, 5 ], [ 4, 6, 6, 5 ], [ 4, 5, 5, 4 ] ], step: [ [ 8, 4, 1, 1 ], [ 4, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_16: { weightBits: 8, inputBits: 6, adc: { kind: per-product, bits: [ [ 2, 2, 3, 5 ], [ 2, 3, 5, 6 ], [ 2, 4, 5, 5 ] ], step: [ [ 8, 8, 4, 1 ], [ 8, 4, 1, 1 ], [ 4, 1, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Gemm_21: { weightBits: 8, inputBits: 8, adc: { kind: fixed, bits: 7, step: 1, signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
  R6:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: symmetric-radix, inputs: binary-planes, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 256, columns: 256, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 4 }
    components: { shiftAdd: { count: 4 } }
    layers:
      Conv_0: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 3, 3, 5, 6 ], [ 3, 5, 7, 6 ], [ 4, 7, 7, 7 ], [ 5, 6, 6, 5 ], [ 3, 3, 3, 3 ] ], step: [ [ 8, 8, 4, 1 ], [ 8, 4, 1, 1 ], [ 4, 1, 1, 1 ], [ 1, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_2: { weightBits: 8, inputBits: 6, partialProducts: { kind: threshold, at: { unit: bits-below-top, bits: 8 }, skipped: mean-in-bias }, adc: { kind: per-product, bits: [ [ 0, 5, 7, 7 ], [ 5, 7, 7, 7 ], [ 6, 6, 5, 5 ] ], step: [ [ 1, 4, 1, 1 ], [ 4, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true } }
      Conv_4: { weightBits: 6, inputBits: 6, adc: { kind: per-product, bits: [ [ 4, 7, 7 ], [ 5, 7, 7 ], [ 6, 6, 6 ] ], step: [ [ 8, 2, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_7: { weightBits: 8, inputBits: 6, adc: { kind: per-product, bits: [ [ 3, 5, 7, 8 ], [ 5, 6, 8, 8 ], [ 5, 6, 7, 7 ] ], step: [ [ 8, 8, 2, 1 ], [ 8, 2, 1, 1 ], [ 2, 1, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_9: { weightBits: 8, inputBits: 6, adc: { kind: per-product, bits: [ [ 3, 4, 6, 7 ], [ 3, 5, 8, 8 ], [ 4, 7, 7, 6 ] ], step: [ [ 8, 8, 4, 1 ], [ 8, 4, 1, 1 ], [ 4, 1, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_10: { weightBits: 5, inputBits: 6, adc: { kind: per-product, bits: [ [ 3, 5, 5 ], [ 5, 6, 5 ], [ 5, 5, 4 ] ], step: [ [ 8, 2, 1 ], [ 2, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_13: { weightBits: 8, inputBits: 6, adc: { kind: per-product, bits: [ [ 3, 4, 6, 8 ], [ 3, 5, 8, 8 ], [ 3, 6, 7, 7 ] ], step: [ [ 8, 8, 4, 1 ], [ 8, 4, 1, 1 ], [ 8, 1, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_15: { weightBits: 7, inputBits: 6, adc: { kind: per-product, bits: [ [ 3, 5, 7, 6 ], [ 5, 7, 7, 6 ], [ 5, 6, 6, 5 ] ], step: [ [ 8, 4, 1, 1 ], [ 4, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_16: { weightBits: 8, inputBits: 6, adc: { kind: per-product, bits: [ [ 3, 3, 4, 6 ], [ 3, 4, 6, 7 ], [ 3, 5, 6, 6 ] ], step: [ [ 8, 8, 4, 1 ], [ 8, 4, 1, 1 ], [ 4, 1, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Gemm_21: { weightBits: 8, inputBits: 8, adc: { kind: fixed, bits: 8, step: 1, signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
`;
