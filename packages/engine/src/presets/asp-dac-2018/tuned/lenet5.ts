/** Written by `mho ladder lenet5`. */
export const lenet5Ladder = `schema: mho/ladder/1
network: lenet5
note: 4000 images of mnist (training digits), loss of 0.5 points, energy=1,throughput=1, seed 1
rungs:
  R1:
    operands:
      weightBits: 4
      inputBits: 3
      inputSign: where-needed
      activationRange:
        kind: minimum-error
      biasCorrection: true
    encoding:
      weights: column-flip
      inputs: binary-planes
      digitBits: 1
      correction: unit-column
    adc:
      kind: lossless
    partialProducts:
      kind: all
    crossbar:
      rows: 128
      columns: 128
      cellBits: 2
      arraysPerDriver: 1
    hierarchy:
      crossbarsPerPe: 8
      adcsPerPe: 8
    layers:
      conv1:
        weightBits: 4
        inputBits: 3
      conv2:
        weightBits: 4
        inputBits: 3
      ip1:
        weightBits: 4
        inputBits: 3
      ip2:
        weightBits: 4
        inputBits: 3
  R2:
    operands: &a1
      weightBits: 6
      inputBits: 6
      inputSign: where-needed
      activationRange:
        kind: minimum-error
      biasCorrection: true
    encoding: &a2
      weights: column-flip
      inputs: binary-planes
      digitBits: 1
      correction: unit-column
    adc: &a3
      kind: lossless
    partialProducts: &a4
      kind: all
    crossbar:
      rows: 128
      columns: 128
      cellBits: 2
      arraysPerDriver: 1
    hierarchy:
      crossbarsPerPe: 8
      adcsPerPe: 8
    layers: &a5
      conv1:
        weightBits: 4
        inputBits: 2
      conv2:
        weightBits: 4
        inputBits: 4
      ip1:
        weightBits: 4
        inputBits: 5
      ip2:
        weightBits: 6
        inputBits: 6
  R3:
    operands: *a1
    encoding: *a2
    adc: *a3
    partialProducts: *a4
    crossbar:
      rows: 128
      columns: 128
      cellBits: 2
      arraysPerDriver: 1
    hierarchy:
      crossbarsPerPe: 8
      adcsPerPe: 8
    layers: *a5
  R4:
    operands:
      weightBits: 8
      inputBits: 4
      inputSign: where-needed
      activationRange: &a6
        kind: minimum-error
      biasCorrection: true
    encoding: &a7
      weights: balanced-radix-7
      inputs: balanced-radix-7
      digitBits: 2
      correction: digital-count
    adc: &a8
      kind: lossless
    partialProducts: &a9
      kind: all
    crossbar:
      rows: 128
      columns: 128
      cellBits: 2
      arraysPerDriver: 1
    hierarchy:
      crossbarsPerPe: 16
      adcsPerPe: 8
    layers:
      conv1:
        weightBits: 8
        inputBits: 2
        adc:
          kind: per-product
          bits:
            - - 2
              - 2
              - 5
          step:
            - - 4
              - 4
              - 1
          signed: true
      conv2:
        weightBits: 5
        inputBits: 4
        adc:
          kind: per-product
          bits:
            - - 2
              - 4
            - - 3
              - 5
          step:
            - - 4
              - 4
            - - 4
              - 1
          signed: true
      ip1: &a10
        weightBits: 4
        inputBits: 4
        adc:
          kind: per-product
          bits:
            - - 6
              - 6
            - - 5
              - 4
          step:
            - - 4
              - 1
            - - 1
              - 1
          signed: true
      ip2: &a11
        weightBits: 8
        inputBits: 4
        adc:
          kind: per-product
          bits:
            - - 2
              - 5
              - 5
            - - 2
              - 5
              - 6
          step:
            - - 4
              - 4
              - 2
            - - 4
              - 2
              - 1
          signed: true
  R5:
    operands:
      weightBits: 8
      inputBits: 4
      inputSign: where-needed
      activationRange: *a6
      biasCorrection: true
    encoding: *a7
    adc: *a8
    partialProducts: *a9
    crossbar:
      rows: 128
      columns: 128
      cellBits: 2
      arraysPerDriver: 1
    hierarchy:
      crossbarsPerPe: 16
      adcsPerPe: 8
    layers:
      conv1:
        weightBits: 8
        inputBits: 2
        partialProducts:
          kind: threshold
          at:
            unit: bits-below-top
            bits: 3
          skipped: mean-in-bias
        adc:
          kind: per-product
          bits:
            - - 0
              - 2
              - 5
          step:
            - - 1
              - 4
              - 1
          signed: true
      conv2:
        weightBits: 5
        inputBits: 4
        partialProducts:
          kind: threshold
          at:
            unit: bits-below-top
            bits: 3
          skipped: mean-in-bias
        adc:
          kind: per-product
          bits:
            - - 0
              - 4
            - - 3
              - 5
          step:
            - - 1
              - 4
            - - 4
              - 1
          signed: true
      ip1: *a10
      ip2: *a11
`;
