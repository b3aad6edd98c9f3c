/** What `mho init` writes. A comment that begins with a field, such as `# adc: …`, is valid when its `# ` is taken away. */
export const INIT_FILES: readonly {
	readonly name: string;
	readonly what: string;
	readonly text: string;
}[] = [
	{
		name: "design.yaml",
		what: "a design: ISAAC with 8-bit operands and a narrower ADC",
		text: `# A design: everything that is not said here is as in the one that it extends.
# mho design show isaac prints that one, mho design diff isaac design.yaml what differs,
# and mho design schema the JSON schema for an editor.
schema: mho/design/1 # the version of this format
extends: isaac # or another of mho design list, or a file
name: my-design

# Bits of weights and inputs: 1 to 16.
operands: { weightBits: 8, inputBits: 8, inputSign: where-needed }

# The converters. The column sum of an array is read in steps of one cell level.
adc: { kind: fixed, bits: 7, step: 1, signed: false }
# adc: { kind: lossless } # as many bits as a column can need
# adc: { kind: calibrated, range: { kind: least-error, bits: 6 }, per: layer } # on calibration images

# Digits. Bits of a DAC, and which code the weights are stored in: see docs/glossary.md.
# encoding: { weights: offset-binary, inputs: binary-planes, digitBits: 1, correction: digital-count }

# Partial products of weight and input digits that run: "dynamic quantisation".
# partialProducts: { kind: threshold, at: { unit: bits-below-top, bits: 10 } }

# The arrays. Numbers have units: 100 ns, 2 kOhm, 0.5 pJ, 85 mm2.
# crossbar: { rows: 256, columns: 128, cellBits: 1, arrayReadTime: 50 ns }

# Chips and copies of layers, which turn area into images per second.
# hierarchy: { tiles: { kind: area, chipArea: 85.43 mm2 } }
# replication: { kind: none }

# Cells that are not ideal: the seed of a run is the chip. More in docs/devices.md.
# device: { programming: { kind: lognormal, sigma: 0.1 }, readNoise: { kind: square-root, share: 0.05 } }
`,
	},
	{
		name: "data.yaml",
		what: "images of your own: where they are, and how the network takes them",
		text: `# mho run network.onnx --design design.yaml --data data.yaml
# Paths start at this folder.
images: images.npy # [count, channels, height, width]; or .npz, MNIST idx, CIFAR-10 .bin, or a folder of PNG or JPEG files
labels: labels.npy # class of each image: .npy, idx, .csv or .txt

# Images to calibrate on; else the first 512 of the images do, and are left out of the accuracy.
# calibration: calibration.npy

# Where the network's class 0 is "background".
# labelOffset: 1

# From stored values to the network's input, in this order; what is left out does nothing.
preprocess:
  scale: 1/255 # bytes become 0 … 1
#  stored: NHWC # how arrays are stored; NCHW by default
#  colour: BGR # or RGB, grey
#  resize: { kind: shorter-side, pixels: 256 } # or { kind: exact, height: 224, width: 224 }
#  crop: 224 # out of the middle
#  mean: [0.485, 0.456, 0.406] # of the scaled values
#  deviation: [0.229, 0.224, 0.225]
#  layout: NHWC # how the network takes an image; NCHW by default
`,
	},
];
