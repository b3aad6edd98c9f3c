/** Written by `mho ladder` for a ResNet-20 of CIFAR-10. */
export const resnet20Cifar10Ladder = `schema: mho/ladder/1
network: torch_jit
title: ResNet-20 (CIFAR-10)
note: 1000 images of calib_train_0000_1999.bin, loss of 0.3 points, energy=1,throughput=1, seed 1
rungs:
  R1:
    operands: { weightBits: 6, inputBits: 7, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 1, correction: unit-column }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
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
    operands: { weightBits: 7, inputBits: 7, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 1, correction: unit-column }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
    layers:
      Conv_0: { weightBits: 6, inputBits: 7 }
      Conv_2: { weightBits: 6, inputBits: 7 }
      Conv_4: { weightBits: 5, inputBits: 4 }
      Conv_7: { weightBits: 4, inputBits: 7 }
      Conv_9: { weightBits: 7, inputBits: 3 }
      Conv_12: { weightBits: 6, inputBits: 7 }
      Conv_14: { weightBits: 6, inputBits: 4 }
      Conv_17: { weightBits: 6, inputBits: 7 }
      Conv_19: { weightBits: 6, inputBits: 4 }
      Conv_25: { weightBits: 6, inputBits: 7 }
      Conv_27: { weightBits: 6, inputBits: 4 }
      Conv_30: { weightBits: 6, inputBits: 7 }
      Conv_32: { weightBits: 6, inputBits: 4 }
      Conv_35: { weightBits: 6, inputBits: 7 }
      Conv_37: { weightBits: 6, inputBits: 5 }
      Conv_43: { weightBits: 6, inputBits: 7 }
      Conv_45: { weightBits: 6, inputBits: 5 }
      Conv_48: { weightBits: 6, inputBits: 7 }
      Conv_50: { weightBits: 4, inputBits: 5 }
      Gemm_55: { weightBits: 7, inputBits: 7 }
  R3:
    operands: { weightBits: 8, inputBits: 7, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
    layers:
      Conv_0: { weightBits: 6, inputBits: 7 }
      Conv_2: { weightBits: 6, inputBits: 6 }
      Conv_4: { weightBits: 6, inputBits: 4 }
      Conv_7: { weightBits: 6, inputBits: 6 }
      Conv_9: { weightBits: 6, inputBits: 4 }
      Conv_12: { weightBits: 6, inputBits: 6 }
      Conv_14: { weightBits: 6, inputBits: 4 }
      Conv_17: { weightBits: 6, inputBits: 6 }
      Conv_19: { weightBits: 6, inputBits: 4 }
      Conv_25: { weightBits: 6, inputBits: 6 }
      Conv_27: { weightBits: 6, inputBits: 4 }
      Conv_30: { weightBits: 6, inputBits: 6 }
      Conv_32: { weightBits: 6, inputBits: 4 }
      Conv_35: { weightBits: 6, inputBits: 6 }
      Conv_37: { weightBits: 6, inputBits: 4 }
      Conv_43: { weightBits: 6, inputBits: 6 }
      Conv_45: { weightBits: 6, inputBits: 6 }
      Conv_48: { weightBits: 6, inputBits: 6 }
      Conv_50: { weightBits: 4, inputBits: 6 }
      Gemm_55: { weightBits: 8, inputBits: 6 }
  R4:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: balanced-radix-7, inputs: balanced-radix-7, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 4 }
    components: { shiftAdd: { count: 8 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
    layers:
      Conv_0: { weightBits: 8, inputBits: 8, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 4, 6 ], [ 4, 7, 7 ], [ 7, 7, 7 ] ], step: [ [ 8, 8, 1 ], [ 8, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, ranges: [ [ [], [ 1, 2 ], [ 3, 4 ] ], [ [ 1, 2 ], [ 4, 5 ], [ 3, 4, 5 ] ], [ [ 3, 4, 5 ], [ 3, 4, 5 ], [ 2, 3, 4, 5 ] ] ] } }
      Conv_2: { weightBits: 6, inputBits: 8, greatestWeight: 24, greatestInput: 171, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 3 ], [ 4, 6 ], [ 4, 7 ] ], step: [ [ 8, 8 ], [ 8, 4 ], [ 4, 1 ] ], signed: true }, ranges: [ [ [], [ 0, 1 ] ], [ [ 0, 1, 2 ], [ 1, 2, 3, 4 ] ], [ [ 0, 1, 2 ], [ 0, 2, 3, 4, 5 ] ] ] } }
      Conv_4: { weightBits: 5, inputBits: 5, greatestInput: 24, adc: { kind: early-stop, converter: { kind: fixed, bits: 7, step: 1, signed: true }, ranges: [ [ [ 4, 5 ], [ 2, 3, 4, 5 ] ], [ [ 2, 3, 4, 5 ], [ 1, 2, 3, 4, 5 ] ] ] } }
      Conv_7: { weightBits: 8, inputBits: 8, greatestInput: 171, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 2, 3 ], [ 2, 5, 7 ], [ 3, 6, 6 ] ], step: [ [ 8, 8, 8 ], [ 8, 8, 1 ], [ 4, 1, 1 ] ], signed: true }, ranges: [ [ [], [], [ 0, 1 ] ], [ [], [ 1, 2, 3 ], [ 2, 3, 4, 5 ] ], [ [ 0, 1 ], [ 0, 3, 4 ], [ 0, 2, 3, 4 ] ] ] } }
      Conv_9: { weightBits: 8, inputBits: 5, greatestInput: 24, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 4, 7 ], [ 3, 7, 6 ] ], step: [ [ 8, 8, 1 ], [ 8, 1, 1 ] ], signed: true }, ranges: [ [ [], [ 0, 1, 2 ], [ 2, 3, 4, 5 ] ], [ [ 0, 1 ], [ 2, 3, 4, 5 ], [ 1, 2, 3, 4 ] ] ] } }
      Conv_12: { weightBits: 6, inputBits: 8, greatestWeight: 24, greatestInput: 171, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 3 ], [ 5, 6 ], [ 5, 6 ] ], step: [ [ 8, 8 ], [ 8, 2 ], [ 2, 1 ] ], signed: true }, ranges: [ [ [], [ 0, 1 ] ], [ [ 1, 2, 3 ], [ 2, 3, 4 ] ], [ [ 1, 2, 3 ], [ 1, 2, 3, 4 ] ] ] } }
      Conv_14: { weightBits: 6, inputBits: 5, greatestWeight: 24, greatestInput: 24, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 5, 7 ], [ 7, 7 ] ], step: [ [ 4, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [ 1, 2, 3 ], [ 2, 3, 4, 5 ] ], [ [ 2, 3, 4, 5 ], [ 1, 2, 3, 4, 5 ] ] ] } }
      Conv_17: { weightBits: 6, inputBits: 8, greatestWeight: 24, greatestInput: 171, adc: { kind: per-product, bits: [ [ 2, 3 ], [ 4, 7 ], [ 6, 7 ] ], step: [ [ 8, 8 ], [ 8, 2 ], [ 1, 1 ] ], signed: true } }
      Conv_19: { weightBits: 7, inputBits: 4, adc: { kind: per-product, bits: [ [ 4, 6, 6 ], [ 5, 6, 5 ] ], step: [ [ 8, 2, 1 ], [ 2, 1, 1 ] ], signed: true } }
      Conv_25: { weightBits: 6, inputBits: 8, greatestWeight: 24, greatestInput: 171, adc: { kind: per-product, bits: [ [ 2, 3 ], [ 5, 7 ], [ 7, 6 ] ], step: [ [ 8, 8 ], [ 8, 1 ], [ 1, 1 ] ], signed: true } }
      Conv_27: { weightBits: 7, inputBits: 4, adc: { kind: per-product, bits: [ [ 2, 5, 6 ], [ 3, 6, 5 ] ], step: [ [ 8, 4, 1 ], [ 4, 1, 1 ] ], signed: true } }
      Conv_30: { weightBits: 6, inputBits: 8, greatestWeight: 24, greatestInput: 171, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 3 ], [ 4, 7 ], [ 6, 7 ] ], step: [ [ 8, 8 ], [ 8, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [], [ 0, 1 ] ], [ [ 1, 2 ], [ 3, 4, 5 ] ], [ [ 3, 4 ], [ 2, 3, 4, 5 ] ] ] } }
      Conv_32: { weightBits: 6, inputBits: 5, greatestWeight: 24, greatestInput: 24, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 4, 7 ], [ 7, 6 ] ], step: [ [ 8, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [ 0, 1, 2 ], [ 2, 3, 4, 5 ] ], [ [ 2, 3, 4, 5 ], [ 1, 2, 3, 4 ] ] ] } }
      Conv_35: { weightBits: 6, inputBits: 8, greatestWeight: 24, greatestInput: 171, adc: { kind: per-product, bits: [ [ 3, 5 ], [ 6, 7 ], [ 7, 7 ] ], step: [ [ 8, 4 ], [ 4, 1 ], [ 1, 1 ] ], signed: true } }
      Conv_37: { weightBits: 6, inputBits: 5, greatestWeight: 24, greatestInput: 24, adc: { kind: per-product, bits: [ [ 4, 7 ], [ 7, 7 ] ], step: [ [ 8, 1 ], [ 1, 1 ] ], signed: true } }
      Conv_43: { weightBits: 6, inputBits: 8, greatestWeight: 24, greatestInput: 171, adc: { kind: per-product, bits: [ [ 4, 6 ], [ 7, 7 ], [ 7, 6 ] ], step: [ [ 8, 2 ], [ 2, 1 ], [ 1, 1 ] ], signed: true } }
      Conv_45: { weightBits: 5, inputBits: 5, greatestInput: 24, adc: { kind: per-product, bits: [ [ 5, 6 ], [ 6, 6 ] ], step: [ [ 4, 1 ], [ 1, 1 ] ], signed: true } }
      Conv_48: { weightBits: 6, inputBits: 8, greatestWeight: 24, greatestInput: 171, adc: { kind: per-product, bits: [ [ 3, 4 ], [ 6, 7 ], [ 6, 6 ] ], step: [ [ 8, 4 ], [ 4, 1 ], [ 1, 1 ] ], signed: true } }
      Conv_50: { weightBits: 6, inputBits: 5, greatestWeight: 24, greatestInput: 24, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 3, 5 ], [ 4, 6 ] ], step: [ [ 8, 2 ], [ 4, 1 ] ], signed: true }, ranges: [ [ [ 0, 1 ], [ 1, 2, 3 ] ], [ [ 0, 1, 2 ], [ 1, 2, 3, 4 ] ] ] } }
      Gemm_55: { weightBits: 8, inputBits: 8, greatestInput: 171, adc: { kind: early-stop, converter: { kind: fixed, bits: 7, step: 1, signed: true }, ranges: [ [ [ 4, 5 ], [ 4, 5 ], [ 3, 4, 5 ] ], [ [ 4, 5 ], [ 4, 5 ], [ 4, 5 ] ], [ [ 3, 4, 5 ], [ 2, 3, 4, 5 ], [ 2, 3, 4, 5 ] ] ] } }
  R5:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: balanced-radix-7, inputs: balanced-radix-7, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 4 }
    components: { shiftAdd: { count: 8 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
    layers:
      Conv_0: { weightBits: 8, inputBits: 8, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 4, 6 ], [ 4, 7, 7 ], [ 7, 7, 7 ] ], step: [ [ 8, 8, 1 ], [ 8, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, ranges: [ [ [], [ 1, 2 ], [ 3, 4 ] ], [ [ 1, 2 ], [ 4, 5 ], [ 3, 4, 5 ] ], [ [ 3, 4, 5 ], [ 3, 4, 5 ], [ 2, 3, 4, 5 ] ] ] }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Conv_2: { weightBits: 6, inputBits: 8, greatestWeight: 24, greatestInput: 171, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 3 ], [ 4, 6 ], [ 4, 7 ] ], step: [ [ 8, 8 ], [ 8, 4 ], [ 4, 1 ] ], signed: true }, ranges: [ [ [], [ 0, 1 ] ], [ [ 0, 1, 2 ], [ 1, 2, 3, 4 ] ], [ [ 0, 1, 2 ], [ 0, 2, 3, 4, 5 ] ] ] }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Conv_4: { weightBits: 5, inputBits: 5, greatestInput: 24, adc: { kind: early-stop, converter: { kind: fixed, bits: 7, step: 1, signed: true }, ranges: [ [ [ 4, 5 ], [ 2, 3, 4, 5 ] ], [ [ 2, 3, 4, 5 ], [ 1, 2, 3, 4, 5 ] ] ] }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Conv_7: { weightBits: 6, inputBits: 8, greatestWeight: 24, greatestInput: 171, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 0, 0 ], [ 0, 6 ], [ 4, 7 ] ], step: [ [ 1, 1 ], [ 1, 4 ], [ 4, 1 ] ], signed: true }, ranges: [ [ [], [] ], [ [], [ 1, 2, 3, 4 ] ], [ [ 0, 1, 2 ], [ 0, 2, 3, 4, 5 ] ] ] }, partialProducts: { kind: threshold, at: { unit: bits-below-top, bits: 3 }, skipped: mean-in-bias } }
      Conv_9: { weightBits: 8, inputBits: 5, greatestInput: 24, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 4, 7 ], [ 3, 7, 6 ] ], step: [ [ 8, 8, 1 ], [ 8, 1, 1 ] ], signed: true }, ranges: [ [ [], [ 0, 1, 2 ], [ 2, 3, 4, 5 ] ], [ [ 0, 1 ], [ 2, 3, 4, 5 ], [ 1, 2, 3, 4 ] ] ] }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Conv_12: { weightBits: 6, inputBits: 8, greatestWeight: 24, greatestInput: 171, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 3 ], [ 5, 6 ], [ 5, 6 ] ], step: [ [ 8, 8 ], [ 8, 2 ], [ 2, 1 ] ], signed: true }, ranges: [ [ [], [ 0, 1 ] ], [ [ 1, 2, 3 ], [ 2, 3, 4 ] ], [ [ 1, 2, 3 ], [ 1, 2, 3, 4 ] ] ] }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Conv_14: { weightBits: 6, inputBits: 5, greatestWeight: 24, greatestInput: 24, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 5, 7 ], [ 7, 7 ] ], step: [ [ 4, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [ 1, 2, 3 ], [ 2, 3, 4, 5 ] ], [ [ 2, 3, 4, 5 ], [ 1, 2, 3, 4, 5 ] ] ] }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Conv_17: { weightBits: 6, inputBits: 8, greatestWeight: 24, greatestInput: 171, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 3 ], [ 4, 7 ], [ 6, 7 ] ], step: [ [ 8, 8 ], [ 8, 2 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [], [ 0, 1 ] ], [ [ 1, 2 ], [ 2, 3, 4, 5 ] ], [ [ 2, 3, 4 ], [ 1, 2, 3, 4, 5 ] ] ] }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Conv_19: { weightBits: 7, inputBits: 4, adc: { kind: per-product, bits: [ [ 4, 6, 6 ], [ 5, 6, 5 ] ], step: [ [ 8, 2, 1 ], [ 2, 1, 1 ] ], signed: true }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Conv_25: { weightBits: 6, inputBits: 8, greatestWeight: 24, greatestInput: 171, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 3 ], [ 5, 7 ], [ 7, 6 ] ], step: [ [ 8, 8 ], [ 8, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [], [ 0, 1 ] ], [ [ 1, 2, 3 ], [ 3, 4, 5 ] ], [ [ 2, 3, 4, 5 ], [ 2, 3, 4 ] ] ] }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Conv_27: { weightBits: 7, inputBits: 4, adc: { kind: per-product, bits: [ [ 2, 5, 6 ], [ 3, 6, 5 ] ], step: [ [ 8, 4, 1 ], [ 4, 1, 1 ] ], signed: true }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Conv_30: { weightBits: 6, inputBits: 8, greatestWeight: 24, greatestInput: 171, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 0, 0 ], [ 0, 7 ], [ 6, 7 ] ], step: [ [ 1, 1 ], [ 1, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [], [] ], [ [], [ 3, 4, 5 ] ], [ [ 3, 4 ], [ 2, 3, 4, 5 ] ] ] }, partialProducts: { kind: threshold, at: { unit: bits-below-top, bits: 3 }, skipped: mean-in-bias } }
      Conv_32: { weightBits: 6, inputBits: 5, greatestWeight: 24, greatestInput: 24, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 4, 7 ], [ 7, 6 ] ], step: [ [ 8, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [ 0, 1, 2 ], [ 2, 3, 4, 5 ] ], [ [ 2, 3, 4, 5 ], [ 1, 2, 3, 4 ] ] ] }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Conv_35: { weightBits: 6, inputBits: 8, greatestWeight: 24, greatestInput: 171, adc: { kind: per-product, bits: [ [ 3, 5 ], [ 6, 7 ], [ 7, 7 ] ], step: [ [ 8, 4 ], [ 4, 1 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Conv_37: { weightBits: 6, inputBits: 5, greatestWeight: 24, greatestInput: 24, adc: { kind: per-product, bits: [ [ 4, 7 ], [ 7, 7 ] ], step: [ [ 8, 1 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Conv_43: { weightBits: 6, inputBits: 8, greatestWeight: 24, greatestInput: 171, adc: { kind: per-product, bits: [ [ 4, 6 ], [ 7, 7 ], [ 7, 6 ] ], step: [ [ 8, 2 ], [ 2, 1 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Conv_45: { weightBits: 5, inputBits: 5, greatestInput: 24, adc: { kind: per-product, bits: [ [ 5, 6 ], [ 6, 6 ] ], step: [ [ 4, 1 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Conv_48: { weightBits: 6, inputBits: 8, greatestWeight: 24, greatestInput: 171, adc: { kind: per-product, bits: [ [ 3, 4 ], [ 6, 7 ], [ 6, 6 ] ], step: [ [ 8, 4 ], [ 4, 1 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Conv_50: { weightBits: 6, inputBits: 5, greatestWeight: 24, greatestInput: 24, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 3, 5 ], [ 4, 6 ] ], step: [ [ 8, 2 ], [ 4, 1 ] ], signed: true }, ranges: [ [ [ 0, 1 ], [ 1, 2, 3 ] ], [ [ 0, 1, 2 ], [ 1, 2, 3, 4 ] ] ] }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
      Gemm_55: { weightBits: 8, inputBits: 8, greatestInput: 171, adc: { kind: early-stop, converter: { kind: fixed, bits: 7, step: 1, signed: true }, ranges: [ [ [ 4, 5 ], [ 4, 5 ], [ 3, 4, 5 ] ], [ [ 4, 5 ], [ 4, 5 ], [ 4, 5 ] ], [ [ 3, 4, 5 ], [ 2, 3, 4, 5 ], [ 2, 3, 4, 5 ] ] ] }, partialProducts: { kind: runtime, bitsBelowTop: 10, otherwise: { kind: all } } }
  R6:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: balanced-radix-7, inputs: balanced-radix-7, digitBits: 2, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 512, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 2 }
    components: { shiftAdd: { count: 8 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
    layers:
      Conv_0: { weightBits: 7, inputBits: 8, adc: { kind: per-product, bits: [ [ 0, 5, 5 ], [ 5, 7, 6 ], [ 6, 7, 6 ] ], step: [ [ 1, 4, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 9 }, skipped: mean-in-bias } } }
      Conv_2: { weightBits: 6, inputBits: 7, greatestWeight: 24, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 0, 4 ], [ 5, 8 ], [ 5, 6 ] ], step: [ [ 1, 8 ], [ 8, 2 ], [ 2, 1 ] ], signed: true }, ranges: [ [ [], [ 1, 2 ] ], [ [ 1, 2, 3 ], [ 3, 4, 5, 6 ] ], [ [ 1, 2, 3 ], [ 1, 2, 3, 4 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 6 }, skipped: mean-in-bias } } }
      Conv_4: { weightBits: 5, inputBits: 5, greatestInput: 24, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 6, 8 ], [ 6, 6 ] ], step: [ [ 4, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [ 2, 3, 4 ], [ 3, 4, 5, 6 ] ], [ [ 3, 4 ], [ 2, 3, 4 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_7: { weightBits: 6, inputBits: 7, greatestWeight: 24, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 0, 4 ], [ 5, 8 ], [ 6, 7 ] ], step: [ [ 1, 8 ], [ 8, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [], [ 1, 2 ] ], [ [ 2, 3 ], [ 4, 5, 6 ] ], [ [ 3, 4 ], [ 2, 3, 4, 5 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 6 }, skipped: mean-in-bias } } }
      Conv_9: { weightBits: 6, inputBits: 4, greatestWeight: 24, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 5, 7 ], [ 6, 6 ] ], step: [ [ 8, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [ 1, 2, 3 ], [ 4, 5 ] ], [ [ 3, 4 ], [ 2, 3, 4 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_12: { weightBits: 6, inputBits: 7, greatestWeight: 24, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 0, 4 ], [ 5, 8 ], [ 6, 6 ] ], step: [ [ 1, 8 ], [ 8, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [], [ 1, 2 ] ], [ [ 2, 3 ], [ 4, 5, 6 ] ], [ [ 3, 4 ], [ 2, 3, 4 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 6 }, skipped: mean-in-bias } } }
      Conv_14: { weightBits: 6, inputBits: 4, greatestWeight: 24, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 4, 7 ], [ 6, 7 ] ], step: [ [ 8, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [ 1, 2 ], [ 3, 4, 5 ] ], [ [ 2, 3, 4 ], [ 2, 3, 4, 5 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_17: { weightBits: 6, inputBits: 7, greatestWeight: 24, adc: { kind: per-product, bits: [ [ 0, 4 ], [ 5, 8 ], [ 6, 6 ] ], step: [ [ 1, 8 ], [ 8, 1 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 6 }, skipped: mean-in-bias } } }
      Conv_19: { weightBits: 6, inputBits: 5, greatestWeight: 24, greatestInput: 24, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 5, 8 ], [ 7, 8 ] ], step: [ [ 8, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [ 2, 3 ], [ 4, 5, 6 ] ], [ [ 4, 5 ], [ 3, 4, 5, 6 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_25: { weightBits: 6, inputBits: 7, greatestWeight: 24, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 0, 4 ], [ 5, 7 ], [ 7, 7 ] ], step: [ [ 1, 8 ], [ 8, 2 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [], [ 1, 2 ] ], [ [ 2, 3 ], [ 3, 4, 5 ] ], [ [ 3, 4, 5 ], [ 3, 4, 5 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 6 }, skipped: mean-in-bias } } }
      Conv_27: { weightBits: 6, inputBits: 4, greatestWeight: 24, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 5, 8 ], [ 7, 8 ] ], step: [ [ 8, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [ 1, 2, 3 ], [ 4, 5, 6 ] ], [ [ 3, 4, 5 ], [ 2, 3, 4, 5, 6 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_30: { weightBits: 6, inputBits: 7, greatestWeight: 24, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 0, 4 ], [ 5, 8 ], [ 7, 7 ] ], step: [ [ 1, 8 ], [ 8, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [], [ 1, 2 ] ], [ [ 2, 3 ], [ 4, 5, 6 ] ], [ [ 3, 4, 5 ], [ 3, 4, 5 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 6 }, skipped: mean-in-bias } } }
      Conv_32: { weightBits: 6, inputBits: 4, greatestWeight: 24, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 4, 7 ], [ 6, 6 ] ], step: [ [ 8, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [ 1, 2 ], [ 3, 4, 5 ] ], [ [ 2, 3, 4 ], [ 2, 3, 4 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_35: { weightBits: 6, inputBits: 7, greatestWeight: 24, adc: { kind: per-product, bits: [ [ 5, 4 ], [ 5, 8 ], [ 7, 7 ] ], step: [ [ 8, 8 ], [ 8, 1 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_37: { weightBits: 6, inputBits: 5, greatestWeight: 24, greatestInput: 24, adc: { kind: per-product, bits: [ [ 5, 8 ], [ 8, 8 ] ], step: [ [ 8, 1 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_43: { weightBits: 6, inputBits: 7, greatestWeight: 24, adc: { kind: per-product, bits: [ [ 4, 4 ], [ 5, 8 ], [ 6, 7 ] ], step: [ [ 8, 8 ], [ 8, 1 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_45: { weightBits: 6, inputBits: 6, greatestWeight: 24, adc: { kind: per-product, bits: [ [ 4, 5 ], [ 6, 7 ], [ 6, 5 ] ], step: [ [ 8, 4 ], [ 4, 1 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_48: { weightBits: 6, inputBits: 7, greatestWeight: 24, adc: { kind: per-product, bits: [ [ 4, 4 ], [ 5, 8 ], [ 7, 6 ] ], step: [ [ 8, 8 ], [ 8, 1 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_50: { weightBits: 6, inputBits: 5, greatestWeight: 24, greatestInput: 24, adc: { kind: per-product, bits: [ [ 4, 7 ], [ 6, 7 ] ], step: [ [ 8, 1 ], [ 2, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Gemm_55: { weightBits: 8, inputBits: 7, adc: { kind: early-stop, converter: { kind: fixed, bits: 8, step: 1, signed: true }, ranges: [ [ [ 5, 6 ], [ 4, 5, 6 ], [ 3, 4, 5, 6 ] ], [ [ 4, 5, 6 ], [ 4, 5, 6 ], [ 3, 4, 5, 6 ] ], [ [ 3, 4, 5 ], [ 2, 3, 4, 5 ], [ 2, 3, 4, 5 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
`;
