import { InputError } from "../../../base/input-error.js";
import {
	decode,
	type Fields,
	type Mutable,
	pushFloats,
	pushIntegers,
	readBytes,
	readDoubleBytes,
	readFloat,
	readFloatBytes,
	readInteger,
	readMessage,
	readText,
} from "../protobuf/wire-format.js";
import type {
	OnnxAttribute,
	OnnxGraph,
	OnnxModel,
	OnnxNode,
	OnnxTensor,
	OnnxValueInfo,
} from "./onnx-model.js";

/**
 * Decodes the protobuf wire format of an ONNX file. Weights stay views of `bytes`. Anything that does not decode
 * is an InputError; whether the model makes sense is for the importer to judge.
 */
export function readOnnx(bytes: Uint8Array): OnnxModel {
	const model = decode(bytes, "an ONNX file", MODEL, {
		opset: 0,
		graph: emptyGraph(),
	});
	if (model.graph.nodes.length === 0)
		throw new InputError("not an ONNX file: no graph with nodes found");
	if (model.opset === 0)
		throw new InputError(
			"not an ONNX file, or a truncated one: no operator version found",
		);
	return model;
}

/** Decodes a file that holds one tensor, as the test data of the standard do. */
export function readOnnxTensor(bytes: Uint8Array): OnnxTensor {
	return decode(bytes, "an ONNX tensor", TENSOR, emptyTensor());
}

function emptyGraph(): Mutable<OnnxGraph> {
	return {
		name: "",
		nodes: [],
		initializers: [],
		sparseInitializers: 0,
		inputs: [],
		outputs: [],
		valueInfo: [],
	};
}

function emptyNode(): Mutable<OnnxNode> {
	return {
		name: "",
		opType: "",
		domain: "",
		inputs: [],
		outputs: [],
		attributes: [],
	};
}

function emptyAttribute(): Mutable<OnnxAttribute> {
	return {
		name: "",
		type: 0,
		float: 0,
		integer: 0,
		text: "",
		tensor: undefined,
		floats: [],
		integers: [],
	};
}

function emptyTensor(): Mutable<OnnxTensor> {
	return {
		name: "",
		shape: [],
		dataType: 0,
		rawData: undefined,
		floatData: [],
		doubleData: [],
		integerData: [],
		isExternal: false,
		externalData: new Map(),
	};
}

function emptyValueInfo(): Mutable<OnnxValueInfo> {
	return { name: "", dataType: 0, shape: undefined };
}

// The field numbers below are those of onnx.proto3.

const ENTRY: Fields<{ key: string; value: string }> = {
	1: (entry, reader) => {
		entry.key = readText(reader);
	},
	2: (entry, reader) => {
		entry.value = readText(reader);
	},
};

const TENSOR: Fields<Mutable<OnnxTensor>> = {
	1: (tensor, reader) => pushIntegers(tensor.shape, reader),
	2: (tensor, reader) => {
		tensor.dataType = readInteger(reader);
	},
	4: (tensor, reader) => tensor.floatData.push(readFloatBytes(reader)),
	5: (tensor, reader) => pushIntegers(tensor.integerData, reader),
	7: (tensor, reader) => pushIntegers(tensor.integerData, reader),
	8: (tensor, reader) => {
		tensor.name = readText(reader);
	},
	9: (tensor, reader) => {
		tensor.rawData = readBytes(reader);
	},
	10: (tensor, reader) => tensor.doubleData.push(readDoubleBytes(reader)),
	11: (tensor, reader) => pushIntegers(tensor.integerData, reader),
	13: (tensor, reader) => {
		const entry = readMessage(reader, ENTRY, { key: "", value: "" });
		tensor.externalData = new Map(tensor.externalData).set(
			entry.key,
			entry.value,
		);
	},
	14: (tensor, reader) => {
		tensor.isExternal = readInteger(reader) === 1;
	},
};

const ATTRIBUTE: Fields<Mutable<OnnxAttribute>> = {
	1: (attribute, reader) => {
		attribute.name = readText(reader);
	},
	2: (attribute, reader) => {
		attribute.float = readFloat(reader);
	},
	3: (attribute, reader) => {
		attribute.integer = readInteger(reader);
	},
	4: (attribute, reader) => {
		attribute.text = readText(reader);
	},
	5: (attribute, reader) => {
		attribute.tensor = readMessage(reader, TENSOR, emptyTensor());
	},
	7: (attribute, reader) => pushFloats(attribute.floats, reader),
	8: (attribute, reader) => pushIntegers(attribute.integers, reader),
	20: (attribute, reader) => {
		attribute.type = readInteger(reader);
	},
};

const NODE: Fields<Mutable<OnnxNode>> = {
	1: (node, reader) => node.inputs.push(readText(reader)),
	2: (node, reader) => node.outputs.push(readText(reader)),
	3: (node, reader) => {
		node.name = readText(reader);
	},
	4: (node, reader) => {
		node.opType = readText(reader);
	},
	5: (node, reader) =>
		node.attributes.push(readMessage(reader, ATTRIBUTE, emptyAttribute())),
	7: (node, reader) => {
		node.domain = readText(reader);
	},
};

const DIMENSION: Fields<{ size: number | string }> = {
	1: (dimension, reader) => {
		dimension.size = readInteger(reader);
	},
	2: (dimension, reader) => {
		dimension.size = readText(reader);
	},
};

const SHAPE: Fields<(number | string)[]> = {
	1: (shape, reader) =>
		shape.push(readMessage(reader, DIMENSION, { size: "?" }).size),
};

const TENSOR_TYPE: Fields<Mutable<OnnxValueInfo>> = {
	1: (info, reader) => {
		info.dataType = readInteger(reader);
	},
	2: (info, reader) => {
		info.shape = readMessage(reader, SHAPE, []);
	},
};

const TYPE: Fields<Mutable<OnnxValueInfo>> = {
	1: (info, reader) => readMessage(reader, TENSOR_TYPE, info),
};

const VALUE_INFO: Fields<Mutable<OnnxValueInfo>> = {
	1: (info, reader) => {
		info.name = readText(reader);
	},
	2: (info, reader) => readMessage(reader, TYPE, info),
};

const GRAPH: Fields<Mutable<OnnxGraph>> = {
	1: (graph, reader) =>
		graph.nodes.push(readMessage(reader, NODE, emptyNode())),
	2: (graph, reader) => {
		graph.name = readText(reader);
	},
	5: (graph, reader) =>
		graph.initializers.push(readMessage(reader, TENSOR, emptyTensor())),
	15: (graph) => {
		graph.sparseInitializers++;
	},
	11: (graph, reader) =>
		graph.inputs.push(readMessage(reader, VALUE_INFO, emptyValueInfo())),
	12: (graph, reader) =>
		graph.outputs.push(readMessage(reader, VALUE_INFO, emptyValueInfo())),
	13: (graph, reader) =>
		graph.valueInfo.push(readMessage(reader, VALUE_INFO, emptyValueInfo())),
};

const OPSET: Fields<{ domain: string; version: number }> = {
	1: (opset, reader) => {
		opset.domain = readText(reader);
	},
	2: (opset, reader) => {
		opset.version = readInteger(reader);
	},
};

const MODEL: Fields<Mutable<OnnxModel>> = {
	7: (model, reader) => {
		model.graph = readMessage(reader, GRAPH, emptyGraph());
	},
	8: (model, reader) => {
		const { domain, version } = readMessage(reader, OPSET, {
			domain: "",
			version: 0,
		});
		if (domain === "" || domain === "ai.onnx") model.opset = version;
	},
};
