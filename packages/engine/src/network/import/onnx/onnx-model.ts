/** What is kept of an ONNX file: the messages of onnx.proto3, without the fields that nothing here asks for. */
export interface OnnxModel {
	/** Version of the standard operators. */
	readonly opset: number;
	readonly graph: OnnxGraph;
}

export interface OnnxGraph {
	readonly name: string;
	readonly nodes: readonly OnnxNode[];
	readonly initializers: readonly OnnxTensor[];
	/** Names of weights in a sparse form, which is not read. */
	readonly sparseInitializers: number;
	readonly inputs: readonly OnnxValueInfo[];
	readonly outputs: readonly OnnxValueInfo[];
	/** What the writer of the file found of tensors in between. */
	readonly valueInfo: readonly OnnxValueInfo[];
}

export interface OnnxNode {
	readonly name: string;
	readonly opType: string;
	/** Empty for the standard operators. */
	readonly domain: string;
	/** Empty names stand for optional inputs that are left out. */
	readonly inputs: readonly string[];
	readonly outputs: readonly string[];
	readonly attributes: readonly OnnxAttribute[];
}

/** What an operator is called: with its domain where it is not one of the standard. */
export function operatorName({ opType, domain }: OnnxNode): string {
	const isStandard = domain === "" || domain === "ai.onnx";
	return isStandard ? opType : `${domain}.${opType}`;
}

export interface OnnxAttribute {
	readonly name: string;
	readonly type: number;
	readonly float: number;
	readonly integer: number;
	readonly text: string;
	readonly tensor: OnnxTensor | undefined;
	readonly floats: readonly number[];
	readonly integers: readonly number[];
}

/** Values of `OnnxAttribute.type`. */
export const ATTRIBUTE_TYPES = {
	float: 1,
	integer: 2,
	text: 3,
	tensor: 4,
	floats: 6,
	integers: 7,
} as const;

export interface OnnxTensor {
	readonly name: string;
	readonly shape: readonly number[];
	readonly dataType: number;
	/** Little-endian values of `dataType`; a view of the file. */
	readonly rawData: Uint8Array | undefined;
	/** Little-endian float32, in pieces that are views of the file. */
	readonly floatData: readonly Uint8Array[];
	/** Little-endian float64, in pieces that are views of the file. */
	readonly doubleData: readonly Uint8Array[];
	/** Fields int32_data, int64_data and uint64_data, of the narrower types too. */
	readonly integerData: readonly number[];
	readonly isExternal: boolean;
	/** Where external data lie: `location`, `offset` and `length`, as text. */
	readonly externalData: ReadonlyMap<string, string>;
}

/** Values of `OnnxTensor.dataType`, in the order of the standard. */
export const DATA_TYPES = [
	"UNDEFINED",
	"FLOAT",
	"UINT8",
	"INT8",
	"UINT16",
	"INT16",
	"INT32",
	"INT64",
	"STRING",
	"BOOL",
	"FLOAT16",
	"DOUBLE",
	"UINT32",
	"UINT64",
	"COMPLEX64",
	"COMPLEX128",
	"BFLOAT16",
	"FLOAT8E4M3FN",
	"FLOAT8E4M3FNUZ",
	"FLOAT8E5M2",
	"FLOAT8E5M2FNUZ",
	"UINT4",
	"INT4",
	"FLOAT4E2M1",
	"FLOAT8E8M0",
	"UINT2",
	"INT2",
] as const;

export type DataType = (typeof DATA_TYPES)[number];

export interface OnnxValueInfo {
	readonly name: string;
	readonly dataType: number;
	/** A number, or the name of a dimension that is left open. */
	readonly shape: readonly (number | string)[] | undefined;
}
