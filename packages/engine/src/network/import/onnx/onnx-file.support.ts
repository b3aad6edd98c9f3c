import { PbfWriter } from "pbf";
import { sizeOf, type Tensor } from "../../../base/tensor.js";

/** Values of attributes: a whole number is an integer; a float of a whole value is `{ float }`. */
export type Attributes = Readonly<
	Record<
		string,
		number | string | readonly number[] | { readonly float: number }
	>
>;

/** What an ONNX file of a test holds. */
export interface OnnxFile {
	/** Sizes of one image, or names of those that are left open. */
	readonly input?: readonly (number | string)[];
	readonly floats?: Readonly<Record<string, Tensor>>;
	/** Vectors of int64. */
	readonly integers?: Readonly<Record<string, readonly number[]>>;
	/** Tensors of any type of the standard by its number, as raw bytes. */
	readonly raw?: Readonly<
		Record<
			string,
			{
				readonly type: number;
				readonly shape: readonly number[];
				readonly bytes: readonly number[];
			}
		>
	>;
	/** float32 weights in other files. */
	readonly external?: Readonly<
		Record<
			string,
			{
				readonly shape: readonly number[];
				readonly location: string;
				readonly offset: number;
			}
		>
	>;
	/** Graph inputs beside the data. */
	readonly unknown?: Readonly<Record<string, readonly number[]>>;
	readonly batch?: number | string;
	readonly opset?: number;
	readonly nodes: readonly {
		readonly name?: string;
		readonly type: string;
		readonly domain?: string;
		readonly inputs: readonly string[];
		readonly output: string | readonly string[];
		readonly attributes?: Attributes;
	}[];
	/** By default that of the last node. */
	readonly output?: string | readonly string[];
	/** What the file says of the shapes of its tensors, float32. */
	readonly declared?: Readonly<Record<string, readonly (number | string)[]>>;
}

/** Writes an ONNX file, also such as `exportOnnx` never would. */
export function onnxFile(file: OnnxFile): Uint8Array {
	const { batch = 1, input = [2], nodes, opset = 13 } = file;
	const last = nodes.at(-1)?.output ?? "";
	const graph = message((writer) => {
		for (const node of nodes) writer.writeBytesField(1, nodeMessage(node));
		for (const tensor of tensors(file)) writer.writeBytesField(5, tensor);
		writer.writeBytesField(11, valueInfo("data", [batch, ...input]));
		for (const [name, shape] of Object.entries(file.unknown ?? {}))
			writer.writeBytesField(11, valueInfo(name, shape));
		for (const name of [file.output ?? [last].flat()[0]!].flat())
			writer.writeBytesField(12, valueInfo(name, undefined));
		for (const [name, shape] of Object.entries(file.declared ?? {}))
			writer.writeBytesField(13, valueInfo(name, shape));
	});
	return message((writer) => {
		writer.writeVarintField(1, 7);
		writer.writeBytesField(7, graph);
		writer.writeBytesField(
			8,
			message((fields) => fields.writeVarintField(2, opset)),
		);
	});
}

function message(write: (writer: PbfWriter) => void): Uint8Array {
	const writer = new PbfWriter();
	write(writer);
	return writer.finish();
}

function nodeMessage({
	name = "",
	type,
	domain = "",
	inputs,
	output,
	attributes = {},
}: OnnxFile["nodes"][number]): Uint8Array {
	return message((fields) => {
		for (const source of inputs) fields.writeStringField(1, source);
		for (const tensor of [output].flat()) fields.writeStringField(2, tensor);
		fields.writeStringField(3, name);
		fields.writeStringField(4, type);
		for (const [key, value] of Object.entries(attributes))
			fields.writeBytesField(5, attribute(key, value));
		fields.writeStringField(7, domain);
	});
}

function attribute(name: string, value: Attributes[string]): Uint8Array {
	return message((writer) => {
		writer.writeStringField(1, name);
		if (typeof value === "string") {
			writer.writeStringField(4, value);
			writer.writeVarintField(20, 3);
		} else if (typeof value === "object" && "float" in value) {
			writer.writeFloatField(2, value.float);
			writer.writeVarintField(20, 1);
		} else if (typeof value === "object") {
			const isWhole = value.every((one) => Number.isInteger(one));
			if (isWhole) writer.writePackedVarint(8, [...value]);
			else writer.writePackedFloat(7, [...value]);
			writer.writeVarintField(20, isWhole ? 7 : 6);
		} else if (Number.isInteger(value)) {
			writer.writeVarintField(3, value);
			writer.writeVarintField(20, 2);
		} else {
			writer.writeFloatField(2, value);
			writer.writeVarintField(20, 1);
		}
	});
}

function valueInfo(
	name: string,
	sizes: readonly (number | string)[] | undefined,
): Uint8Array {
	const dimension = (size: number | string): Uint8Array =>
		message((fields) =>
			typeof size === "number"
				? fields.writeVarintField(1, size)
				: fields.writeStringField(2, size),
		);
	const tensorType = message((fields) => {
		fields.writeVarintField(1, 1);
		if (!sizes) return;
		const shape = message((dims) => {
			for (const size of sizes) dims.writeBytesField(1, dimension(size));
		});
		fields.writeBytesField(2, shape);
	});
	return message((fields) => {
		fields.writeStringField(1, name);
		fields.writeBytesField(
			2,
			message((type) => type.writeBytesField(1, tensorType)),
		);
	});
}

function tensors({
	floats = {},
	integers = {},
	raw = {},
	external = {},
}: OnnxFile): readonly Uint8Array[] {
	const tensor = (
		name: string,
		shape: readonly number[],
		type: number,
		write: (fields: PbfWriter) => void,
	): Uint8Array =>
		message((fields) => {
			fields.writePackedVarint(1, [...shape]);
			fields.writeVarintField(2, type);
			write(fields);
			fields.writeStringField(8, name);
		});
	return [
		...Object.entries(floats).map(([name, { shape, data }]) =>
			tensor(name, shape, FLOAT, (fields) =>
				fields.writePackedFloat(4, [...data]),
			),
		),
		...Object.entries(integers).map(([name, values]) =>
			tensor(name, [values.length], INT64, (fields) =>
				fields.writePackedVarint(7, [...values]),
			),
		),
		...Object.entries(raw).map(([name, { type, shape, bytes }]) =>
			tensor(name, shape, type, (fields) =>
				fields.writeBytesField(9, Uint8Array.from(bytes)),
			),
		),
		...Object.entries(external).map(([name, { shape, location, offset }]) =>
			tensor(name, shape, FLOAT, (fields) => {
				const length = String(4 * sizeOf(shape));
				const entries = { location, offset: String(offset), length };
				for (const [key, value] of Object.entries(entries)) {
					const entry = message((pair) => {
						pair.writeStringField(1, key);
						pair.writeStringField(2, value);
					});
					fields.writeBytesField(13, entry);
				}
				fields.writeVarintField(14, 1);
			}),
		),
	];
}

const FLOAT = 1;
const INT64 = 7;
