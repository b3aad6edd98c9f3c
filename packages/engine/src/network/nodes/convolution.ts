import { InputError } from "../../base/input-error.js";
import { sizeOf, type Tensor } from "../../base/tensor.js";
import type { Gemm } from "../../kernels/gemm/contract.js";
import { lowerWindows } from "../../kernels/lower-convolution/lower-windows.js";
import { windowGeometry } from "../convolution-geometry.js";
import {
	type BatchTensor,
	checkSize,
	isPositive,
	type MakeArray,
	type NodeBase,
	type Shape,
} from "./node.js";
import type { StoredIntegers } from "./stored-integers.js";
import { featureMap, slide, type WindowSteps } from "./window.js";

/** Convolution over one to three spatial axes. */
export interface ConvolutionNode extends NodeBase, WindowSteps {
	readonly kind: "convolution";
	/** `[outputs, inputs / groups, ...kernel]`, the kernel of an image as height and width */
	readonly weights: Tensor;
	/** Where a quantised file stores the weights. */
	readonly integers?: StoredIntegers | undefined;
	/** `[outputs]` */
	readonly bias: Float32Array;
	readonly groups: number;
}

export function convolutionShape(node: ConvolutionNode, input: Shape): Shape {
	const { name, weights, bias, groups } = node;
	const [outputs, inputsPerGroup, ...kernel] = weights.shape;
	if (
		weights.shape.length < 3 ||
		weights.shape.length > 5 ||
		!weights.shape.every(isPositive)
	) {
		throw new InputError(
			`${name}: weights need shape [outputs, inputs, height, width], found [${weights.shape}]`,
		);
	}
	const { channels, spatial } = featureMap(node, input, kernel.length);
	checkSize(name, "weights", weights.data.length, sizeOf(weights.shape));
	checkSize(name, "bias", bias.length, outputs!);
	if (!isPositive(groups) || outputs! % groups !== 0) {
		throw new InputError(
			`${name}: ${outputs} outputs cannot be split into ${groups} groups`,
		);
	}
	if (inputsPerGroup! * groups !== channels) {
		const perGroup = groups === 1 ? "" : ` in ${groups} groups`;
		throw new InputError(
			`${name}: weights need ${inputsPerGroup! * groups} input channels${perGroup}, found ${channels}`,
		);
	}
	return [outputs!, ...slide(node, kernel, spatial)];
}

export function runConvolution(
	node: ConvolutionNode,
	{ batch, shape, data }: BatchTensor,
	outputShape: Shape,
	gemm: Gemm,
	makeArray: MakeArray,
): Float32Array {
	const { groups, bias } = node;
	const [channels, ...spatial] = outputShape;
	const positions = sizeOf(spatial);
	const rows = sizeOf(node.weights.shape.slice(1));
	const outputs = channels! / groups;
	const values = data as Float32Array;
	const output = makeArray(values, batch * sizeOf(outputShape));
	const patches = new Float32Array(positions * rows);
	const lower = patchReader(node, shape, outputShape);
	for (let image = 0; image < batch; image++) {
		const pixels = values.subarray(
			image * sizeOf(shape),
			(image + 1) * sizeOf(shape),
		);
		for (let group = 0; group < groups; group++) {
			lower(pixels, group, patches);
			const weights = node.weights.data.subarray(
				group * outputs * rows,
				(group + 1) * outputs * rows,
			);
			const start = (image * groups + group) * outputs * positions;
			const product = output.subarray(start, start + outputs * positions);
			gemm.multiply(
				{ m: outputs, n: positions, k: rows, transposeB: true },
				weights,
				patches,
				product,
			);
		}
	}
	addBias(output, bias, positions);
	return output;
}

type PatchReader = (
	pixels: Float32Array,
	group: number,
	out: Float32Array,
) => void;

/** Writes the patches of one image and group, [positions × rows]. */
function patchReader(
	node: ConvolutionNode,
	shape: Shape,
	outputShape: Shape,
): PatchReader {
	const geometry = windowGeometry(node, shape, outputShape);
	return (pixels, group, out) => {
		lowerWindows(geometry, pixels, out, { group });
	};
}

/** Adds the bias of its channel to each position of `[batch × channels × positions]`. */
export function addBias(
	values: Float32Array,
	bias: Float32Array,
	positions: number,
): void {
	let at = 0;
	while (at < values.length) {
		for (let k = 0; k < bias.length; k++) {
			const term = bias[k]!;
			for (const end = at + positions; at < end; at++) values[at]! += term;
		}
	}
}
