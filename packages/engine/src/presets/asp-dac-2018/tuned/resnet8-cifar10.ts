/** Written by `mho ladder` for the ResNet-8 of MLPerf Tiny. */
export const resnet8Cifar10Ladder = `schema: mho/ladder/1
network: pretrainedResnet
title: ResNet-8 (CIFAR-10)
note: 2000 images of calib_train_0000_1999.bin, loss of 0.5 points, energy=1,throughput=1, seed 1
rungs:
  R1:
    operands: { weightBits: 7, inputBits: 7, inputSign: where-needed, unsignedImages: true, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 1, correction: unit-column }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
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
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, unsignedImages: true, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 1, correction: unit-column }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
    layers:
      Conv_0: { weightBits: 8, inputBits: 7 }
      Conv_2: { weightBits: 6, inputBits: 6 }
      Conv_4: { weightBits: 6, inputBits: 5 }
      Conv_7: { weightBits: 6, inputBits: 6 }
      Conv_9: { weightBits: 6, inputBits: 5 }
      Conv_10: { weightBits: 6, inputBits: 6 }
      Conv_13: { weightBits: 6, inputBits: 7 }
      Conv_15: { weightBits: 6, inputBits: 7 }
      Conv_16: { weightBits: 6, inputBits: 7 }
      Gemm_21: { weightBits: 8, inputBits: 8 }
  R3:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, unsignedImages: true, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: column-flip, inputs: binary-planes, digitBits: 1, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 8, adcsPerPe: 8 }
    components: { shiftAdd: { count: 4 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
    layers:
      Conv_0: { weightBits: 8, inputBits: 7, encoding: { digitBits: 2 } }
      Conv_2: { weightBits: 6, inputBits: 6, encoding: { digitBits: 2 } }
      Conv_4: { weightBits: 6, inputBits: 6, encoding: { digitBits: 2 } }
      Conv_7: { weightBits: 6, inputBits: 6, encoding: { digitBits: 2 } }
      Conv_9: { weightBits: 8, inputBits: 4, encoding: { digitBits: 2 } }
      Conv_10: { weightBits: 6, inputBits: 6, encoding: { digitBits: 2 } }
      Conv_13: { weightBits: 6, inputBits: 6, encoding: { digitBits: 2 } }
      Conv_15: { weightBits: 6, inputBits: 6, encoding: { digitBits: 2 } }
      Conv_16: { weightBits: 4, inputBits: 6, encoding: { digitBits: 2 } }
      Gemm_21: { weightBits: 8, inputBits: 8, encoding: { digitBits: 2 } }
  R4:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, unsignedImages: true, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: sign-magnitude, inputs: binary-planes, digitBits: 1, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 4 }
    components: { shiftAdd: { count: 8 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
    layers:
      Conv_0: { weightBits: 8, inputBits: 7, encoding: { weights: symmetric-radix, inputs: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 2, 4, 6 ], [ 3, 4, 7, 6 ], [ 5, 6, 6, 5 ] ], step: [ [ 8, 8, 4, 1 ], [ 8, 4, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true }, ranges: [ [ [], [], [ 1, 2 ], [ 2, 3, 4 ] ], [ [ 0, 1 ], [ 1, 2 ], [ 3, 4, 5 ], [ 2, 3, 4 ] ], [ [ 2, 3 ], [ 2, 3, 4 ], [ 2, 3, 4 ], [ 1, 2, 3 ] ] ] } }
      Conv_2: { weightBits: 7, inputBits: 6, greatestWeight: 38, encoding: { weights: symmetric-radix, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 3, 4, 7 ], [ 4, 7, 7 ], [ 5, 5, 5 ] ], step: [ [ 8, 4, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, ranges: [ [ [ 0, 1 ], [ 1, 2 ], [ 2, 3, 4, 5 ] ], [ [ 1, 2 ], [ 2, 3, 4, 5 ], [ 2, 3, 4, 5 ] ], [ [ 1, 2, 3 ], [ 1, 2, 3 ], [ 0, 1, 2, 3 ] ] ] } }
      Conv_4: { weightBits: 7, inputBits: 5, greatestWeight: 62, greatestInput: 24, encoding: { weights: balanced-radix-5, inputs: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 3, 5, 7 ], [ 4, 6, 6 ] ], step: [ [ 8, 4, 1 ], [ 4, 1, 1 ] ], signed: true }, ranges: [ [ [ 0, 1 ], [ 1, 2, 3 ], [ 2, 3, 4, 5 ] ], [ [ 0, 1, 2 ], [ 1, 2, 3, 4 ], [ 1, 2, 3, 4 ] ] ] } }
      Conv_7: { weightBits: 8, inputBits: 6, encoding: { weights: balanced-radix-7, digitBits: 2 }, adc: { kind: per-product, bits: [ [ 2, 4, 7 ], [ 3, 5, 7 ], [ 3, 6, 6 ] ], step: [ [ 8, 8, 1 ], [ 8, 4, 1 ], [ 4, 1, 1 ] ], signed: true } }
      Conv_9: { weightBits: 7, inputBits: 5, greatestWeight: 62, greatestInput: 24, encoding: { weights: balanced-radix-5, inputs: balanced-radix-7, digitBits: 2 }, adc: { kind: per-product, bits: [ [ 4, 6, 7 ], [ 6, 7, 6 ] ], step: [ [ 8, 2, 1 ], [ 1, 1, 1 ] ], signed: true } }
      Conv_10: { weightBits: 6, inputBits: 6, greatestWeight: 24, encoding: { weights: balanced-radix-7, inputs: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 4 ], [ 4, 6 ], [ 4, 4 ] ], step: [ [ 8, 4 ], [ 4, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [], [ 1, 2 ] ], [ [ 1, 2 ], [ 2, 3, 4 ] ], [ [ 0, 1, 2 ], [ 0, 1, 2 ] ] ] } }
      Conv_13: { weightBits: 6, inputBits: 8, greatestWeight: 24, greatestInput: 171, encoding: { weights: balanced-radix-7, inputs: balanced-radix-7, digitBits: 2 }, adc: { kind: per-product, bits: [ [ 3, 5 ], [ 6, 7 ], [ 7, 7 ] ], step: [ [ 8, 4 ], [ 4, 1 ], [ 1, 1 ] ], signed: true } }
      Conv_15: { weightBits: 6, inputBits: 7, greatestWeight: 24, encoding: { weights: balanced-radix-7, inputs: balanced-radix-7, digitBits: 2 }, adc: { kind: per-product, bits: [ [ 3, 4 ], [ 5, 7 ], [ 6, 5 ] ], step: [ [ 8, 4 ], [ 4, 1 ], [ 1, 1 ] ], signed: true } }
      Conv_16: { weightBits: 6, inputBits: 8, greatestWeight: 24, greatestInput: 171, encoding: { weights: balanced-radix-7, inputs: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 3 ], [ 3, 6 ], [ 5, 6 ] ], step: [ [ 8, 8 ], [ 8, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [], [ 0, 1 ] ], [ [ 0, 1 ], [ 3, 4 ] ], [ [ 2, 3 ], [ 2, 3, 4 ] ] ] } }
      Gemm_21: { weightBits: 8, inputBits: 8, encoding: { weights: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 4, 7 ], [ 4, 6, 7 ], [ 6, 7, 6 ], [ 7, 6, 6 ] ], step: [ [ 8, 8, 1 ], [ 8, 2, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, ranges: [ [ [], [ 1, 2 ], [ 4, 5 ] ], [ [ 1, 2 ], [ 3, 4 ], [ 4, 5 ] ], [ [ 2, 3, 4 ], [ 4, 5 ], [ 3, 4 ] ], [ [ 3, 4, 5 ], [ 3, 4 ], [ 2, 3, 4 ] ] ] } }
  R5:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, unsignedImages: true, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: sign-magnitude, inputs: binary-planes, digitBits: 1, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 128, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 4 }
    components: { shiftAdd: { count: 8 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
    layers:
      Conv_0: { weightBits: 8, inputBits: 7, encoding: { weights: symmetric-radix, inputs: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 2, 4, 6 ], [ 3, 4, 7, 6 ], [ 5, 6, 6, 5 ] ], step: [ [ 8, 8, 4, 1 ], [ 8, 4, 1, 1 ], [ 1, 1, 1, 1 ] ], signed: true }, ranges: [ [ [], [], [ 1, 2 ], [ 2, 3, 4 ] ], [ [ 0, 1 ], [ 1, 2 ], [ 3, 4, 5 ], [ 2, 3, 4 ] ], [ [ 2, 3 ], [ 2, 3, 4 ], [ 2, 3, 4 ], [ 1, 2, 3 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_2: { weightBits: 7, inputBits: 6, greatestWeight: 38, encoding: { weights: symmetric-radix, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 3, 4, 7 ], [ 4, 7, 7 ], [ 5, 5, 5 ] ], step: [ [ 8, 4, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, ranges: [ [ [ 0, 1 ], [ 1, 2 ], [ 2, 3, 4, 5 ] ], [ [ 1, 2 ], [ 2, 3, 4, 5 ], [ 2, 3, 4, 5 ] ], [ [ 1, 2, 3 ], [ 1, 2, 3 ], [ 0, 1, 2, 3 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_4: { weightBits: 7, inputBits: 5, greatestWeight: 62, greatestInput: 24, encoding: { weights: balanced-radix-5, inputs: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 3, 5, 7 ], [ 4, 6, 6 ] ], step: [ [ 8, 4, 1 ], [ 4, 1, 1 ] ], signed: true }, ranges: [ [ [ 0, 1 ], [ 1, 2, 3 ], [ 2, 3, 4, 5 ] ], [ [ 0, 1, 2 ], [ 1, 2, 3, 4 ], [ 1, 2, 3, 4 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_7: { weightBits: 8, inputBits: 6, encoding: { weights: balanced-radix-7, digitBits: 2 }, adc: { kind: per-product, bits: [ [ 2, 4, 7 ], [ 3, 5, 7 ], [ 3, 6, 6 ] ], step: [ [ 8, 8, 1 ], [ 8, 4, 1 ], [ 4, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_9: { weightBits: 7, inputBits: 5, greatestWeight: 62, greatestInput: 24, encoding: { weights: balanced-radix-5, inputs: balanced-radix-7, digitBits: 2 }, adc: { kind: per-product, bits: [ [ 4, 6, 7 ], [ 6, 7, 6 ] ], step: [ [ 8, 2, 1 ], [ 1, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_10: { weightBits: 6, inputBits: 6, greatestWeight: 24, encoding: { weights: balanced-radix-7, inputs: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 4 ], [ 4, 6 ], [ 4, 4 ] ], step: [ [ 8, 4 ], [ 4, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [], [ 1, 2 ] ], [ [ 1, 2 ], [ 2, 3, 4 ] ], [ [ 0, 1, 2 ], [ 0, 1, 2 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_13: { weightBits: 6, inputBits: 8, greatestWeight: 24, greatestInput: 171, encoding: { weights: balanced-radix-7, inputs: balanced-radix-7, digitBits: 2 }, adc: { kind: per-product, bits: [ [ 3, 5 ], [ 6, 7 ], [ 7, 7 ] ], step: [ [ 8, 4 ], [ 4, 1 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_15: { weightBits: 6, inputBits: 7, greatestWeight: 24, encoding: { weights: balanced-radix-7, inputs: balanced-radix-7, digitBits: 2 }, adc: { kind: per-product, bits: [ [ 3, 4 ], [ 5, 7 ], [ 6, 5 ] ], step: [ [ 8, 4 ], [ 4, 1 ], [ 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_16: { weightBits: 6, inputBits: 8, greatestWeight: 24, greatestInput: 171, encoding: { weights: balanced-radix-7, inputs: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 3 ], [ 3, 6 ], [ 5, 6 ] ], step: [ [ 8, 8 ], [ 8, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [], [ 0, 1 ] ], [ [ 0, 1 ], [ 3, 4 ] ], [ [ 2, 3 ], [ 2, 3, 4 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Gemm_21: { weightBits: 8, inputBits: 8, encoding: { weights: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 2, 4, 7 ], [ 4, 6, 7 ], [ 6, 7, 6 ], [ 7, 6, 6 ] ], step: [ [ 8, 8, 1 ], [ 8, 2, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, ranges: [ [ [], [ 1, 2 ], [ 4, 5 ] ], [ [ 1, 2 ], [ 3, 4 ], [ 4, 5 ] ], [ [ 2, 3, 4 ], [ 4, 5 ], [ 3, 4 ] ], [ [ 3, 4, 5 ], [ 3, 4 ], [ 2, 3, 4 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
  R6:
    operands: { weightBits: 8, inputBits: 8, inputSign: where-needed, unsignedImages: true, activationRange: { kind: minimum-error }, biasCorrection: true, channelEqualization: joined }
    encoding: { weights: sign-magnitude, inputs: binary-planes, digitBits: 1, correction: digital-count }
    adc: { kind: lossless }
    partialProducts: { kind: all }
    crossbar: { rows: 512, columns: 128, cellBits: 2, arraysPerDriver: 1 }
    hierarchy: { crossbarsPerPe: 16, adcsPerPe: 3 }
    components: { shiftAdd: { count: 8 }, tileShiftAdd: { count: 16 }, activation: { count: 8 }, maxPool: { count: 8 } }
    layers:
      Conv_0: { weightBits: 8, inputBits: 7, encoding: { weights: balanced-radix-7, inputs: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 0, 4, 7 ], [ 4, 8, 7 ], [ 6, 7, 6 ] ], step: [ [ 1, 8, 1 ], [ 8, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, ranges: [ [ [], [ 1, 2 ], [ 3, 4, 5 ] ], [ [ 1, 2 ], [ 4, 5, 6 ], [ 3, 4, 5 ] ], [ [ 3, 4 ], [ 3, 4, 5 ], [ 1, 2, 3, 4 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 9 }, skipped: mean-in-bias } } }
      Conv_2: { weightBits: 8, inputBits: 6, encoding: { weights: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 0, 5, 7 ], [ 4, 8, 7 ], [ 5, 6, 6 ] ], step: [ [ 1, 8, 1 ], [ 8, 1, 1 ], [ 2, 1, 1 ] ], signed: true }, ranges: [ [ [], [ 2, 3 ], [ 4, 5 ] ], [ [ 1, 2 ], [ 4, 5, 6 ], [ 3, 4, 5 ] ], [ [ 1, 2, 3 ], [ 2, 3, 4 ], [ 1, 2, 3, 4 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 8 }, skipped: mean-in-bias } } }
      Conv_4: { weightBits: 8, inputBits: 6, encoding: { weights: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 0, 4, 7 ], [ 4, 6, 7 ], [ 3, 6, 5 ] ], step: [ [ 1, 8, 1 ], [ 8, 2, 1 ], [ 4, 1, 1 ] ], signed: true }, ranges: [ [ [], [ 1, 2 ], [ 3, 4, 5 ] ], [ [ 1, 2 ], [ 3, 4 ], [ 3, 4, 5 ] ], [ [ 0, 1 ], [ 1, 2, 3, 4 ], [ 0, 1, 2, 3 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 8 }, skipped: mean-in-bias } } }
      Conv_7: { weightBits: 8, inputBits: 6, encoding: { weights: balanced-radix-7, digitBits: 2 }, adc: { kind: per-product, bits: [ [ 0, 5, 8 ], [ 4, 8, 7 ], [ 4, 6, 6 ] ], step: [ [ 1, 8, 1 ], [ 8, 1, 1 ], [ 4, 1, 1 ] ], signed: true }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 8 }, skipped: mean-in-bias } } }
      Conv_9: { weightBits: 8, inputBits: 6, encoding: { weights: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 0, 5, 8 ], [ 5, 7, 7 ], [ 5, 7, 7 ] ], step: [ [ 1, 8, 1 ], [ 8, 2, 1 ], [ 4, 1, 1 ] ], signed: true }, ranges: [ [ [], [ 2, 3 ], [ 4, 5, 6 ] ], [ [ 1, 2, 3 ], [ 4, 5 ], [ 4, 5 ] ], [ [ 1, 2, 3 ], [ 3, 4, 5 ], [ 2, 3, 4, 5 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 8 }, skipped: mean-in-bias } } }
      Conv_10: { weightBits: 6, inputBits: 6, greatestWeight: 24, encoding: { weights: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 0, 6 ], [ 6, 6 ], [ 5, 5 ] ], step: [ [ 1, 1 ], [ 2, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [], [ 3, 4 ] ], [ [ 2, 3, 4 ], [ 2, 3, 4 ] ], [ [ 0, 1, 2, 3 ], [ 0, 1, 2, 3 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 5 }, skipped: mean-in-bias } } }
      Conv_13: { weightBits: 6, inputBits: 8, greatestWeight: 24, greatestInput: 171, encoding: { weights: balanced-radix-7, inputs: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 5, 5 ], [ 7, 8 ], [ 7, 7 ] ], step: [ [ 8, 4 ], [ 4, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [ 2, 3 ], [ 2, 3 ] ], [ [ 3, 4, 5 ], [ 4, 5, 6 ] ], [ [ 3, 4, 5 ], [ 3, 4, 5 ] ] ] } }
      Conv_15: { weightBits: 6, inputBits: 7, greatestWeight: 24, encoding: { weights: balanced-radix-7, inputs: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 5, 8 ], [ 8, 8 ], [ 7, 6 ] ], step: [ [ 8, 1 ], [ 1, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [ 1, 2, 3 ], [ 3, 4, 5, 6 ] ], [ [ 4, 5, 6 ], [ 3, 4, 5, 6 ] ], [ [ 2, 3, 4, 5 ], [ 1, 2, 3, 4 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: all } } }
      Conv_16: { weightBits: 6, inputBits: 8, greatestWeight: 24, greatestInput: 171, encoding: { weights: balanced-radix-7, inputs: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 0, 3 ], [ 3, 6 ], [ 5, 6 ] ], step: [ [ 1, 8 ], [ 8, 1 ], [ 1, 1 ] ], signed: true }, ranges: [ [ [], [ 0, 1 ] ], [ [ 0, 1 ], [ 3, 4 ] ], [ [ 2, 3 ], [ 2, 3, 4 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 6 }, skipped: mean-in-bias } } }
      Gemm_21: { weightBits: 8, inputBits: 8, encoding: { weights: balanced-radix-7, digitBits: 2 }, adc: { kind: early-stop, converter: { kind: per-product, bits: [ [ 0, 4, 7 ], [ 4, 6, 7 ], [ 6, 7, 6 ], [ 7, 6, 6 ] ], step: [ [ 1, 8, 1 ], [ 8, 2, 1 ], [ 4, 1, 1 ], [ 1, 1, 1 ] ], signed: true }, ranges: [ [ [], [ 1, 2 ], [ 4, 5 ] ], [ [ 1, 2 ], [ 3, 4 ], [ 4, 5 ] ], [ [ 2, 3, 4 ], [ 4, 5 ], [ 3, 4 ] ], [ [ 3, 4, 5 ], [ 2, 3, 4 ], [ 2, 3, 4 ] ] ] }, partialProducts: { kind: zero-plane, otherwise: { kind: threshold, at: { unit: bits-below-top, bits: 10 }, skipped: mean-in-bias } } }
`;
