import fc from "fast-check";
import { PbfWriter } from "pbf";
import { describe, expect, test } from "vitest";
import { InputError } from "../../../base/input-error.js";
import { randomFor } from "../../../base/random.js";
import { referenceGemm } from "../../../kernels/gemm/reference.js";
import { runFloatReference } from "../../float-reference.js";
import { inferShapes } from "../../infer-shapes.js";
import type { Network } from "../../network.js";
import {
	type CaffeFiles,
	type ImportCaffeOptions,
	importCaffe,
} from "./import-caffe.js";

const random = randomFor(1, "caffe");
const normals = (length: number, place = 0): Float32Array =>
	Float32Array.from({ length }, (_, i) => random.normal(place, i));

const bytes = (text: string): Uint8Array => Buffer.from(text);

/** Layers after an input of the given shape, batch included. */
function definition(input: readonly number[], layers: string): Uint8Array {
	const dims = input.map((size) => `dim: ${size}`).join(" ");
	return bytes(`name: "test"
		layer { name: "data" type: "Input" top: "data" input_param { shape { ${dims} } } }
		${layers}`);
}

function run(
	{ input, layers }: { input: readonly number[]; layers: string },
	blobs: Readonly<Record<string, readonly Blob[]>>,
	images: Float32Array,
): number[] {
	const prototxt = definition(input, layers);
	const network = importCaffe({ prototxt, caffemodel: caffemodel(blobs) });
	return [...runFloatReference(network, images, { gemm: referenceGemm })];
}

interface Blob {
	readonly shape: readonly number[];
	readonly data: ArrayLike<number>;
}

type Form = "v2" | "v1" | "unpacked" | "double";

/** Writes weights as the versions of Caffe do. */
function caffemodel(
	layers: Readonly<Record<string, readonly Blob[]>>,
	form: Form = "v2",
): Uint8Array {
	const writer = new PbfWriter();
	for (const [name, blobs] of Object.entries(layers)) {
		const layer = new PbfWriter();
		layer.writeStringField(form === "v1" ? 4 : 1, name);
		for (const blob of blobs)
			layer.writeBytesField(form === "v1" ? 6 : 7, writeBlob(blob, form));
		if (form === "v1") layer.writeVarintField(5, 4);
		else layer.writeStringField(2, "Convolution");
		writer.writeBytesField(form === "v1" ? 2 : 100, layer.finish());
	}
	return writer.finish();
}

function writeBlob({ shape, data }: Blob, form: Form): Uint8Array {
	const blob = new PbfWriter();
	if (form === "v1") {
		const padded = [1, 1, 1, 1, ...shape].slice(-4);
		for (const [i, size] of padded.entries())
			blob.writeVarintField(i + 1, size);
	} else {
		const dims = new PbfWriter();
		dims.writePackedVarint(1, [...shape]);
		blob.writeBytesField(7, dims.finish());
	}
	const values = Array.from(data);
	if (form === "double") blob.writePackedDouble(8, values);
	else if (form === "unpacked")
		for (const value of values) blob.writeFloatField(5, value);
	else blob.writePackedFloat(5, values);
	return blob.finish();
}

/** A small LeNet with everything computed in place that can be. */
const lenet = {
	input: [2, 1, 8, 8],
	layers: `
		layer { name: "conv" type: "Convolution" bottom: "data" top: "conv"
			param { lr_mult: 1 } convolution_param { num_output: 4 kernel_size: 3 weight_filler { type: "xavier" } } }
		layer { name: "relu" type: "ReLU" bottom: "conv" top: "conv" }
		layer { name: "pool" type: "Pooling" bottom: "conv" top: "pool"
			pooling_param { pool: MAX kernel_size: 2 stride: 2 } }
		layer { name: "drop" type: "Dropout" bottom: "pool" top: "pool" }
		layer { name: "ip" type: "InnerProduct" bottom: "pool" top: "ip" inner_product_param { num_output: 3 } }
		layer { name: "prob" type: "Softmax" bottom: "ip" top: "prob" }`,
};
const lenetBlobs = {
	conv: [
		{ shape: [4, 1, 3, 3], data: normals(36) },
		{ shape: [4], data: normals(4, 1) },
	],
	ip: [
		{ shape: [3, 36], data: normals(108, 2) },
		{ shape: [3], data: normals(3, 3) },
	],
};
const lenetFiles = (form: Form = "v2"): CaffeFiles => ({
	prototxt: definition(lenet.input, lenet.layers),
	caffemodel: caffemodel(lenetBlobs, form),
});

/** The same with the names of version 1, for training: data, losses and measures around it. */
const lenetV1 = `name: "test"
	layers { name: "mnist" type: DATA top: "data" top: "label" include: { phase: TRAIN }
		data_param { source: "train" batch_size: 64 } }
	layers { name: "mnist" type: DATA top: "data" top: "label" include: { phase: TEST }
		data_param { source: "test" batch_size: 2 } }
	layers { name: "conv" type: CONVOLUTION bottom: "data" top: "conv" blobs_lr: 1 blobs_lr: 2
		convolution_param { num_output: 4 kernel_size: 3 } }
	layers { name: "relu" type: RELU bottom: "conv" top: "conv" }
	layers { name: "pool" type: POOLING bottom: "conv" top: "pool" pooling_param { pool: MAX kernel_size: 2 stride: 2 } }
	layers { name: "drop" type: DROPOUT bottom: "pool" top: "pool" }
	layers { name: "aux" type: INNER_PRODUCT bottom: "pool" top: "aux" inner_product_param { num_output: 7 } }
	layers { name: "aux_loss" type: SOFTMAX_LOSS bottom: "aux" bottom: "label" }
	layers { name: "ip" type: INNER_PRODUCT bottom: "pool" top: "ip" inner_product_param { num_output: 3 } }
	layers { name: "accuracy" type: ACCURACY bottom: "ip" bottom: "label" top: "accuracy" include: { phase: TEST } }
	layers { name: "loss" type: SOFTMAX_LOSS bottom: "ip" bottom: "label" top: "loss" }`;

describe("importCaffe", () => {
	test("reads a deploy file with its weights; nodes have the names of layers", () => {
		const network = importCaffe(lenetFiles());
		expect(network).toMatchObject({
			name: "test",
			input: { name: "data", shape: [1, 8, 8] },
			output: "prob",
		});
		expect(network.nodes.map(({ name, inputs }) => [name, ...inputs])).toEqual([
			["conv", "data"],
			["relu", "conv"],
			["pool", "relu"],
			["ip/flatten", "pool"],
			["ip", "ip/flatten"],
			["prob", "ip"],
		]);
		expect(network.nodes[0]).toMatchObject({
			weights: lenetBlobs.conv[0],
			bias: lenetBlobs.conv[1]!.data,
		});
	});

	test.each(["v1", "unpacked", "double"] as const)(
		"reads weights of the form %s as the same",
		(form) => {
			expect(importCaffe(lenetFiles(form))).toEqual(importCaffe(lenetFiles()));
		},
	);

	test("deploys a file for training: the data of the test, no losses, and no branch that only they read", () => {
		const files = {
			prototxt: bytes(lenetV1),
			caffemodel: caffemodel({
				...lenetBlobs,
				aux: [
					{ shape: [7, 36], data: normals(252) },
					{ shape: [7], data: normals(7) },
				],
			}),
		};
		expect(() => importCaffe(files)).toThrow(
			new InputError(
				"mnist (line 4): the definition does not say the shape of the images; it must be given",
			),
		);
		const network = importCaffe(files, undefined, { inputShape: [1, 8, 8] });
		const deployed = importCaffe(lenetFiles());
		expect(network).toEqual({
			...deployed,
			nodes: deployed.nodes.slice(0, -1),
			output: "ip",
		});
	});

	test("has a cost but cannot run without weights", () => {
		const { prototxt } = lenetFiles() as { prototxt: Uint8Array };
		const network = importCaffe({ prototxt }, "shapes");
		expect(network.isWithoutWeights).toBe(true);
		expect(inferShapes(network)).toEqual(
			inferShapes(importCaffe(lenetFiles())),
		);
		expect(() =>
			runFloatReference(network, normals(64), { gemm: referenceGemm }),
		).toThrow("shapes: the file has shapes but no weights");
	});

	test("takes the definition from a caffemodel that holds it", () => {
		const param = new PbfWriter();
		param.writeVarintField(1, 4);
		param.writeVarintField(4, 3);
		const conv = new PbfWriter();
		conv.writeStringField(1, "conv");
		conv.writeStringField(2, "Convolution");
		conv.writeStringField(3, "data");
		conv.writeStringField(4, "conv");
		for (const blob of lenetBlobs.conv)
			conv.writeBytesField(7, writeBlob(blob, "v2"));
		conv.writeBytesField(106, param.finish());
		const writer = new PbfWriter();
		writer.writeStringField(3, "data");
		for (const size of lenet.input) writer.writeVarintField(4, size);
		writer.writeBytesField(100, conv.finish());
		const network = importCaffe({ caffemodel: writer.finish() });
		expect(network.nodes).toEqual(importCaffe(lenetFiles()).nodes.slice(0, 1));
	});

	test.each<[string, readonly number[]]>([
		[
			'type: "Data" data_param { batch_size: 4 } transform_param { crop_size: 5 }',
			[3, 5, 5],
		],
		[
			'type: "Data" data_param { crop_size: 5 } transform_param { force_gray: true }',
			[1, 5, 5],
		],
		[
			'type: "ImageData" image_data_param { new_height: 4 new_width: 6 }',
			[3, 4, 6],
		],
		[
			'type: "ImageData" image_data_param { is_color: false } transform_param { crop_size: 2 }',
			[1, 2, 2],
		],
		[
			'type: "MemoryData" memory_data_param { batch_size: 1 channels: 2 height: 3 width: 4 }',
			[2, 3, 4],
		],
		[
			'type: "DummyData" dummy_data_param { num: 1 channels: 2 height: 3 width: 4 }',
			[2, 3, 4],
		],
		['type: "DummyData" dummy_data_param { shape { dim: 1 dim: 7 } }', [7]],
	])("knows the images of %s", (data, shape) => {
		const prototxt = bytes(
			`layer { name: "data" top: "data" top: "label" ${data} } layer { name: "a" type: "AbsVal" bottom: "data" top: "a" }`,
		);
		expect(importCaffe({ prototxt }).input.shape).toEqual(shape);
	});

	test("takes layers by the rules of phase, level and stage", () => {
		const taken = (rule: string): boolean =>
			importCaffe({
				prototxt: definition(
					[1, 2],
					`layer { name: "a" type: "AbsVal" bottom: "data" top: "a" }
					layer { name: "b" type: "TanH" bottom: "a" top: "a" ${rule} }`,
				),
			}).nodes.length === 2;
		const rules: readonly (readonly [string, boolean])[] = [
			["", true],
			["include { phase: TEST }", true],
			["include { phase: TRAIN }", false],
			["include { phase: TRAIN } include { }", true],
			["exclude { phase: TRAIN }", true],
			["exclude { phase: TEST }", false],
			["include { min_level: 1 }", false],
			["include { max_level: -1 }", false],
			["include { min_level: 0 max_level: 0 }", true],
			["include { stage: 'deploy' }", false],
			["include { not_stage: 'deploy' }", true],
		];
		for (const [rule, expected] of rules)
			expect([rule, taken(rule)]).toEqual([rule, expected]);
	});
});

describe("layers that other formats define otherwise", () => {
	const pooling = fc
		.record({
			height: fc.integer({ min: 3, max: 9 }),
			width: fc.integer({ min: 3, max: 9 }),
			kernel: fc.integer({ min: 1, max: 3 }),
			stride: fc.integer({ min: 1, max: 3 }),
			pad: fc.integer({ min: 0, max: 2 }),
			pool: fc.constantFrom("MAX" as const, "AVE" as const),
		})
		.filter(({ kernel, stride, pad }) => pad < kernel && stride <= kernel);

	/** One axis: where each window begins and ends, the padding included, as Caffe's pooling layer cuts it. */
	function windows(
		size: number,
		{ kernel, stride, pad }: { kernel: number; stride: number; pad: number },
	): (readonly [number, number])[] {
		let count = Math.ceil((size + 2 * pad - kernel) / stride) + 1;
		if (pad > 0 && (count - 1) * stride >= size + pad) count--;
		return Array.from({ length: count }, (_, i) => {
			const start = i * stride - pad;
			return [start, Math.min(start + kernel, size + pad)] as const;
		});
	}

	test("pooling rounds windows up and divides by what lies within the padding", () => {
		fc.assert(
			fc.property(pooling, (p) => {
				const image = normals(p.height * p.width);
				const layers = `layer { name: "p" type: "Pooling" bottom: "data" top: "p" pooling_param {
					pool: ${p.pool} kernel_size: ${p.kernel} stride: ${p.stride} pad: ${p.pad} } }`;
				const actual = run(
					{ input: [1, 1, p.height, p.width], layers },
					{},
					image,
				);
				const expected = windows(p.height, p).flatMap(([top, bottom]) =>
					windows(p.width, p).map(([left, right]) => {
						const inside: number[] = [];
						for (let y = Math.max(top, 0); y < Math.min(bottom, p.height); y++)
							for (let x = Math.max(left, 0); x < Math.min(right, p.width); x++)
								inside.push(image[y * p.width + x]!);
						const area = (bottom - top) * (right - left);
						const sum = inside.reduce((a, b) => a + b, 0);
						return p.pool === "MAX" ? Math.max(...inside) : sum / area;
					}),
				);
				expect(actual).toHaveLength(expected.length);
				for (const [i, value] of expected.entries())
					expect(actual[i]).toBeCloseTo(value, 5);
			}),
		);
	});

	test("normalisation within a channel counts the padding, across channels it does not", () => {
		const image = normals(2 * 4 * 5);
		const at = (c: number, y: number, x: number): number =>
			c < 0 || c > 1 || y < 0 || y > 3 || x < 0 || x > 4
				? 0
				: image[(c * 4 + y) * 5 + x]!;
		const normalised = (
			region: string,
			taps: readonly (readonly [number, number, number])[],
		): void => {
			const layers = `layer { name: "n" type: "LRN" bottom: "data" top: "n" lrn_param {
				local_size: 3 alpha: 0.5 beta: 0.75 norm_region: ${region} } }`;
			const actual = run({ input: [1, 2, 4, 5], layers }, {}, image);
			for (const [i, value] of actual.entries()) {
				const [c, y, x] = [Math.floor(i / 20), Math.floor(i / 5) % 4, i % 5];
				const squares = taps
					.map(([dc, dy, dx]) => at(c + dc, y + dy, x + dx) ** 2)
					.reduce((a, b) => a + b, 0);
				const expected =
					at(c, y, x) / (1 + (0.5 / taps.length) * squares) ** 0.75;
				expect(value).toBeCloseTo(expected, 5);
			}
		};
		const around = [-1, 0, 1];
		normalised(
			"WITHIN_CHANNEL",
			around.flatMap((y) => around.map((x) => [0, y, x] as const)),
		);
		normalised(
			"ACROSS_CHANNELS",
			around.map((c) => [c, 0, 0] as const),
		);
	});

	test("batch normalisation divides its statistics by the scale factor; a scale follows", () => {
		const layers = `
			layer { name: "bn" type: "BatchNorm" bottom: "data" top: "data" batch_norm_param { eps: 0 } }
			layer { name: "s" type: "Scale" bottom: "data" top: "data" scale_param { bias_term: true } }`;
		const blobs = {
			bn: [
				{ shape: [2], data: [2, 4] },
				{ shape: [2], data: [8, 18] },
				{ shape: [1], data: [2] },
			],
			s: [
				{ shape: [2], data: [10, 20] },
				{ shape: [2], data: [1, 2] },
			],
		};
		expect(
			run({ input: [1, 2, 1, 2], layers }, blobs, Float32Array.of(3, 5, 5, 8)),
		).toEqual([11, 21, 22, 42]);
	});

	test.each<[string, readonly number[]]>([
		[
			'type: "Eltwise" bottom: "data" bottom: "data" eltwise_param { coeff: 2 coeff: -0.5 }',
			[-1.5, 3, 4.5],
		],
		[
			'type: "Eltwise" bottom: "data" bottom: "data" bottom: "data" eltwise_param { operation: PROD }',
			[-1, 8, 27],
		],
		[
			'type: "ReLU" bottom: "data" relu_param { negative_slope: 0.5 }',
			[-0.5, 2, 3],
		],
		[
			'type: "Power" bottom: "data" power_param { power: 2 scale: 3 shift: 1 }',
			[4, 49, 100],
		],
		[
			'type: "Exp" bottom: "data" exp_param { base: 2 scale: 2 shift: 1 }',
			[0.5, 32, 128],
		],
		[
			'type: "Log" bottom: "data" log_param { base: 2 shift: 2 }',
			[0, 2, Math.log2(5)],
		],
		['type: "PReLU" bottom: "data"', [-10, 2, 3]],
		['type: "Scale" bottom: "data" scale_param { num_axes: 0 }', [-10, 20, 30]],
		['type: "Bias" bottom: "data" bias_param { num_axes: 0 }', [9, 12, 13]],
		[
			'type: "InnerProduct" bottom: "data" inner_product_param { num_output: 1 bias_term: false transpose: true }',
			[321],
		],
	])("computes %s", (layer, expected) => {
		const shapes: Readonly<Record<string, Blob>> = {
			InnerProduct: { shape: [3, 1], data: [-1, 10, 100] },
			PReLU: { shape: [3], data: [10, 10, 10] },
		};
		const blob = shapes[layer.split('"')[1]!] ?? { shape: [], data: [10] };
		const actual = run(
			{ input: [1, 3], layers: `layer { name: "l" top: "l" ${layer} }` },
			{ l: [blob] },
			Float32Array.of(-1, 2, 3),
		);
		for (const [i, value] of expected.entries())
			expect(actual[i]).toBeCloseTo(value, 4);
	});

	test("slices, concatenates, reshapes and flattens around the batch", () => {
		const layers = `
			layer { name: "slice" type: "Slice" bottom: "data" top: "a" top: "b" slice_param { slice_point: 1 } }
			layer { name: "turned" type: "Concat" bottom: "b" bottom: "a" top: "c" concat_param { axis: -3 } }
			layer { name: "shape" type: "Reshape" bottom: "c" top: "d" reshape_param { shape { dim: 0 dim: -1 dim: 3 } } }
			layer { name: "flat" type: "Flatten" bottom: "d" top: "d" }`;
		const input = [5, 3, 1, 2];
		const images = Float32Array.of(1, 2, 3, 4, 5, 6);
		expect(run({ input, layers }, {}, images)).toEqual([3, 4, 5, 6, 1, 2]);
		const network = importCaffe({ prototxt: definition(input, layers) });
		expect(inferShapes(network).get("shape")).toEqual([2, 3]);
	});
});

const detector = `
	layer { name: "conv" type: "Convolution" bottom: "data" top: "conv" convolution_param { num_output: 4 kernel_size: 3 } }
	layer { name: "proposal" type: "Python" bottom: "conv" top: "rois" }
	layer { name: "roi" type: "ROIPooling" bottom: "conv" bottom: "rois" top: "roi" roi_pooling_param { pooled_h: 2 pooled_w: 3 } }
	layer { name: "fc" type: "InnerProduct" bottom: "roi" top: "fc" inner_product_param { num_output: 5 } }
	layer { name: "moved" type: "AbsVal" bottom: "rois" top: "moved" }`;

describe("what is not supported", () => {
	test("is named with its line, or listed beside the shapes of the rest", () => {
		const files = { prototxt: definition([1, 3, 8, 8], detector) };
		expect(() => importCaffe(files)).toThrow(
			new InputError(
				"proposal (line 5): layer type Python is not supported; docs/caffe-layers.md lists those that are",
			),
		);
		const network = importCaffe(files, "detector", { unsupported: "list" });
		expect(network.unsupported?.map(({ name }) => name)).toEqual([
			"proposal",
			"roi",
			"moved",
		]);
		expect(Object.fromEntries(inferShapes(network))).toEqual({
			data: [3, 8, 8],
			conv: [4, 6, 6],
			roi: [300, 4, 2, 3],
			"fc/flatten": [300, 24],
			fc: [300, 5],
		});
		const few = importCaffe(files, "few", { unsupported: "list", regions: 7 });
		expect(inferShapes(few).get("fc")).toEqual([7, 5]);
	});

	const conv = (param: string): string =>
		`layer { name: "c" type: "Convolution" bottom: "data" top: "c" convolution_param { ${param} } }`;
	test.each<[message: string, layers: string]>([
		[
			"c (line 3): convolution_param has no field kernal_size; it has num_output, bias_term, pad",
			conv("num_output: 1 kernal_size: 3"),
		],
		[
			"c (line 3): num_output: found 0, expected 1 or more",
			conv("kernel_size: 3"),
		],
		[
			"c (line 3): kernel_size: found 0 values, expected 1 or 2",
			conv("num_output: 1"),
		],
		[
			"c (line 3): kernel_h and kernel_w go together",
			conv("num_output: 1 kernel_h: 3"),
		],
		[
			'c (line 3): num_output: found "4", expected a number',
			conv('num_output: "4" kernel_size: 1'),
		],
		[
			"c (line 3): stride: found 1.5, expected a whole number",
			conv("num_output: 1 kernel_size: 1 stride: 1.5"),
		],
		[
			"c (line 3): 3 channels cannot be split into 2 groups",
			conv("num_output: 2 kernel_size: 1 group: 2"),
		],
		[
			"c (line 3): window of 9 is larger than the padded input of 4",
			conv("num_output: 1 kernel_size: 9"),
		],
		[
			"c (line 3): kernel [1,1], strides [0,0] and dilations [1,1] need positive integers",
			conv("num_output: 1 kernel_size: 1 stride: 0"),
		],
		[
			"p (line 3): pool: found STOCHASTIC, expected MAX or AVE",
			'layer { name: "p" type: "Pooling" bottom: "data" top: "p" pooling_param { pool: STOCHASTIC kernel_size: 2 } }',
		],
		[
			"p (line 3): a window of kernel [1,1] and stride [4,4] starts past the input [4,4]",
			'layer { name: "p" type: "Pooling" bottom: "data" top: "p" pooling_param { kernel_size: 1 stride: 4 pad: 0 } }',
		],
		[
			"b (line 3): BatchNorm by the statistics of the batch",
			'layer { name: "b" type: "BatchNorm" bottom: "data" top: "b" batch_norm_param { use_global_stats: false } }',
		],
		[
			"s (line 3): axis 0 of Softmax is the batch",
			'layer { name: "s" type: "Softmax" bottom: "data" top: "s" softmax_param { axis: 0 } }',
		],
		[
			"r (line 3): bottom nothing is made by no earlier layer",
			'layer { name: "r" type: "ReLU" bottom: "nothing" top: "r" }',
		],
		[
			"r (line 3): type: found RELUX, expected one in quotes, or ABSVAL",
			'layers { name: "r" type: RELUX bottom: "data" top: "r" }',
		],
		[
			"line 3: a layer within layers is the format of 2013",
			'layers { layer { name: "r" } }',
		],
		["no layer found that computes anything", ""],
	])("is refused: %s", (message, layers) => {
		const prototxt = definition([1, 3, 4, 4], layers);
		expect(() => importCaffe({ prototxt })).toThrow(message);
	});

	test("weights that are missing or of another shape are named", () => {
		const withBlobs =
			(blobs: Readonly<Record<string, readonly Blob[]>>) => () =>
				importCaffe({ ...lenetFiles(), caffemodel: caffemodel(blobs) });
		const { conv: [weights] = [], ip } = lenetBlobs;
		expect(withBlobs({ ip })).toThrow(
			"conv (line 4): the caffemodel has no layer conv; it has ip",
		);
		expect(withBlobs({ conv: [weights!] })).toThrow(
			"conv (line 4): bias is blob 1, the caffemodel has 1 of this layer",
		);
		expect(withBlobs({ conv: [{ ...weights!, shape: [4, 9] }] })).toThrow(
			"conv (line 4): weights need shape [4,1,3,3], the caffemodel has [4,9]",
		);
		expect(withBlobs({ conv: [{ ...weights!, data: [1] }] })).toThrow(
			"conv (line 4): weights: shape [4,1,3,3] needs 36 values, found 1",
		);
	});
});

describe("a broken file", () => {
	const options: ImportCaffeOptions = { inputShape: [1, 8, 8] };
	const attempt = (files: CaffeFiles): Network | undefined => {
		try {
			return importCaffe(files, "broken", options);
		} catch (error) {
			if (error instanceof InputError) return undefined;
			throw error;
		}
	};
	/** A valid network or an error of one line, whatever the bytes are. */
	const survives = (files: CaffeFiles): void => {
		const network = attempt(files);
		if (network) inferShapes(network);
	};
	const text = lenetFiles().prototxt!;
	const weights = lenetFiles().caffemodel!;
	const bare = caffemodel(lenetBlobs, "v1");

	test("is refused wherever it is cut", () => {
		for (let length = 0; length < text.length; length++)
			survives({ prototxt: text.subarray(0, length) });
		for (let length = 0; length < weights.length; length++)
			expect(
				attempt({ prototxt: text, caffemodel: weights.subarray(0, length) }),
			).toBeUndefined();
	});

	test("is refused or read where bits of it are turned", () => {
		const flips = (bytes: Uint8Array) =>
			fc
				.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(7)), {
					minLength: 1,
					maxLength: 4,
				})
				.map((places) => {
					const broken = bytes.slice();
					for (const [at, bit] of places) broken[at]! ^= 1 << bit;
					return broken;
				});
		const seeded = { seed: 1, numRuns: 1500 };
		fc.assert(
			fc.property(flips(text), (prototxt) => survives({ prototxt })),
			seeded,
		);
		fc.assert(
			fc.property(flips(weights), (caffemodel) =>
				survives({ prototxt: text, caffemodel }),
			),
			seeded,
		);
		fc.assert(
			fc.property(flips(bare), (caffemodel) => survives({ caffemodel })),
			seeded,
		);
	});

	test("is refused or read where numbers of it are others", () => {
		const source = Buffer.from(text).toString() + detector;
		const numbers = [...source.matchAll(/(?<=: )\d+/g)];
		const value = fc.constantFrom(
			0,
			7,
			1e3,
			65537,
			2 ** 28,
			2 ** 31,
			2 ** 40,
			1e300,
		);
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.nat(numbers.length - 1), value), {
					minLength: 1,
					maxLength: 3,
				}),
				(changes) => {
					let changed = source;
					const last = new Map(changes);
					for (const [i, to] of [...last].toSorted(([a], [b]) => b - a)) {
						const { index, 0: old } = numbers[i]!;
						changed = `${changed.slice(0, index)}${to}${changed.slice(index + old.length)}`;
					}
					survives({ prototxt: bytes(changed) });
				},
			),
			{ seed: 1, numRuns: 1500 },
		);
	});

	test("that nests or repeats without end is read in bounded time", () => {
		survives({ prototxt: bytes("layer{".repeat(100_000)) });
		survives({ prototxt: bytes("a:1 ".repeat(300_000)) });
		survives({ prototxt: bytes(`a: "${"x".repeat(1_000_000)}`) });
		survives({ prototxt: bytes("#".repeat(1_000_000)) });
		survives({
			prototxt: definition(lenet.input, `${lenet.layers}\n`.repeat(500)),
		});
	});
});
