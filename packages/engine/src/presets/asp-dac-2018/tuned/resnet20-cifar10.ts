/** Written by `mho ladder` for a ResNet-20 of CIFAR-10, `--search-images 1000 --max-accuracy-loss 0.4`; R2 to R4 with 0.3, which keep 0.5 points on test images. */
export const resnet20Cifar10Ladder = `schema: mho/ladder/1
network: torch_jit
title: ResNet-20 (CIFAR-10)
note: 1000 images of calib_train_0000_1999.bin, loss of 0.4 points (R2 to R4 0.3), energy=1,throughput=1, seed 1
rungs:
  R1:
    operands: { weightBits: 6, inputBits: 7, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: false }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 1, correction: unit-column }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 } }
    layers:
      Conv_0: { weightBits: 6, inputBits: 7 }
      Conv_2: { weightBits: 6, inputBits: 7 }
      Conv_4: { weightBits: 6, inputBits: 7 }
      Conv_7: { weightBits: 6, inputBits: 7 }
      Conv_9: { weightBits: 6, inputBits: 7 }
      Conv_12: { weightBits: 6, inputBits: 7 }
      Conv_14: { weightBits: 6, inputBits: 7 }
      Conv_17: { weightBits: 6, inputBits: 7 }
      Conv_19: { weightBits: 6, inputBits: 7 }
      Conv_25: { weightBits: 6, inputBits: 7 }
      Conv_27: { weightBits: 6, inputBits: 7 }
      Conv_30: { weightBits: 6, inputBits: 7 }
      Conv_32: { weightBits: 6, inputBits: 7 }
      Conv_35: { weightBits: 6, inputBits: 7 }
      Conv_37: { weightBits: 6, inputBits: 7 }
      Conv_43: { weightBits: 6, inputBits: 7 }
      Conv_45: { weightBits: 6, inputBits: 7 }
      Conv_48: { weightBits: 6, inputBits: 7 }
      Conv_50: { weightBits: 6, inputBits: 7 }
      Gemm_55: { weightBits: 6, inputBits: 7 }
  R2:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 1, correction: unit-column }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 } }
    layers:
      Conv_0: { weightBits: 6, inputBits: 7 }
      Conv_2: { weightBits: 6, inputBits: 8 }
      Conv_4: { weightBits: 5, inputBits: 4 }
      Conv_7: { weightBits: 4, inputBits: 8 }
      Conv_9: { weightBits: 6, inputBits: 3 }
      Conv_12: { weightBits: 6, inputBits: 8 }
      Conv_14: { weightBits: 6, inputBits: 3 }
      Conv_17: { weightBits: 6, inputBits: 8 }
      Conv_19: { weightBits: 6, inputBits: 4 }
      Conv_25: { weightBits: 6, inputBits: 8 }
      Conv_27: { weightBits: 6, inputBits: 4 }
      Conv_30: { weightBits: 4, inputBits: 8 }
      Conv_32: { weightBits: 6, inputBits: 4 }
      Conv_35: { weightBits: 4, inputBits: 8 }
      Conv_37: { weightBits: 6, inputBits: 5 }
      Conv_43: { weightBits: 6, inputBits: 8 }
      Conv_45: { weightBits: 6, inputBits: 5 }
      Conv_48: { weightBits: 6, inputBits: 8 }
      Conv_50: { weightBits: 4, inputBits: 5 }
      Gemm_55: { weightBits: 8, inputBits: 8 }
  R3:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 } }
    layers:
      Conv_0: { weightBits: 6, inputBits: 7 }
      Conv_2: { weightBits: 8, inputBits: 8 }
      Conv_4: { weightBits: 5, inputBits: 4 }
      Conv_7: { weightBits: 8, inputBits: 8 }
      Conv_9: { weightBits: 5, inputBits: 4 }
      Conv_12: { weightBits: 8, inputBits: 8 }
      Conv_14: { weightBits: 8, inputBits: 4 }
      Conv_17: { weightBits: 8, inputBits: 8 }
      Conv_19: { weightBits: 6, inputBits: 4 }
      Conv_25: { weightBits: 8, inputBits: 8 }
      Conv_27: { weightBits: 7, inputBits: 4 }
      Conv_30: { weightBits: 6, inputBits: 8 }
      Conv_32: { weightBits: 5, inputBits: 4 }
      Conv_35: { weightBits: 6, inputBits: 8 }
      Conv_37: { weightBits: 6, inputBits: 4 }
      Conv_43: { weightBits: 8, inputBits: 8 }
      Conv_45: { weightBits: 7, inputBits: 4 }
      Conv_48: { weightBits: 8, inputBits: 8 }
      Conv_50: { weightBits: 4, inputBits: 4 }
      Gemm_55: { weightBits: 8, inputBits: 8 }
  R4:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: balanced-radix, inputs: binary-planes, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 } }
    layers:
      Conv_0: { weightBits: 8, inputBits: 7, adc: { kind: per-product, bits: [ [ 4, 4, 6, 6 ], [ 5, 7, 6, 7 ], [ 7, 7, 7, 7 ], [ 6, 6, 5, 5 ] ], step: [ [ 4, 4, 1, 1 ], [ 4, 1, 1, 1 ], [ 1, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true } }
      Conv_2: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 2, 2, 2, 5 ], [ 2, 2, 4, 6 ], [ 2, 4, 4, 7 ], [ 2, 2, 4, 5 ] ], step: [ [ 4, 4, 4, 4 ], [ 4, 4, 4, 4 ], [ 4, 4, 4, 1 ], [ 2, 4, 1, 1 ] ], signed: true } }
      Conv_4: { weightBits: 6, inputBits: 4, adc: { kind: per-product, bits: [ [ 6, 7, 7 ], [ 7, 6, 6 ] ], step: [ [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_7: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 2, 2, 2, 4 ], [ 2, 2, 5, 5 ], [ 5, 4, 5, 7 ], [ 2, 3, 5, 6 ] ], step: [ [ 4, 4, 4, 4 ], [ 4, 4, 4, 2 ], [ 4, 4, 2, 1 ], [ 4, 2, 1, 1 ] ], signed: true } }
      Conv_9: { weightBits: 5, inputBits: 4, adc: { kind: per-product, bits: [ [ 7, 7, 5 ], [ 7, 6, 5 ] ], step: [ [ 2, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_12: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 2, 2, 4, 4 ], [ 5, 4, 5, 6 ], [ 6, 5, 7, 6 ], [ 3, 5, 5, 5 ] ], step: [ [ 4, 4, 4, 4 ], [ 4, 4, 4, 1 ], [ 4, 4, 1, 1 ], [ 4, 1, 1, 1 ] ], signed: true } }
      Conv_14: { weightBits: 8, inputBits: 4, adc: { kind: per-product, bits: [ [ 4, 4, 5, 6 ], [ 3, 6, 6, 6 ] ], step: [ [ 4, 4, 2, 1 ], [ 4, 1, 1, 1 ] ], signed: true } }
      Conv_17: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 2, 2, 4, 4 ], [ 6, 5, 5, 6 ], [ 6, 6, 7, 7 ], [ 3, 5, 6, 6 ] ], step: [ [ 4, 4, 4, 2 ], [ 4, 4, 2, 1 ], [ 4, 2, 1, 1 ], [ 4, 1, 1, 1 ] ], signed: true } }
      Conv_19: { weightBits: 6, inputBits: 4, adc: { kind: per-product, bits: [ [ 5, 6, 7 ], [ 6, 6, 6 ] ], step: [ [ 4, 2, 1 ], [ 2, 1, 1 ] ], signed: true } }
      Conv_25: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 2, 2, 4, 5 ], [ 5, 4, 5, 7 ], [ 5, 5, 7, 7 ], [ 3, 5, 5, 5 ] ], step: [ [ 4, 4, 4, 4 ], [ 4, 4, 4, 1 ], [ 4, 4, 1, 1 ], [ 4, 1, 1, 1 ] ], signed: true } }
      Conv_27: { weightBits: 6, inputBits: 4, adc: { kind: per-product, bits: [ [ 4, 4, 6 ], [ 4, 6, 6 ] ], step: [ [ 4, 4, 1 ], [ 4, 1, 1 ] ], signed: true } }
      Conv_30: { weightBits: 6, inputBits: 8, adc: { kind: per-product, bits: [ [ 2, 2, 4 ], [ 6, 5, 6 ], [ 6, 7, 7 ], [ 6, 5, 5 ] ], step: [ [ 4, 4, 4 ], [ 4, 4, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_32: { weightBits: 5, inputBits: 4, adc: { kind: per-product, bits: [ [ 5, 6, 5 ], [ 6, 6, 5 ] ], step: [ [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_35: { weightBits: 4, inputBits: 8, adc: { kind: per-product, bits: [ [ 5, 4 ], [ 6, 5 ], [ 6, 7 ], [ 6, 5 ] ], step: [ [ 4, 4 ], [ 4, 4 ], [ 4, 1 ], [ 1, 1 ] ], signed: true } }
      Conv_37: { weightBits: 6, inputBits: 4, adc: { kind: per-product, bits: [ [ 5, 7, 6 ], [ 6, 6, 6 ] ], step: [ [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_43: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 4, 3, 5, 6 ], [ 5, 4, 7, 6 ], [ 5, 6, 7, 7 ], [ 5, 5, 5, 5 ] ], step: [ [ 4, 4, 4, 1 ], [ 4, 4, 1, 1 ], [ 4, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true } }
      Conv_45: { weightBits: 6, inputBits: 4, adc: { kind: per-product, bits: [ [ 5, 6, 6 ], [ 6, 6, 5 ] ], step: [ [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_48: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 2, 2, 4, 5 ], [ 4, 4, 6, 6 ], [ 5, 5, 7, 6 ], [ 3, 4, 5, 4 ] ], step: [ [ 4, 4, 4, 2 ], [ 4, 4, 2, 1 ], [ 4, 2, 1, 1 ], [ 2, 1, 1, 1 ] ], signed: true } }
      Conv_50: { weightBits: 4, inputBits: 6, adc: { kind: per-product, bits: [ [ 5, 7 ], [ 7, 6 ], [ 6, 5 ] ], step: [ [ 4, 1 ], [ 1, 1 ], [ 1, 1 ] ], signed: true } }
      Gemm_55: { weightBits: 8, inputBits: 8, adc: { kind: per-product, bits: [ [ 5, 4, 6, 6 ], [ 6, 6, 7, 6 ], [ 6, 7, 6, 6 ], [ 5, 5, 5, 6 ] ], step: [ [ 4, 4, 2, 1 ], [ 4, 2, 1, 1 ], [ 2, 1, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true } }
  R5:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: false }
    encoding: { weights: balanced-radix-7, inputs: binary-planes, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 8 }
    components: { shiftAdd: { count: 8 } }
    layers:
      Conv_0: { weightBits: 8, inputBits: 8, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 11 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 5, 6 ], [ 4, 5, 6 ], [ 5, 7, 7 ], [ 6, 6, 6 ], [ 6, 6, 6 ] ], step: [ [ 1, 4, 1 ], [ 4, 4, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_2: { weightBits: 8, inputBits: 8, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 5 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 0, 0 ], [ 0, 0, 7 ], [ 0, 5, 7 ], [ 0, 4, 5 ] ], step: [ [ 1, 1, 1 ], [ 1, 1, 2 ], [ 1, 4, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_4: { weightBits: 5, inputBits: 6, adc: { kind: per-product, bits: [ [ 6, 7 ], [ 7, 7 ], [ 6, 5 ] ], step: [ [ 4, 1 ], [ 1, 1 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_7: { weightBits: 8, inputBits: 8, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 5 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 0, 0 ], [ 0, 0, 7 ], [ 0, 7, 7 ], [ 0, 6, 6 ] ], step: [ [ 1, 1, 1 ], [ 1, 1, 1 ], [ 1, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_9: { weightBits: 5, inputBits: 4, adc: { kind: per-product, bits: [ [ 7, 7 ], [ 6, 6 ] ], step: [ [ 2, 1 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_12: { weightBits: 8, inputBits: 8, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 5 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 0, 0 ], [ 0, 0, 6 ], [ 0, 7, 7 ], [ 0, 6, 6 ] ], step: [ [ 1, 1, 1 ], [ 1, 1, 1 ], [ 1, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_14: { weightBits: 5, inputBits: 4, adc: { kind: per-product, bits: [ [ 5, 6 ], [ 6, 6 ] ], step: [ [ 4, 1 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_17: { weightBits: 8, inputBits: 8, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 5 }, skipped: mean-in-bias } }, adc: { kind: fixed, bits: 7, step: 1, signed: true } }
      Conv_19: { weightBits: 8, inputBits: 6, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 8 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 5, 7 ], [ 4, 6, 7 ], [ 3, 7, 6 ] ], step: [ [ 1, 4, 1 ], [ 4, 2, 1 ], [ 4, 1, 1 ] ], signed: true } }
      Conv_25: { weightBits: 8, inputBits: 8, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 7 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 0, 4 ], [ 0, 5, 5 ], [ 0, 6, 7 ], [ 2, 6, 5 ] ], step: [ [ 1, 1, 4 ], [ 1, 4, 4 ], [ 1, 4, 1 ], [ 4, 1, 1 ] ], signed: true } }
      Conv_27: { weightBits: 7, inputBits: 6, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 8 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 5, 6 ], [ 4, 7, 6 ], [ 3, 6, 5 ] ], step: [ [ 1, 4, 1 ], [ 4, 1, 1 ], [ 4, 1, 1 ] ], signed: true } }
      Conv_30: { weightBits: 8, inputBits: 8, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 5 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 0, 0 ], [ 0, 0, 7 ], [ 0, 7, 7 ], [ 0, 7, 6 ] ], step: [ [ 1, 1, 1 ], [ 1, 1, 1 ], [ 1, 2, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_32: { weightBits: 5, inputBits: 4, adc: { kind: per-product, bits: [ [ 6, 6 ], [ 6, 5 ] ], step: [ [ 2, 1 ], [ 1, 1 ] ], signed: true } }
      Conv_35: { weightBits: 5, inputBits: 8, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 7 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 5 ], [ 5, 7 ], [ 7, 7 ], [ 6, 5 ] ], step: [ [ 1, 4 ], [ 4, 1 ], [ 2, 1 ], [ 1, 1 ] ], signed: true } }
      Conv_37: { weightBits: 8, inputBits: 5, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 8 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 5, 7 ], [ 5, 7, 7 ], [ 4, 5, 5 ] ], step: [ [ 1, 4, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_43: { weightBits: 5, inputBits: 8, adc: { kind: fixed, bits: 7, step: 1, signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_45: { weightBits: 5, inputBits: 6, adc: { kind: per-product, bits: [ [ 5, 6 ], [ 7, 6 ], [ 6, 5 ] ], step: [ [ 4, 1 ], [ 1, 1 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_48: { weightBits: 8, inputBits: 8, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 9 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 4, 4 ], [ 0, 5, 7 ], [ 4, 7, 6 ], [ 3, 5, 5 ] ], step: [ [ 1, 4, 4 ], [ 1, 4, 1 ], [ 4, 1, 1 ], [ 4, 1, 1 ] ], signed: true } }
      Conv_50: { weightBits: 5, inputBits: 6, adc: { kind: per-product, bits: [ [ 5, 7 ], [ 7, 7 ], [ 6, 5 ] ], step: [ [ 4, 1 ], [ 1, 1 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Gemm_55: { weightBits: 8, inputBits: 8, adc: { kind: fixed, bits: 7, step: 1, signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
  R6:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: balanced-radix-7, inputs: binary-planes, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 512, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 2 }
    components: { shiftAdd: { count: 8 } }
    layers:
      Conv_0: { weightBits: 8, inputBits: 8, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 11 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 5, 6 ], [ 4, 5, 6 ], [ 5, 7, 7 ], [ 6, 6, 6 ], [ 6, 6, 6 ] ], step: [ [ 1, 4, 1 ], [ 4, 4, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_2: { weightBits: 8, inputBits: 8, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 5 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 0, 0 ], [ 0, 0, 8 ], [ 0, 7, 8 ], [ 0, 5, 5 ] ], step: [ [ 1, 1, 1 ], [ 1, 1, 1 ], [ 1, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_4: { weightBits: 5, inputBits: 5, adc: { kind: per-product, bits: [ [ 5, 8 ], [ 7, 7 ], [ 5, 4 ] ], step: [ [ 4, 1 ], [ 1, 1 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Conv_7: { weightBits: 8, inputBits: 8, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 5 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 0, 0 ], [ 0, 0, 6 ], [ 0, 5, 7 ], [ 0, 6, 6 ] ], step: [ [ 1, 1, 1 ], [ 1, 1, 2 ], [ 1, 4, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_9: { weightBits: 7, inputBits: 4, adc: { kind: per-product, bits: [ [ 5, 7, 6 ], [ 4, 7, 6 ] ], step: [ [ 4, 2, 1 ], [ 4, 1, 1 ] ], signed: true }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Conv_12: { weightBits: 8, inputBits: 8, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 5 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 0, 0 ], [ 0, 0, 7 ], [ 0, 5, 7 ], [ 0, 6, 6 ] ], step: [ [ 1, 1, 1 ], [ 1, 1, 1 ], [ 1, 4, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_14: { weightBits: 7, inputBits: 4, adc: { kind: per-product, bits: [ [ 5, 7, 6 ], [ 6, 7, 6 ] ], step: [ [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Conv_17: { weightBits: 8, inputBits: 8, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 7 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 0, 3 ], [ 0, 5, 4 ], [ 0, 5, 7 ], [ 3, 6, 5 ] ], step: [ [ 1, 1, 4 ], [ 1, 4, 4 ], [ 1, 4, 1 ], [ 4, 1, 1 ] ], signed: true } }
      Conv_19: { weightBits: 8, inputBits: 6, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 8 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 6, 8 ], [ 5, 8, 8 ], [ 4, 7, 7 ] ], step: [ [ 1, 4, 1 ], [ 4, 1, 1 ], [ 4, 1, 1 ] ], signed: true } }
      Conv_25: { weightBits: 8, inputBits: 8, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 8 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 0, 5 ], [ 0, 6, 6 ], [ 5, 6, 8 ], [ 4, 7, 6 ] ], step: [ [ 1, 1, 4 ], [ 1, 4, 2 ], [ 4, 4, 1 ], [ 4, 1, 1 ] ], signed: true } }
      Conv_27: { weightBits: 7, inputBits: 4, adc: { kind: per-product, bits: [ [ 5, 6, 7 ], [ 4, 7, 7 ] ], step: [ [ 4, 4, 1 ], [ 4, 1, 1 ] ], signed: true }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Conv_30: { weightBits: 8, inputBits: 8, partialProducts: { kind: threshold, at: { unit: bits-below-top, bits: 5 }, skipped: mean-in-bias }, adc: { kind: per-product, bits: [ [ 0, 0, 0 ], [ 0, 0, 8 ], [ 0, 8, 7 ], [ 0, 7, 6 ] ], step: [ [ 1, 1, 1 ], [ 1, 1, 1 ], [ 1, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_32: { weightBits: 7, inputBits: 4, adc: { kind: per-product, bits: [ [ 5, 8, 6 ], [ 5, 7, 5 ] ], step: [ [ 4, 1, 1 ], [ 2, 1, 1 ] ], signed: true } }
      Conv_35: { weightBits: 5, inputBits: 8, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 7 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 5 ], [ 6, 6 ], [ 6, 7 ], [ 6, 6 ] ], step: [ [ 1, 4 ], [ 4, 2 ], [ 4, 1 ], [ 1, 1 ] ], signed: true } }
      Conv_37: { weightBits: 8, inputBits: 5, partialProducts: { kind: threshold, at: { unit: bits-below-top, bits: 8 }, skipped: mean-in-bias }, adc: { kind: per-product, bits: [ [ 0, 6, 8 ], [ 5, 7, 8 ], [ 3, 6, 5 ] ], step: [ [ 1, 4, 1 ], [ 4, 2, 1 ], [ 4, 1, 1 ] ], signed: true } }
      Conv_43: { weightBits: 5, inputBits: 8, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 7 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 5 ], [ 7, 8 ], [ 7, 8 ], [ 6, 5 ] ], step: [ [ 1, 4 ], [ 4, 1 ], [ 4, 1 ], [ 1, 1 ] ], signed: true } }
      Conv_45: { weightBits: 5, inputBits: 6, adc: { kind: per-product, bits: [ [ 6, 7 ], [ 7, 7 ], [ 7, 6 ] ], step: [ [ 4, 1 ], [ 2, 1 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Conv_48: { weightBits: 8, inputBits: 8, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 8 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 0, 5 ], [ 0, 6, 7 ], [ 5, 7, 7 ], [ 3, 6, 6 ] ], step: [ [ 1, 1, 4 ], [ 1, 4, 1 ], [ 4, 2, 1 ], [ 4, 1, 1 ] ], signed: true } }
      Conv_50: { weightBits: 5, inputBits: 6, adc: { kind: per-product, bits: [ [ 5, 6 ], [ 6, 7 ], [ 7, 6 ] ], step: [ [ 4, 2 ], [ 4, 1 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Gemm_55: { weightBits: 8, inputBits: 8, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 10 }, skipped: mean-in-bias } }, adc: { kind: per-product, bits: [ [ 0, 4, 6 ], [ 4, 5, 6 ], [ 5, 7, 7 ], [ 6, 6, 6 ] ], step: [ [ 1, 4, 1 ], [ 4, 4, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true } }
`;
