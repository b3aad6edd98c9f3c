/** Written by `mho ladder` for the ResNet-8 of MLPerf Tiny, `--search-images 2000`: R1 to R4, then `--rungs R5`. */
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
      Conv_2: { weightBits: 6, inputBits: 7 }
      Conv_4: { weightBits: 6, inputBits: 5 }
      Conv_7: { weightBits: 8, inputBits: 7 }
      Conv_9: { weightBits: 6, inputBits: 5 }
      Conv_10: { weightBits: 6, inputBits: 7 }
      Conv_13: { weightBits: 6, inputBits: 8 }
      Conv_15: { weightBits: 6, inputBits: 7 }
      Conv_16: { weightBits: 4, inputBits: 8 }
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
      Conv_4: { weightBits: 7, inputBits: 4 }
      Conv_7: { weightBits: 8, inputBits: 8 }
      Conv_9: { weightBits: 6, inputBits: 6 }
      Conv_10: { weightBits: 6, inputBits: 8 }
      Conv_13: { weightBits: 6, inputBits: 7 }
      Conv_15: { weightBits: 7, inputBits: 6 }
      Conv_16: { weightBits: 4, inputBits: 7 }
      Gemm_21: { weightBits: 8, inputBits: 8 }
  R4:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: false }
    encoding: { weights: balanced-radix, inputs: binary-planes, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 } }
    layers:
      Conv_0: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 2, 2, 4, 5 ], [ 4, 4, 7, 5 ], [ 5, 6, 7, 6 ], [ 6, 5, 6, 4 ], [ 2, 2, 2, 2 ] ], step: [ [ 4, 4, 4, 1 ], [ 4, 4, 1, 1 ], [ 4, 1, 1, 1 ], [ 1, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true } }
      Conv_2: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 2, 4, 5, 7 ], [ 6, 5, 7, 7 ], [ 5, 7, 7, 6 ], [ 5, 4, 4, 5 ] ], step: [ [ 4, 4, 4, 1 ], [ 4, 4, 1, 1 ], [ 4, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true } }
      Conv_4: { weightBits: 6, inputBits: 6, adc: { kind: per-product, bits: [ [ 6, 5, 6 ], [ 6, 7, 7 ], [ 6, 5, 5 ] ], step: [ [ 4, 4, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_7: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 2, 2, 5, 7 ], [ 5, 5, 7, 7 ], [ 5, 7, 7, 7 ], [ 4, 5, 5, 5 ] ], step: [ [ 4, 4, 4, 1 ], [ 4, 4, 1, 1 ], [ 4, 1, 1, 1 ], [ 2, 1, 1, 1 ] ], signed: true } }
      Conv_9: { weightBits: 8, inputBits: 6, adc: { kind: per-product, bits: [ [ 4, 4, 5, 6 ], [ 5, 4, 7, 7 ], [ 3, 5, 6, 6 ] ], step: [ [ 4, 4, 4, 1 ], [ 4, 4, 1, 1 ], [ 4, 1, 1, 1 ] ], signed: true } }
      Conv_10: { weightBits: 5, inputBits: 8, adc: { kind: per-product, bits: [ [ 2, 2, 3 ], [ 2, 3, 5 ], [ 3, 5, 5 ], [ 3, 3, 3 ] ], step: [ [ 4, 4, 2 ], [ 4, 4, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_13: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 2, 2, 4, 7 ], [ 5, 4, 6, 7 ], [ 5, 7, 7, 7 ], [ 6, 5, 6, 6 ] ], step: [ [ 4, 4, 4, 1 ], [ 4, 4, 2, 1 ], [ 4, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true } }
      Conv_15: { weightBits: 7, inputBits: 6, adc: { kind: per-product, bits: [ [ 4, 4, 6, 5 ], [ 5, 6, 6, 5 ], [ 5, 5, 5, 4 ] ], step: [ [ 4, 4, 1, 1 ], [ 4, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true } }
      Conv_16: { weightBits: 6, inputBits: 8, adc: { kind: per-product, bits: [ [ 2, 2, 3 ], [ 4, 3, 6 ], [ 4, 6, 6 ], [ 4, 4, 5 ] ], step: [ [ 4, 4, 4 ], [ 4, 4, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Gemm_21: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 2, 3, 5, 7 ], [ 5, 5, 7, 7 ], [ 5, 7, 7, 7 ], [ 6, 6, 6, 5 ] ], step: [ [ 4, 4, 4, 1 ], [ 4, 4, 1, 1 ], [ 4, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true } }
  R5:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: false }
    encoding: { weights: balanced-radix, inputs: binary-planes, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 } }
    layers:
      Conv_0: { weightBits: 8, inputBits: 8, partialProducts: { kind: runtime, bitsBelowTop: 8, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 9 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 0, 4, 5 ], [ 0, 4, 7, 5 ], [ 5, 6, 7, 6 ], [ 6, 5, 6, 4 ], [ 2, 2, 2, 2 ] ], step: [ [ 1, 1, 4, 1 ], [ 1, 4, 1, 1 ], [ 4, 1, 1, 1 ], [ 1, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true } }
      Conv_2: { weightBits: 8, inputBits: 8, partialProducts: { kind: runtime, bitsBelowTop: 8, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 8 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 0, 5, 7 ], [ 0, 5, 7, 7 ], [ 5, 7, 7, 6 ], [ 5, 4, 4, 5 ] ], step: [ [ 1, 1, 4, 1 ], [ 1, 4, 1, 1 ], [ 4, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true } }
      Conv_4: { weightBits: 6, inputBits: 6, partialProducts: { kind: runtime, bitsBelowTop: 8, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 6 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 5, 6 ], [ 6, 7, 7 ], [ 6, 5, 5 ] ], step: [ [ 1, 4, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_7: { weightBits: 8, inputBits: 8, partialProducts: { kind: runtime, bitsBelowTop: 8, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 8 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 0, 5, 7 ], [ 0, 5, 7, 7 ], [ 5, 7, 7, 7 ], [ 4, 5, 5, 5 ] ], step: [ [ 1, 1, 4, 1 ], [ 1, 4, 1, 1 ], [ 4, 1, 1, 1 ], [ 2, 1, 1, 1 ] ], signed: true } }
      Conv_9: { weightBits: 8, inputBits: 6, partialProducts: { kind: runtime, bitsBelowTop: 8, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 8 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 4, 5, 6 ], [ 5, 4, 7, 7 ], [ 3, 5, 6, 6 ] ], step: [ [ 1, 4, 4, 1 ], [ 4, 4, 1, 1 ], [ 4, 1, 1, 1 ] ], signed: true } }
      Conv_10: { weightBits: 8, inputBits: 8, partialProducts: { kind: runtime, bitsBelowTop: 8, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 6 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 0, 0, 3 ], [ 0, 0, 3, 5 ], [ 0, 2, 5, 5 ], [ 2, 3, 4, 4 ] ], step: [ [ 1, 1, 1, 4 ], [ 1, 1, 4, 1 ], [ 1, 4, 1, 1 ], [ 2, 1, 1, 1 ] ], signed: true } }
      Conv_13: { weightBits: 8, inputBits: 8, partialProducts: { kind: runtime, bitsBelowTop: 8, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 8 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 0, 4, 7 ], [ 0, 4, 6, 7 ], [ 5, 7, 7, 7 ], [ 6, 5, 6, 6 ] ], step: [ [ 1, 1, 4, 1 ], [ 1, 4, 2, 1 ], [ 4, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true } }
      Conv_15: { weightBits: 7, inputBits: 6, adc: { kind: per-product, bits: [ [ 4, 4, 6, 5 ], [ 5, 6, 6, 5 ], [ 5, 5, 5, 4 ] ], step: [ [ 4, 4, 1, 1 ], [ 4, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true }, partialProducts: { kind: runtime, bitsBelowTop: 8, otherwise: { kind: all } } }
      Conv_16: { weightBits: 8, inputBits: 8, partialProducts: { kind: runtime, bitsBelowTop: 8, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 4 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 0, 0, 0 ], [ 0, 0, 0, 6 ], [ 0, 0, 6, 6 ], [ 0, 4, 4, 5 ] ], step: [ [ 1, 1, 1, 1 ], [ 1, 1, 1, 1 ], [ 1, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true } }
      Gemm_21: { weightBits: 8, inputBits: 8, partialProducts: { kind: runtime, bitsBelowTop: 8, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 8 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 0, 5, 7 ], [ 0, 5, 7, 7 ], [ 5, 7, 7, 7 ], [ 6, 6, 6, 5 ] ], step: [ [ 1, 1, 4, 1 ], [ 1, 4, 1, 1 ], [ 4, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true } }
`;
