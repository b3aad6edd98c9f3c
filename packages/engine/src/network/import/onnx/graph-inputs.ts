import { InputError } from "../../../base/input-error.js";
import type { Shape } from "../../nodes/node.js";
import { unknownWeights } from "../../unknown-weights.js";
import { numericType } from "./data-type.js";
import type { ImportOnnxOptions } from "./import-onnx-options.js";
import type { OnnxGraph, OnnxValueInfo } from "./onnx-model.js";
import type { OnnxConstant, OnnxValue } from "./operator.js";

/** Where images come from. */
export interface DataInput {
	readonly name: string;
	/** Of one image. */
	readonly shape: Shape;
	/** As in the file, with 1 for an open batch. */
	readonly value: OnnxValue;
	readonly batch: number | undefined;
	readonly isBatchOpen: boolean;
}

export interface GraphInputs {
	readonly data: OnnxValueInfo;
	/** Weights whose values are not known. */
	readonly unknown: readonly OnnxValueInfo[];
}

/** The inputs of a graph that the file holds no values for: one of images, and weights where that is asked for. */
export function graphInputs(
	{ inputs, initializers }: OnnxGraph,
	{ constants, weights }: ImportOnnxOptions,
): GraphInputs {
	const stored = new Set(initializers.map(({ name }) => name));
	const [data, ...unknown] = inputs.filter(
		({ name }) => !stored.has(name) && !constants?.has(name),
	);
	if (!data || (unknown.length > 0 && weights !== "optional")) {
		const found = data
			? [data, ...unknown].map(({ name }) => name).join(", ")
			: "none";
		throw new InputError(
			`model needs 1 input that is not stored in the file, found ${found}`,
		);
	}
	return { data, unknown };
}

/** Integers of these types are exact in float32. */
const INPUT_TYPES: ReadonlySet<string> = new Set([
	"FLOAT",
	"FLOAT16",
	"BFLOAT16",
	"DOUBLE",
	"UINT4",
	"INT4",
	"UINT8",
	"INT8",
	"UINT16",
	"INT16",
	"BOOL",
]);

/** The input of images as the network has it. */
export function networkInput(
	info: OnnxValueInfo,
	{ batch: batchOption, inputShape }: ImportOnnxOptions,
): DataInput {
	const { name } = info;
	const type = numericType(info.dataType, `input ${name}`);
	if (!INPUT_TYPES.has(type))
		throw new InputError(
			`input ${name}: type ${type}, expected ${[...INPUT_TYPES].join(", ")}`,
		);
	if (batchOption === "none") {
		const shape = sizesOf(info, info.shape ?? [], inputShape);
		const value = { kind: "activation", type, shape, tensor: name } as const;
		return { name, shape, value, batch: undefined, isBatchOpen: false };
	}
	if (inputShape === undefined && (info.shape?.length ?? 0) < 2) {
		throw new InputError(
			`input ${name}: expected a shape of a batch and at least one more dimension`,
		);
	}
	const [first, ...rest] = info.shape ?? [undefined, ...(inputShape ?? [])];
	const isBatchOpen = !(typeof first === "number" && first > 0);
	const batch = isBatchOpen ? 1 : first;
	const shape = sizesOf(info, rest as (number | string)[], inputShape);
	const value = {
		kind: "activation",
		type,
		shape: [batch, ...shape],
		tensor: name,
	} as const;
	return { name, shape, value, batch, isBatchOpen };
}

/** Sizes of one image: those of the file, where it leaves some open those that are asked for. */
function sizesOf(
	info: OnnxValueInfo,
	sizes: readonly (number | string)[],
	wanted: Shape | undefined,
): Shape {
	if (wanted === undefined) return sizes.map((size) => knownSize(size, info));
	const fits = (size: number | string, axis: number): boolean =>
		!isSize(size) || size === wanted[axis];
	if (sizes.length === wanted.length && sizes.every(fits)) return wanted;
	throw new InputError(
		`input ${info.name}: images of [${sizes}] cannot have the shape [${wanted}] that is asked for`,
	);
}

const isSize = (size: number | string): size is number =>
	typeof size === "number" && Number.isSafeInteger(size) && size > 0;

function knownSize(
	size: number | string,
	{ name, shape }: OnnxValueInfo,
): number {
	if (isSize(size)) return size;
	throw new InputError(
		`input ${name}: found the open shape [${shape}], expected sizes for all axes but the batch (--input-shape)`,
	);
}

/** Stands for weights of which only the shape is known. */
export function zeros(info: OnnxValueInfo): OnnxConstant {
	const shape = (info.shape ?? []).map((size) => knownSize(size, info));
	const place = `input ${info.name}`;
	const type = numericType(info.dataType, place);
	return { kind: "constant", type, ...unknownWeights(shape, place) };
}
