/** Written by `mho ladder` for the ResNet-8 of MLPerf Tiny, `--search-images 2000`; `runtime` of R5 tried after it. */
export const resnet8Cifar10Ladder = `schema: mho/ladder/1
network: pretrainedResnet
title: ResNet-8 (CIFAR-10)
note: 2000 images of calib_train_0000_1999.bin, loss of 0.5 points, energy=1,throughput=1, seed 1
rungs:
  R1:
    operands: { weightBits: 7, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: false }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 1, correction: unit-column }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 } }
    layers:
      Conv_0: { weightBits: 7, inputBits: 8 }
      Conv_2: { weightBits: 7, inputBits: 8 }
      Conv_4: { weightBits: 7, inputBits: 8 }
      Conv_7: { weightBits: 7, inputBits: 8 }
      Conv_9: { weightBits: 7, inputBits: 8 }
      Conv_10: { weightBits: 7, inputBits: 8 }
      Conv_13: { weightBits: 7, inputBits: 8 }
      Conv_15: { weightBits: 7, inputBits: 8 }
      Conv_16: { weightBits: 7, inputBits: 8 }
      Gemm_21: { weightBits: 7, inputBits: 8 }
  R2:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: false }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 1, correction: unit-column }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 } }
    layers:
      Conv_0: { weightBits: 8, inputBits: 8 }
      Conv_2: { weightBits: 6, inputBits: 8 }
      Conv_4: { weightBits: 8, inputBits: 5 }
      Conv_7: { weightBits: 8, inputBits: 8 }
      Conv_9: { weightBits: 8, inputBits: 6 }
      Conv_10: { weightBits: 6, inputBits: 8 }
      Conv_13: { weightBits: 6, inputBits: 8 }
      Conv_15: { weightBits: 6, inputBits: 7 }
      Conv_16: { weightBits: 6, inputBits: 8 }
      Gemm_21: { weightBits: 8, inputBits: 8 }
  R3:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: false }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 } }
    layers:
      Conv_0: { weightBits: 7, inputBits: 8 }
      Conv_2: { weightBits: 8, inputBits: 8 }
      Conv_4: { weightBits: 6, inputBits: 6 }
      Conv_7: { weightBits: 8, inputBits: 8 }
      Conv_9: { weightBits: 6, inputBits: 6 }
      Conv_10: { weightBits: 6, inputBits: 8 }
      Conv_13: { weightBits: 8, inputBits: 8 }
      Conv_15: { weightBits: 7, inputBits: 6 }
      Conv_16: { weightBits: 6, inputBits: 8 }
      Gemm_21: { weightBits: 8, inputBits: 8 }
  R4:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: false }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 } }
    layers:
      Conv_0: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 2, 4, 5, 5 ], [ 4, 5, 6, 7 ], [ 5, 6, 7, 7 ], [ 4, 6, 6, 6 ], [ 2, 2, 2, 2 ] ], step: [ [ 4, 4, 4, 4 ], [ 4, 4, 2, 1 ], [ 4, 2, 1, 1 ], [ 4, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: false } }
      Conv_2: { weightBits: 8, inputBits: 8 }
      Conv_4: { weightBits: 6, inputBits: 6 }
      Conv_7: { weightBits: 8, inputBits: 8 }
      Conv_9: { weightBits: 6, inputBits: 6 }
      Conv_10: { weightBits: 6, inputBits: 8 }
      Conv_13: { weightBits: 8, inputBits: 8 }
      Conv_15: { weightBits: 7, inputBits: 6 }
      Conv_16: { weightBits: 6, inputBits: 8 }
      Gemm_21: { weightBits: 8, inputBits: 8 }
  R5:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: false }
    encoding: { weights: balanced-radix, inputs: binary-planes, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 } }
    layers:
      Conv_0: { weightBits: 8, inputBits: 8, adc: { kind: fixed, bits: 7, step: 1, signed: true }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Conv_2: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 6, 5, 6, 7 ], [ 6, 6, 7, 7 ], [ 7, 7, 7, 6 ], [ 5, 5, 5, 5 ] ], step: [ [ 4, 4, 2, 1 ], [ 4, 2, 1, 1 ], [ 2, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Conv_4: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 6, 6, 7, 6 ], [ 7, 7, 7, 6 ], [ 7, 7, 7, 6 ], [ 5, 5, 5, 4 ] ], step: [ [ 4, 2, 1, 1 ], [ 2, 1, 1, 1 ], [ 1, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Conv_7: { weightBits: 8, inputBits: 8, adc: { kind: fixed, bits: 7, step: 1, signed: true }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Conv_9: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 5, 5, 7, 7 ], [ 5, 7, 7, 7 ], [ 7, 7, 7, 7 ], [ 5, 5, 5, 5 ] ], step: [ [ 4, 4, 1, 1 ], [ 4, 1, 1, 1 ], [ 1, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Conv_10: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 0, 3, 6, 5 ], [ 3, 5, 6, 6 ], [ 5, 6, 6, 5 ], [ 4, 4, 4, 4 ] ], step: [ [ 1, 4, 1, 1 ], [ 4, 1, 1, 1 ], [ 1, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 10 }, skipped: mean-in-bias } } }
      Conv_13: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 5, 4, 5, 7 ], [ 6, 5, 7, 7 ], [ 6, 7, 7, 7 ], [ 6, 5, 6, 6 ] ], step: [ [ 4, 4, 4, 1 ], [ 4, 4, 1, 1 ], [ 4, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Conv_15: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 5, 6, 7, 6 ], [ 6, 7, 7, 6 ], [ 7, 6, 7, 6 ], [ 5, 5, 5, 4 ] ], step: [ [ 4, 2, 1, 1 ], [ 2, 1, 1, 1 ], [ 1, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Conv_16: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 0, 3, 5, 6 ], [ 4, 5, 6, 6 ], [ 5, 6, 6, 6 ], [ 4, 5, 5, 5 ] ], step: [ [ 1, 4, 2, 1 ], [ 4, 2, 1, 1 ], [ 2, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 10 }, skipped: mean-in-bias } } }
      Gemm_21: { weightBits: 8, inputBits: 8, adc: { kind: fixed, bits: 7, step: 1, signed: true }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
`;
