import { PbfWriter } from "pbf";
import { describe, expect, test } from "vitest";
import { InputError } from "../../../base/input-error.js";
import { referenceGemm } from "../../../kernels/gemm/reference.js";
import { runFloatReference } from "../../float-reference.js";
import { inferShapes } from "../../infer-shapes.js";
import {
	bytes,
	caffemodel,
	definition,
	lenet,
	lenetBlobs,
	lenetFiles,
	normals,
	writeBlob,
} from "./caffe-files.support.js";
import { importCaffe } from "./import-caffe.js";

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
				"mnist (line 4): the definition does not say the shape of the images, expected it to be given (--input-shape)",
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
