import type { NetworkNode } from "../network.js";
import type { ArgExtremeNode } from "../nodes/arg-extreme.js";
import type { PadNode, SliceNode } from "../nodes/layout.js";
import type { Shape } from "../nodes/node.js";
import type { PoolWindow } from "../nodes/pool.js";
import { type ResizeNode, resizedSize } from "../nodes/resize.js";
import {
	isNotZero,
	writeActivation,
	writeArithmetic,
} from "./onnx-functions.js";
import { weightsOf, writeConversion } from "./onnx-integers.js";
import {
	type Attributes,
	notWritten,
	type OnnxNodes,
	vector,
	type Writer,
	writerOf,
} from "./onnx-writer.js";

/**
 * The nodes of ONNX (version 20 of its operators) that compute a node of a network, with the batch as first axis.
 *
 * @param shapeOf shape of a tensor of the network, of one image
 * @throws InputError for what ONNX has no operator for
 */
export function onnxNodes(
	node: NetworkNode,
	shapeOf: (tensor: string) => Shape,
	constants: ReadonlySet<string>,
): OnnxNodes {
	const writer = writerOf(node);
	writeNode(node, writer, shapeOf, constants);
	return writer;
}

function writeNode(
	node: NetworkNode,
	writer: Writer,
	shapeOf: (tensor: string) => Shape,
	constants: ReadonlySet<string>,
): void {
	const { add, store } = writer;
	const { inputs } = node;
	const batchFirst = (values: readonly number[], first = 0) => [
		first,
		...values,
	];
	// ONNX aligns operands at their last axes: computed ones of fewer axes get some behind the batch.
	const aligned = (): readonly string[] => {
		const rank = shapeOf(node.name).length;
		return inputs.map((input, i) => {
			const missing = rank - shapeOf(input).length;
			if (constants.has(input) || missing === 0) return input;
			const axes = Array.from({ length: missing }, (_, axis) => axis + 1);
			const behind = store(`axes_${i}`, axes, "INT64");
			return add("Unsqueeze", [input, behind], {}, `aligned_${i}`);
		});
	};
	switch (node.kind) {
		case "convolution": {
			const { dilations, groups: group, pads, strides } = node;
			const kernel_shape = node.weights.shape.slice(2);
			add("Conv", [...inputs, ...weightsOf(node, writer)], {
				dilations,
				group,
				kernel_shape,
				pads,
				strides,
			});
			return;
		}
		case "transposed-convolution":
			add(
				"ConvTranspose",
				[
					...inputs,
					store("weight", node.weights),
					store("bias", vector(node.bias)),
				],
				{
					dilations: node.dilations,
					group: node.groups,
					kernel_shape: node.weights.shape.slice(2),
					output_padding: node.outputPads,
					pads: node.pads,
					strides: node.strides,
				},
			);
			return;
		case "dense": {
			const [weights, bias] = weightsOf(node, writer);
			if (shapeOf(inputs[0]!).length === 1) {
				add("Gemm", [...inputs, weights, bias], { transB: 1 });
				return;
			}
			const turned = add("Transpose", [weights], { perm: [1, 0] }, "turned");
			const product = add("MatMul", [...inputs, turned], {}, "product");
			add("Add", [product, bias]);
			return;
		}
		case "matmul":
			add("MatMul", inputs);
			return;
		case "max-pool":
			add("MaxPool", inputs, poolAttributes(node));
			return;
		case "average-pool":
			add("AveragePool", inputs, {
				...poolAttributes(node),
				count_include_pad: Number(node.countIncludePad),
			});
			return;
		case "global-pool":
			add(
				node.function === "max" ? "GlobalMaxPool" : "GlobalAveragePool",
				inputs,
			);
			return;
		case "batch-normalization":
			add(
				"BatchNormalization",
				[
					...inputs,
					...(["scale", "bias", "mean", "variance"] as const).map((field) =>
						store(field, vector(node[field])),
					),
				],
				{ epsilon: { float: node.epsilon } },
			);
			return;
		case "local-response-normalization":
			if (node.region !== "across-channels") throw notWritten(node);
			add("LRN", inputs, {
				alpha: { float: node.alpha },
				beta: { float: node.beta },
				bias: { float: node.bias },
				size: node.size,
			});
			return;
		case "activation":
			writeActivation(node.function, inputs, writer);
			return;
		case "arithmetic":
			writeArithmetic(node.function, { ...node, inputs: aligned() }, writer);
			return;
		case "select": {
			const [condition = "", ...values] = aligned();
			add("Where", [isNotZero(condition, "condition", writer), ...values]);
			return;
		}
		case "softmax":
		case "log-softmax": {
			const opType = node.kind === "softmax" ? "Softmax" : "LogSoftmax";
			add(opType, inputs, { axis: node.axis + 1 });
			return;
		}
		case "reduce": {
			const axes = node.axes.map((axis) => axis + 1);
			add(
				REDUCTIONS[node.function],
				[...inputs, store("axes", axes, "INT64")],
				{ keepdims: Number(node.keepDims) },
			);
			return;
		}
		case "concat":
			// Stored values would have to be repeated for each image.
			if (inputs.some((input) => constants.has(input))) throw notWritten(node);
			add("Concat", inputs, { axis: node.axis + 1 });
			return;
		case "flatten":
			add("Flatten", inputs, { axis: 1 });
			return;
		case "reshape":
			// 0 is the size that the batch has.
			add("Reshape", [
				...inputs,
				store("shape", batchFirst(node.shape), "INT64"),
			]);
			return;
		case "transpose":
			add("Transpose", inputs, {
				perm: batchFirst(node.permutation.map((axis) => axis + 1)),
			});
			return;
		case "slice":
			writeSlice(node, writer);
			return;
		case "pad":
			writePad(node, writer);
			return;
		case "gather": {
			const { shape, data } = node.indices;
			const indices = { shape, data: Float32Array.from(data) };
			add("Gather", [...inputs, store("indices", indices, "INT64")], {
				axis: node.axis + 1,
			});
			return;
		}
		case "layer-normalization":
			if (node.centre !== "mean") throw notWritten(node);
			add(
				"LayerNormalization",
				[
					...inputs,
					store("scale", node.scale),
					...(node.bias ? [store("bias", node.bias)] : []),
				],
				{ axis: node.axis + 1, epsilon: { float: node.epsilon } },
			);
			return;
		case "arg-extreme":
			writeArgExtreme(node, writer);
			return;
		case "resize":
			writeResize(node, shapeOf(inputs[0]!), writer);
			return;
		case "quantize-linear":
		case "dequantize-linear":
			writeConversion(node, writer, shapeOf(inputs[0]!));
			return;
		case "opaque":
		// They would need indices for each image.
		case "gather-elements":
		case "max-pool-indices":
		case "max-unpool":
			throw notWritten(node);
		case "constant":
			throw new Error(`${node.name}: stored, not computed`);
		default:
			node satisfies never;
	}
}

const REDUCTIONS = {
	mean: "ReduceMean",
	sum: "ReduceSum",
	prod: "ReduceProd",
	max: "ReduceMax",
	min: "ReduceMin",
	l1: "ReduceL1",
	l2: "ReduceL2",
	"sum-square": "ReduceSumSquare",
	"log-sum": "ReduceLogSum",
	"log-sum-exp": "ReduceLogSumExp",
} as const;

function poolAttributes(node: PoolWindow): Attributes {
	return {
		ceil_mode: node.rounding === "up" ? 1 : 0,
		dilations: node.dilations,
		kernel_shape: node.kernel,
		pads: node.pads,
		strides: node.strides,
	};
}

/** An end before the first value: ONNX counts −1 from the end. */
const BEFORE_FIRST = -(2 ** 31);

function writeSlice(
	{ inputs, starts, steps, sizes }: SliceNode,
	{ add, store }: Writer,
): void {
	const ends = starts.map((start, axis) => {
		const end = start + sizes[axis]! * steps[axis]!;
		return end < 0 ? BEFORE_FIRST : end;
	});
	const axes = starts.map((_, axis) => axis + 1);
	add("Slice", [
		...inputs,
		store("starts", starts, "INT64"),
		store("ends", ends, "INT64"),
		store("axes", axes, "INT64"),
		store("steps", steps, "INT64"),
	]);
}

function writePad(
	{ inputs, pads, mode }: PadNode,
	{ add, store }: Writer,
): void {
	const rank = pads.length / 2;
	const all = [0, ...pads.slice(0, rank), 0, ...pads.slice(rank)];
	const value =
		mode.kind === "constant"
			? [store("value", { shape: [], data: Float32Array.of(mode.value) })]
			: [];
	add("Pad", [...inputs, store("pads", all, "INT64"), ...value], {
		mode: mode.kind,
	});
}

/** Places are integers in ONNX; in a network they are numbers like others. */
function writeArgExtreme(node: ArgExtremeNode, { add }: Writer): void {
	const places = add(
		node.function === "max" ? "ArgMax" : "ArgMin",
		node.inputs,
		{
			axis: node.axis + 1,
			keepdims: Number(node.keepDims),
			select_last_index: Number(node.ties === "last"),
		},
		"places",
	);
	add("Cast", [places], { to: 1 });
}

/** By sizes where these say all, else by scales, which must round to the sizes. */
function writeResize(
	node: ResizeNode,
	input: Shape,
	{ add, store }: Writer,
): void {
	const { sizes, scales, interpolation, coordinates } = node;
	const axes = sizes.map((_, axis) => axis + 1);
	const isBySizes = sizes.every((size, i) => scales[i] === size / input[i]!);
	const isByScales = sizes.every(
		(size, i) =>
			Math.fround(scales[i]!) === scales[i] &&
			resizedSize(input[i]!, scales[i]!) === size,
	);
	if (!isBySizes && !isByScales) throw notWritten(node);
	const crop =
		coordinates.kind === "tf_crop_and_resize"
			? [...coordinates.starts, ...coordinates.ends]
			: undefined;
	const floats = (values: readonly number[]) =>
		vector(Float32Array.from(values));
	const outside =
		coordinates.kind === "tf_crop_and_resize" ? coordinates.outside : 0;
	add(
		"Resize",
		[
			...node.inputs,
			crop ? store("roi", floats(crop)) : "",
			isBySizes ? "" : store("scales", floats(scales)),
			...(isBySizes ? [store("sizes", sizes, "INT64")] : []),
		],
		{
			axes,
			mode: interpolation.kind,
			coordinate_transformation_mode: coordinates.kind,
			antialias: Number(node.antialias),
			exclude_outside: Number(node.excludeOutside),
			extrapolation_value: { float: outside },
			...(interpolation.kind === "cubic"
				? { cubic_coeff_a: { float: interpolation.coefficient } }
				: {}),
			...(interpolation.kind === "nearest"
				? { nearest_mode: interpolation.rounding }
				: {}),
		},
	);
}
