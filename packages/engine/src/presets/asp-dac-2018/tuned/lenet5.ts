/** Written by `mho ladder lenet5 --search-images 5000 --checks 6 --exchanges 3`. */
export const lenet5Ladder = `schema: mho/ladder/1
network: lenet5
note: 5000 images of mnist (training digits), loss of 0.5 points, energy=1,throughput=1, seed 1
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
    components:
      shiftAdd:
        count: 4
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
      inputBits: 5
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
    components:
      shiftAdd:
        count: 4
    layers: &a5
      conv1:
        weightBits: 4
        inputBits: 2
      conv2:
        weightBits: 3
        inputBits: 4
      ip1:
        weightBits: 4
        inputBits: 5
      ip2:
        weightBits: 6
        inputBits: 4
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
    components:
      shiftAdd:
        count: 4
    layers: *a5
  R4:
    operands:
      weightBits: 7
      inputBits: 5
      inputSign: where-needed
      activationRange: &a6
        kind: minimum-error
      biasCorrection: true
    encoding: &a7
      weights: balanced-radix-5
      inputs: balanced-radix-5
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
    components:
      shiftAdd:
        count: 8
    layers:
      conv1:
        weightBits: 7
        inputBits: 2
        adc: &a10
          kind: per-product
          bits:
            - - 2
              - 2
              - 5
              - 2
          step:
            - - 4
              - 4
              - 1
              - 1
          signed: true
      conv2:
        weightBits: 3
        inputBits: 4
        adc: &a11
          kind: per-product
          bits:
            - - 4
              - 3
            - - 6
              - 3
          step:
            - - 4
              - 2
            - - 1
              - 1
          signed: true
      ip1:
        weightBits: 5
        inputBits: 4
        adc: &a12
          kind: per-product
          bits:
            - - 4
              - 5
              - 3
            - - 3
              - 5
              - 3
          step:
            - - 4
              - 4
              - 1
            - - 4
              - 1
              - 1
          signed: true
      ip2:
        weightBits: 6
        inputBits: 5
        adc: &a13
          kind: per-product
          bits:
            - - 2
              - 3
              - 3
            - - 3
              - 5
              - 5
            - - 3
              - 5
              - 4
          step:
            - - 4
              - 4
              - 4
            - - 4
              - 2
              - 1
            - - 2
              - 1
              - 1
          signed: true
  R5:
    operands: &a14
      weightBits: 7
      inputBits: 5
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
    components:
      shiftAdd:
        count: 8
    layers: &a15
      conv1:
        weightBits: 7
        inputBits: 2
        adc: *a10
        partialProducts:
          kind: zero-plane
          otherwise:
            kind: all
      conv2:
        weightBits: 3
        inputBits: 4
        adc: *a11
        partialProducts:
          kind: zero-plane
          otherwise:
            kind: all
      ip1:
        weightBits: 5
        inputBits: 4
        adc: *a12
        partialProducts:
          kind: zero-plane
          otherwise:
            kind: all
      ip2:
        weightBits: 6
        inputBits: 5
        adc: *a13
        partialProducts:
          kind: zero-plane
          otherwise:
            kind: all
  R6:
    operands: *a14
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
    components:
      shiftAdd:
        count: 8
    layers: *a15
`;
