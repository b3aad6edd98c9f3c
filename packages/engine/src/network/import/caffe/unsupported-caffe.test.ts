import { describe, expect, test } from "vitest";
import { InputError } from "../../../base/input-error.js";
import { inferShapes } from "../../infer-shapes.js";
import {
	type Blob,
	caffemodel,
	definition,
	detector,
	lenetBlobs,
	lenetFiles,
} from "./caffe-files.support.js";
import { importCaffe } from "./import-caffe.js";

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

	test("normalisation by the statistics of the batch has a shape, so that what follows has a cost", () => {
		const layers = `layer { name: "b" type: "BatchNorm" bottom: "data" top: "b" batch_norm_param { use_global_stats: false } }
			layer { name: "c" type: "Convolution" bottom: "b" top: "c" convolution_param { num_output: 2 kernel_size: 3 } }`;
		const network = importCaffe(
			{ prototxt: definition([1, 3, 4, 4], layers) },
			"normalised",
			{ unsupported: "list" },
		);
		expect(network.unsupported?.map(({ name }) => name)).toEqual(["b"]);
		expect(inferShapes(network).get("c")).toEqual([2, 2, 2]);
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
