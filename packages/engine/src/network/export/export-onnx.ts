import { PbfWriter } from "pbf";
import { InputError } from "../../base/input-error.js";
import type { Tensor } from "../../base/tensor.js";
import { inferShapes } from "../infer-shapes.js";
import { type Network, type NetworkNode, operatorOf } from "../network.js";

const IR_VERSION = 7;
const OPSET = 13;
const FLOAT = 1;

/**
 * Writes a network as an ONNX file (opset 13), with the batch dimension left open. Tensors have the names of
 * the nodes that make them, weights and biases `<node>.weight` and `<node>.bias`. The same network gives the
 * same bytes. Field numbers are those of onnx.proto3.
 */
export function exportOnnx(network: Network): Uint8Array {
	const model = new PbfWriter();
	model.writeVarintField(1, IR_VERSION);
	model.writeStringField(2, "mho");
	model.writeMessage(7, writeGraph, network);
	model.writeMessage(8, writeOpset, OPSET);
	return model.finish().slice();
}

function writeOpset(version: number, opset: PbfWriter): void {
	opset.writeStringField(1, "");
	opset.writeVarintField(2, version);
}

function writeGraph(network: Network, graph: PbfWriter): void {
	const { input, output, nodes } = network;
	for (const node of nodes) graph.writeMessage(1, writeNode, onnxNode(node));
	graph.writeStringField(2, network.name);
	for (const tensor of nodes.flatMap(initializers))
		graph.writeMessage(5, writeTensor, tensor);
	graph.writeMessage(11, writeValueInfo, input);
	graph.writeMessage(12, writeValueInfo, {
		name: output,
		shape: inferShapes(network).get(output)!,
	});
}

interface OnnxNode {
	readonly name: string;
	readonly inputs: readonly string[];
	readonly opType: string;
	readonly attributes: readonly OnnxAttribute[];
}

interface OnnxAttribute {
	readonly name: string;
	readonly value: number | readonly number[];
}

function onnxNode(node: NetworkNode): OnnxNode {
	const { name, inputs } = node;
	const withWeights = [...inputs, weightName(node), biasName(node)];
	switch (node.kind) {
		case "convolution": {
			const attributes = [
				{ name: "dilations", value: node.dilations },
				{ name: "group", value: node.groups },
				{ name: "kernel_shape", value: node.weights.shape.slice(2) },
				{ name: "pads", value: node.pads },
				{ name: "strides", value: node.strides },
			];
			return { name, inputs: withWeights, opType: "Conv", attributes };
		}
		case "dense":
			return {
				name,
				inputs: withWeights,
				opType: "Gemm",
				attributes: [{ name: "transB", value: 1 }],
			};
		case "max-pool": {
			const attributes = [
				{ name: "ceil_mode", value: node.rounding === "up" ? 1 : 0 },
				{ name: "dilations", value: node.dilations },
				{ name: "kernel_shape", value: node.kernel },
				{ name: "pads", value: node.pads },
				{ name: "strides", value: node.strides },
			];
			return { name, inputs, opType: "MaxPool", attributes };
		}
		case "activation":
			if (node.function.kind !== "relu") throw notWritten(node);
			return { name, inputs, opType: "Relu", attributes: [] };
		case "flatten":
			return {
				name,
				inputs,
				opType: "Flatten",
				attributes: [{ name: "axis", value: 1 }],
			};
		case "softmax":
			return {
				name,
				inputs,
				opType: "Softmax",
				attributes: [{ name: "axis", value: node.axis + 1 }],
			};
		default:
			throw notWritten(node);
	}
}

function notWritten(node: NetworkNode): InputError {
	return new InputError(
		`${node.name}: ${operatorOf(node)} cannot be written as ONNX yet`,
	);
}

const weightName = ({ name }: NetworkNode): string => `${name}.weight`;
const biasName = ({ name }: NetworkNode): string => `${name}.bias`;

type NamedTensor = Tensor & { readonly name: string };

function initializers(node: NetworkNode): readonly NamedTensor[] {
	if (node.kind !== "convolution" && node.kind !== "dense") return [];
	return [
		{ name: weightName(node), ...node.weights },
		{ name: biasName(node), shape: [node.bias.length], data: node.bias },
	];
}

function writeNode(
	{ name, inputs, opType, attributes }: OnnxNode,
	message: PbfWriter,
): void {
	for (const input of inputs) message.writeStringField(1, input);
	message.writeStringField(2, name);
	message.writeStringField(3, name);
	message.writeStringField(4, opType);
	for (const attribute of attributes)
		message.writeMessage(5, writeAttribute, attribute);
}

function writeAttribute(
	{ name, value }: OnnxAttribute,
	message: PbfWriter,
): void {
	const INT = 2;
	const INTS = 7;
	message.writeStringField(1, name);
	if (typeof value === "number") {
		message.writeVarintField(3, value);
		message.writeVarintField(20, INT);
	} else {
		for (const item of value) message.writeVarintField(8, item);
		message.writeVarintField(20, INTS);
	}
}

function writeTensor(
	{ name, shape, data }: NamedTensor,
	message: PbfWriter,
): void {
	for (const size of shape) message.writeVarintField(1, size);
	message.writeVarintField(2, FLOAT);
	message.writeStringField(8, name);
	message.writeBytesField(
		9,
		new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
	);
}

interface ValueInfo {
	readonly name: string;
	readonly shape: readonly number[];
}

function writeValueInfo({ name, shape }: ValueInfo, message: PbfWriter): void {
	message.writeStringField(1, name);
	message.writeMessage(2, writeType, shape);
}

function writeType(shape: readonly number[], type: PbfWriter): void {
	type.writeMessage(1, writeTensorType, shape);
}

function writeTensorType(
	shape: readonly number[],
	tensorType: PbfWriter,
): void {
	tensorType.writeVarintField(1, FLOAT);
	tensorType.writeMessage(2, writeShape, ["N", ...shape]);
}

function writeShape(
	dimensions: readonly (string | number)[],
	shape: PbfWriter,
): void {
	for (const dimension of dimensions)
		shape.writeMessage(1, writeDimension, dimension);
}

function writeDimension(dimension: string | number, message: PbfWriter): void {
	if (typeof dimension === "string") message.writeStringField(2, dimension);
	else message.writeVarintField(1, dimension);
}
