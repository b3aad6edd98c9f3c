import { expect, test } from "vitest";
import type { Network } from "../network.js";
import { namedAfterFile } from "./named-after-file.js";

const called = (name: string): Network => ({
	name,
	input: { name: "data", shape: [1] },
	output: "data",
	nodes: [],
});

test.each([
	["", "nets/tiny.prototxt", "tiny"],
	["main_graph", "C:\\nets\\resnet18.v2.onnx", "resnet18.v2"],
	["torch_jit", "resnet20.onnx", "resnet20"],
	["torch-jit-export", "model.onnx", "model"],
	["graph", "best.onnx", "best"],
	["model", "nets/resnet20/model.onnx", "resnet20"],
	["main_graph", "../model.onnx", "model"],
	["", ".onnx", ".onnx"],
	["ResNet-20", "nets/tiny.onnx", "ResNet-20"],
])("a network that is called %j in %s is %s", (name, path, expected) => {
	expect(namedAfterFile(called(name), path).name).toBe(expected);
});
