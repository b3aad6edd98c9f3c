import { sizeOf, type Tensor } from "../../../base/tensor.js";
import { referenceGemm } from "../../../kernels/gemm/reference.js";
import type { NetworkNode } from "../../network.js";
import type { FloatArray, Shape } from "../../nodes/node.js";
import type { StoredIntegers } from "../../nodes/stored-integers.js";
import { broadcastOffsets } from "../../nodes/strides.js";
import { runNode } from "../../run-node.js";
import { integerRange } from "./data-type.js";
import type { OnnxConstant, StoredValues } from "./operator.js";

/** What a computed constant was dequantised from: by this node, or before this node moved its values. */
export function storedValues(
	node: NetworkNode,
	[input]: readonly OnnxConstant[],
	shape: Shape,
): StoredValues | undefined {
	if (node.kind === "dequantize-linear" && input)
		return {
			type: input.type,
			codes: input.data,
			scale: node.scale,
			zeroPoint: node.zeroPoint,
		};
	if (!input?.stored || !movesValues(node)) return undefined;
	const from = input.shape;
	const move = (data: FloatArray): FloatArray =>
		runNode(node, [{ batch: 1, shape: from, data }], shape, referenceGemm).data;
	const { type, codes, scale, zeroPoint } = input.stored;
	const moved = (values: Tensor): Tensor => ({
		shape,
		data: move(repeated(values, from)) as Float32Array,
	});
	return {
		type,
		codes: move(codes),
		scale: moved(scale),
		zeroPoint: moved(zeroPoint),
	};
}

function movesValues({ kind }: NetworkNode): boolean {
	return ["transpose", "reshape", "flatten", "slice", "gather"].includes(kind);
}

function repeated({ shape, data }: Tensor, to: Shape): Float32Array {
	return Float32Array.from(
		broadcastOffsets(shape, to),
		(offset) => data[offset]!,
	);
}

/** Widths of integers that layers keep as they are. */
const GREATEST_SPAN = 2 ** 16;

/**
 * The integers of weights, `[outputs, …]`; undefined where they were not stored as integers of up to 16 bits with a
 * scale for each output.
 */
export function storedIntegers({
	stored,
	shape,
}: OnnxConstant): StoredIntegers | undefined {
	const range = stored && integerRange(stored.type);
	if (!stored || !range || range[1] - range[0] >= GREATEST_SPAN)
		return undefined;
	const scales = byOutput(stored.scale, shape);
	const zeroPoints = byOutput(stored.zeroPoint, shape);
	if (!scales?.every((scale) => scale > 0 && scale < Infinity) || !zeroPoints)
		return undefined;
	return {
		codes: Int32Array.from(stored.codes),
		min: range[0],
		max: range[1],
		scales,
		zeroPoints: Int32Array.from(zeroPoints),
	};
}

/** One value for each output, of values that do not differ within one. */
function byOutput(values: Tensor, shape: Shape): Float64Array | undefined {
	const outputs = shape[0] ?? 1;
	const rows = sizeOf(shape) / outputs;
	const offsets = broadcastOffsets(values.shape, shape);
	const first = Float64Array.from(
		{ length: outputs },
		(_, k) => values.data[offsets[k * rows]!]!,
	);
	const isUniform = offsets.every(
		(offset, i) => values.data[offset] === first[Math.floor(i / rows)],
	);
	return isUniform ? first : undefined;
}
