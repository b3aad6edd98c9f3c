/**
 * Written by `mho ladder` for the ResNet-8 of MLPerf Tiny, `--search-images 2000 --max-accuracy-loss 0.4`; R1 to R3 and R6 with
 * 0.3, which keep 0.5 points on test images. R6 is of a later search, in which layers that share inputs choose their bits together.
 */
export const resnet8Cifar10Ladder = `schema: mho/ladder/1
network: pretrainedResnet
title: ResNet-8 (CIFAR-10)
note: 2000 images of calib_train_0000_1999.bin, loss of 0.4 points (R1 to R3 and R6 0.3), energy=1,throughput=1, seed 1
rungs:
  R1:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 1, correction: unit-column }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 } }
    layers:
      Conv_0: { weightBits: 8, inputBits: 8 }
      Conv_2: { weightBits: 8, inputBits: 8 }
      Conv_4: { weightBits: 8, inputBits: 8 }
      Conv_7: { weightBits: 8, inputBits: 8 }
      Conv_9: { weightBits: 8, inputBits: 8 }
      Conv_10: { weightBits: 8, inputBits: 8 }
      Conv_13: { weightBits: 8, inputBits: 8 }
      Conv_15: { weightBits: 8, inputBits: 8 }
      Conv_16: { weightBits: 8, inputBits: 8 }
      Gemm_21: { weightBits: 8, inputBits: 8 }
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
      Conv_2: { weightBits: 6, inputBits: 7 }
      Conv_4: { weightBits: 6, inputBits: 5 }
      Conv_7: { weightBits: 6, inputBits: 7 }
      Conv_9: { weightBits: 6, inputBits: 6 }
      Conv_10: { weightBits: 6, inputBits: 7 }
      Conv_13: { weightBits: 6, inputBits: 8 }
      Conv_15: { weightBits: 6, inputBits: 6 }
      Conv_16: { weightBits: 4, inputBits: 8 }
      Gemm_21: { weightBits: 8, inputBits: 8 }
  R3:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
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
      Conv_7: { weightBits: 6, inputBits: 7 }
      Conv_9: { weightBits: 6, inputBits: 6 }
      Conv_10: { weightBits: 6, inputBits: 7 }
      Conv_13: { weightBits: 6, inputBits: 8 }
      Conv_15: { weightBits: 7, inputBits: 5 }
      Conv_16: { weightBits: 4, inputBits: 8 }
      Gemm_21: { weightBits: 8, inputBits: 8 }
  R4:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: false }
    encoding: { weights: balanced-radix-7, inputs: balanced-radix-7, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 8 }
    components: { shiftAdd: { count: 8 } }
    layers:
      Conv_0: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 2, 5, 7 ], [ 5, 8, 7 ], [ 6, 7, 6 ] ], step: [ [ 4, 4, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_2: { weightBits: 8, inputBits: 7, adc: { kind: per-product, bits: [ [ 2, 5, 5 ], [ 5, 6, 7 ], [ 3, 6, 5 ] ], step: [ [ 4, 4, 4 ], [ 4, 4, 1 ], [ 4, 1, 1 ] ], signed: true } }
      Conv_4: { weightBits: 7, inputBits: 4, adc: { kind: per-product, bits: [ [ 4, 6, 6 ], [ 3, 6, 5 ] ], step: [ [ 4, 4, 1 ], [ 4, 1, 1 ] ], signed: true } }
      Conv_7: { weightBits: 8, inputBits: 7, adc: { kind: per-product, bits: [ [ 2, 5, 7 ], [ 5, 8, 8 ], [ 5, 6, 6 ] ], step: [ [ 4, 4, 1 ], [ 4, 1, 1 ], [ 2, 1, 1 ] ], signed: true } }
      Conv_9: { weightBits: 7, inputBits: 7, adc: { kind: per-product, bits: [ [ 2, 5, 6 ], [ 5, 8, 6 ], [ 5, 6, 4 ] ], step: [ [ 4, 4, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_10: { weightBits: 5, inputBits: 7, adc: { kind: per-product, bits: [ [ 2, 3 ], [ 4, 5 ], [ 5, 4 ] ], step: [ [ 4, 4 ], [ 4, 1 ], [ 1, 1 ] ], signed: true } }
      Conv_13: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 2, 4, 4 ], [ 4, 6, 7 ], [ 4, 7, 7 ], [ 2, 4, 3 ] ], step: [ [ 4, 4, 4 ], [ 4, 4, 1 ], [ 4, 1, 1 ], [ 2, 1, 1 ] ], signed: true } }
      Conv_15: { weightBits: 5, inputBits: 7, adc: { kind: per-product, bits: [ [ 5, 6 ], [ 7, 6 ], [ 6, 4 ] ], step: [ [ 4, 1 ], [ 1, 1 ], [ 1, 1 ] ], signed: true } }
      Conv_16: { weightBits: 5, inputBits: 8, adc: { kind: per-product, bits: [ [ 2, 3 ], [ 4, 6 ], [ 6, 6 ], [ 3, 3 ] ], step: [ [ 4, 4 ], [ 4, 1 ], [ 1, 1 ], [ 1, 1 ] ], signed: true } }
      Gemm_21: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 2, 5, 5 ], [ 4, 6, 7 ], [ 5, 7, 6 ], [ 4, 4, 3 ] ], step: [ [ 4, 4, 4 ], [ 4, 4, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
  R5:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: false }
    encoding: { weights: balanced-radix-7, inputs: balanced-radix-7, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 8 }
    components: { shiftAdd: { count: 8 } }
    layers:
      Conv_0: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 2, 5, 7 ], [ 5, 8, 7 ], [ 6, 7, 6 ] ], step: [ [ 4, 4, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_2: { weightBits: 8, inputBits: 7, adc: { kind: per-product, bits: [ [ 2, 5, 5 ], [ 5, 6, 7 ], [ 3, 6, 5 ] ], step: [ [ 4, 4, 4 ], [ 4, 4, 1 ], [ 4, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_4: { weightBits: 7, inputBits: 4, adc: { kind: per-product, bits: [ [ 4, 6, 6 ], [ 3, 6, 5 ] ], step: [ [ 4, 4, 1 ], [ 4, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_7: { weightBits: 8, inputBits: 7, adc: { kind: per-product, bits: [ [ 2, 5, 7 ], [ 5, 8, 8 ], [ 5, 6, 6 ] ], step: [ [ 4, 4, 1 ], [ 4, 1, 1 ], [ 2, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_9: { weightBits: 7, inputBits: 7, adc: { kind: per-product, bits: [ [ 2, 5, 6 ], [ 5, 8, 6 ], [ 5, 6, 4 ] ], step: [ [ 4, 4, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_10: { weightBits: 5, inputBits: 7, adc: { kind: per-product, bits: [ [ 2, 3 ], [ 4, 5 ], [ 5, 4 ] ], step: [ [ 4, 4 ], [ 4, 1 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_13: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 2, 4, 4 ], [ 4, 6, 7 ], [ 4, 7, 7 ], [ 2, 4, 3 ] ], step: [ [ 4, 4, 4 ], [ 4, 4, 1 ], [ 4, 1, 1 ], [ 2, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_15: { weightBits: 5, inputBits: 7, adc: { kind: per-product, bits: [ [ 5, 6 ], [ 7, 6 ], [ 6, 4 ] ], step: [ [ 4, 1 ], [ 1, 1 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_16: { weightBits: 5, inputBits: 8, adc: { kind: per-product, bits: [ [ 2, 3 ], [ 4, 6 ], [ 6, 6 ], [ 3, 3 ] ], step: [ [ 4, 4 ], [ 4, 1 ], [ 1, 1 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Gemm_21: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 2, 5, 5 ], [ 4, 6, 7 ], [ 5, 7, 6 ], [ 4, 4, 3 ] ], step: [ [ 4, 4, 4 ], [ 4, 4, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
  R6:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: balanced-radix-7, inputs: balanced-radix-7, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 512, columns: 256, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 2 }
    components: { shiftAdd: { count: 8 } }
    layers:
      Conv_0: { weightBits: 8, inputBits: 8, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 9 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 4, 7 ], [ 4, 8, 7 ], [ 6, 7, 6 ] ], step: [ [ 1, 8, 1 ], [ 8, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_2: { weightBits: 8, inputBits: 6, adc: { kind: per-product, bits: [ [ 4, 6, 8 ], [ 6, 8, 8 ], [ 5, 5, 5 ] ], step: [ [ 8, 4, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_4: { weightBits: 7, inputBits: 7, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 9 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 5, 6 ], [ 5, 8, 6 ], [ 6, 6, 4 ] ], step: [ [ 1, 8, 1 ], [ 8, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_7: { weightBits: 8, inputBits: 6, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 9 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 5, 7 ], [ 4, 8, 7 ], [ 5, 5, 5 ] ], step: [ [ 1, 8, 1 ], [ 8, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_9: { weightBits: 7, inputBits: 7, adc: { kind: per-product, bits: [ [ 2, 5, 4 ], [ 5, 7, 7 ], [ 4, 7, 5 ] ], step: [ [ 8, 8, 4 ], [ 8, 4, 1 ], [ 4, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_10: { weightBits: 8, inputBits: 6, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 9 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 4, 6 ], [ 4, 7, 6 ], [ 3, 4, 4 ] ], step: [ [ 1, 4, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_13: { weightBits: 8, inputBits: 7, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 9 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 5, 5 ], [ 5, 6, 8 ], [ 4, 7, 7 ] ], step: [ [ 1, 8, 4 ], [ 8, 4, 1 ], [ 4, 1, 1 ] ], signed: true } }
      Conv_15: { weightBits: 7, inputBits: 7, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 9 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 5, 6 ], [ 6, 8, 7 ], [ 6, 7, 5 ] ], step: [ [ 1, 8, 1 ], [ 8, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_16: { weightBits: 8, inputBits: 7, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 6 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 0, 3 ], [ 0, 4, 6 ], [ 2, 5, 6 ] ], step: [ [ 1, 1, 4 ], [ 1, 4, 1 ], [ 4, 1, 1 ] ], signed: true } }
      Gemm_21: { weightBits: 8, inputBits: 8, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 12 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 5, 7 ], [ 5, 8, 7 ], [ 7, 7, 6 ], [ 5, 4, 3 ] ], step: [ [ 1, 8, 1 ], [ 8, 1, 1 ], [ 1, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
`;
