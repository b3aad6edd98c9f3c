import { PbfWriter } from "pbf";
import { InputError } from "../../base/input-error.js";
import { inferShapes } from "../infer-shapes.js";
import type { Network } from "../network.js";
import type { Shape } from "../nodes/node.js";
import { integerType } from "./onnx-integers.js";
import { onnxNodes } from "./onnx-nodes.js";
import type {
	AttributeValue,
	Initializer,
	OnnxNode,
	StoredType,
} from "./onnx-writer.js";

const IR_VERSION = 9;
const OPSET = 20;

/**
 * Writes a network as an ONNX file (version 20 of its operators), with the batch dimension left open. Tensors have the
 * names of the nodes that make them, weights and biases `<node>.weight` and `<node>.bias`. Weights that came as
 * integers are written as such. The same network gives the same bytes. Field numbers are those of onnx.proto3.
 *
 * @throws InputError for nodes that ONNX has no operator for, and for networks without weights
 */
export function exportOnnx(network: Network): Uint8Array {
	if (network.isWithoutWeights)
		throw new InputError(`${network.name}: has no weights to be written`);
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
	const shapes = inferShapes(network);
	const constants = nodes.filter(({ kind }) => kind === "constant");
	const constantNames = new Set(constants.map(({ name }) => name));
	const written = nodes
		.filter(({ kind }) => kind !== "constant")
		.map((node) =>
			onnxNodes(node, (tensor) => shapes.get(tensor)!, constantNames),
		);
	for (const node of written.flatMap((part) => part.nodes))
		graph.writeMessage(1, writeNode, node);
	graph.writeStringField(2, network.name);
	const stored = nodes.flatMap((node): readonly Initializer[] =>
		node.kind === "constant"
			? [{ name: node.name, type: "FLOAT", ...node.value }]
			: [],
	);
	for (const tensor of [
		...stored,
		...written.flatMap((part) => part.initializers),
	])
		graph.writeMessage(5, writeTensor, tensor);
	graph.writeMessage(11, writeValueInfo, {
		...input,
		type: storedTypeOf(input.name, network),
	});
	graph.writeMessage(12, writeValueInfo, {
		name: output,
		shape: shapes.get(output)!,
		type: storedTypeOf(output, network),
	});
}

/** Of a tensor that holds codes: one that is dequantised, or quantised. */
function storedTypeOf(tensor: string, { nodes }: Network): StoredType {
	for (const node of nodes) {
		const holdsCodes =
			(node.kind === "dequantize-linear" && node.inputs.includes(tensor)) ||
			(node.kind === "quantize-linear" && node.name === tensor);
		if (holdsCodes) return integerType(node.min, node.max) ?? "FLOAT";
	}
	return "FLOAT";
}

function writeNode(
	{ name, inputs, opType, attributes }: OnnxNode,
	message: PbfWriter,
): void {
	for (const input of inputs) message.writeStringField(1, input);
	message.writeStringField(2, name);
	message.writeStringField(3, name);
	message.writeStringField(4, opType);
	for (const attribute of Object.entries(attributes))
		message.writeMessage(5, writeAttribute, attribute);
}

/** Values of `AttributeProto.type`. */
const ATTRIBUTE_TYPES = { float: 1, integer: 2, text: 3, integers: 7 } as const;

function writeAttribute(
	[name, value]: readonly [string, AttributeValue],
	message: PbfWriter,
): void {
	message.writeStringField(1, name);
	if (typeof value === "number") {
		message.writeVarintField(3, value);
		message.writeVarintField(20, ATTRIBUTE_TYPES.integer);
	} else if (typeof value === "string") {
		message.writeStringField(4, value);
		message.writeVarintField(20, ATTRIBUTE_TYPES.text);
	} else if ("float" in value) {
		message.writeFloatField(2, value.float);
		message.writeVarintField(20, ATTRIBUTE_TYPES.float);
	} else {
		for (const item of value) message.writeVarintField(8, item);
		message.writeVarintField(20, ATTRIBUTE_TYPES.integers);
	}
}

/** Numbers of the types in `TensorProto`, and the arrays that have their bytes. */
const TYPES = {
	FLOAT: { number: 1, bytesOf: Float32Array },
	UINT8: { number: 2, bytesOf: Uint8Array },
	INT8: { number: 3, bytesOf: Int8Array },
	UINT16: { number: 4, bytesOf: Uint16Array },
	INT16: { number: 5, bytesOf: Int16Array },
	INT64: { number: 7, bytesOf: BigInt64Array },
} as const;

function writeTensor(
	{ name, type, shape, data }: Initializer,
	message: PbfWriter,
): void {
	for (const size of shape) message.writeVarintField(1, size);
	message.writeVarintField(2, TYPES[type].number);
	message.writeStringField(8, name);
	const { buffer, byteOffset, byteLength } = arrayOf(type, data);
	message.writeBytesField(9, new Uint8Array(buffer, byteOffset, byteLength));
}

function arrayOf(type: StoredType, data: ArrayLike<number>): ArrayBufferView {
	if (type === "INT64")
		return BigInt64Array.from(Array.from(data, (value) => BigInt(value)));
	if (type === "FLOAT" && data instanceof Float32Array) return data;
	return TYPES[type].bytesOf.from(data);
}

interface ValueInfo {
	readonly name: string;
	readonly shape: Shape;
	readonly type: StoredType;
}

function writeValueInfo(info: ValueInfo, message: PbfWriter): void {
	message.writeStringField(1, info.name);
	message.writeMessage(2, writeType, info);
}

function writeType(info: ValueInfo, type: PbfWriter): void {
	type.writeMessage(1, writeTensorType, info);
}

function writeTensorType(
	{ shape, type }: ValueInfo,
	tensorType: PbfWriter,
): void {
	tensorType.writeVarintField(1, TYPES[type].number);
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
