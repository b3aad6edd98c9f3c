import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseNpy } from "../../../base/npy.js";
import { createWasmGemm } from "../../../kernels/gemm/wasm.js";
import { runFloatReference } from "../../float-reference.js";
import { inferShapes } from "../../infer-shapes.js";
import { layerShapes, macsOf } from "../../layer-shape.js";
import {
	modelFile,
	modelImages,
	openModel,
	sharedData,
	trainedModels,
} from "../../trained-models.support.js";
import { importCaffe } from "./import-caffe.js";

// Published definitions, and the layers that another program found in ONNX conversions of them.
const arch = join(sharedData, "arch");

const definitions = [
	["lenet", "lenet_caffe"],
	["cifar10_full", "cifar10_full_caffe"],
	["bvlc_alexnet_deploy", "alexnet_caffe"],
	["caffenet_deploy", "caffenet"],
	["bvlc_googlenet_deploy", "googlenet_caffe"],
	["ResNet-50-deploy", "resnet50_caffe"],
	["ResNet-152-deploy", "resnet152_caffe"],
] as const;

const open = (name: string, options = {}) =>
	importCaffe(
		{ prototxt: readFileSync(join(arch, `prototxt/${name}.prototxt`)) },
		undefined,
		options,
	);

describe.skipIf(!existsSync(arch))("a published definition", () => {
	test.each(definitions)("%s has the layers of %s", (definition, csv) => {
		const network = open(definition);
		const shapes = inferShapes(network);
		const rows = layerShapes(network).map((layer) => {
			const shape = shapes.get(layer.layer)!;
			const weights = layer.rows * layer.outputs * layer.groups;
			return [
				layer.layer,
				layer.groups,
				shape.length > 1 ? shape.join("x") : "",
				weights,
				macsOf(layer),
			].join(",");
		});
		const expected = readFileSync(join(arch, `${csv}.layers.csv`), "utf8")
			.trim()
			.split(/\r?\n/)
			.slice(1)
			.map((row) => {
				const [layer, , , groups, output, weights, macs] = row.split(",");
				return [layer, groups, output, weights, macs].join(",");
			});
		expect(rows).toEqual(expected);
	});

	test("Faster R-CNN has the shapes around its proposals, at the size it is tested at", () => {
		const network = open("faster_rcnn_vgg16_test", {
			unsupported: "list",
			inputShape: [3, 600, 850],
		});
		const layers = layerShapes(network);
		const macs = layers.map(macsOf).reduce((a, b) => a + b, 0);
		const weights = layers
			.map((layer) => layer.rows * layer.outputs * layer.groups)
			.reduce((a, b) => a + b, 0);
		expect(network.unsupported?.map(({ operator }) => operator)).toEqual([
			"Python",
			"ROIPooling",
		]);
		expect(layers.length).toBe(20);
		expect(Math.round(macs / 1e6)).toBe(197741);
		expect(Math.round(weights / 1e5)).toBe(1371);
	});
});

const originals = trainedModels().flatMap((model) => {
	const folder = join(sharedData, "models", model.name, "original");
	const files = existsSync(folder) ? readdirSync(folder) : [];
	const prototxt = files.find((name) => name.endsWith(".prototxt"));
	const caffemodel = files.find((name) => name.endsWith(".caffemodel"));
	if (!prototxt || !caffemodel) return [];
	const read = (file: string) => modelFile(model, join("original", file));
	const open = () =>
		importCaffe({ prototxt: read(prototxt), caffemodel: read(caffemodel) });
	return [{ name: model.name, model, open }];
});

describe.skipIf(originals.length === 0)("a trained network of Caffe", () => {
	const gemm = createWasmGemm();

	test.each(originals)("$name gives the scores of ONNX Runtime", (original) => {
		const expected = parseNpy(
			modelFile(original.model, "expected_logits_first20.npy"),
			original.name,
		).data;
		const images = modelImages(original.model, 20);
		const actual = runFloatReference(original.open(), images, { gemm });
		expect(actual.length).toBe(expected.length);
		for (const [i, value] of expected.entries())
			expect(actual[i]).toBeCloseTo(value, 4);
	});

	test.each(originals)(
		"$name gives the scores of its ONNX file",
		(original) => {
			const images = modelImages(original.model, 300);
			const scores = runFloatReference(original.open(), images, { gemm });
			const expected = runFloatReference(openModel(original.model), images, {
				gemm,
			});
			for (const [i, value] of expected.entries())
				expect(scores[i]).toBeCloseTo(value, 4);
		},
	);
});
