import { InputError } from "../../base/input-error.js";
import { sizeOf, type Tensor } from "../../base/tensor.js";
import { addBias } from "./convolution.js";
import {
	type BatchTensor,
	checkSize,
	isPositive,
	type NodeBase,
	type Shape,
} from "./node.js";
import { combineOffsets, stridesOf } from "./strides.js";
import { extentOf, featureMap, type WindowSteps } from "./window.js";

/** The adjoint of a convolution: each input pixel adds its multiple of the kernel to the output. */
export interface TransposedConvolutionNode extends NodeBase, WindowSteps {
	readonly kind: "transposed-convolution";
	/** `[inputs, outputs / groups, ...kernel]` */
	readonly weights: Tensor;
	/** `[outputs]` */
	readonly bias: Float32Array;
	readonly groups: number;
	/** Added to the end of each spatial axis of the output. */
	readonly outputPads: readonly number[];
}

export function transposedConvolutionShape(
	node: TransposedConvolutionNode,
	input: Shape,
): Shape {
	const { name, weights, bias, groups, strides, pads, dilations } = node;
	const [inputs, outputsPerGroup, ...kernel] = weights.shape;
	const { channels, spatial } = featureMap(node, input, kernel.length);
	if (
		!weights.shape.every(isPositive) ||
		!isPositive(groups) ||
		inputs !== channels ||
		inputs % groups !== 0
	) {
		throw new InputError(
			`${name}: weights [${weights.shape}] in ${groups} groups do not fit ${channels} input channels`,
		);
	}
	checkSize(name, "weights", weights.data.length, sizeOf(weights.shape));
	checkSize(name, "bias", bias.length, outputsPerGroup! * groups);
	const sizes = spatial.map(
		(size, axis) =>
			(size - 1) * strides[axis]! +
			extentOf(kernel[axis]!, dilations[axis]!) +
			node.outputPads[axis]! -
			pads[axis]! -
			pads[axis + spatial.length]!,
	);
	if (![...sizes, ...strides, ...dilations].every(isPositive)) {
		throw new InputError(
			`${name}: strides [${strides}], dilations [${dilations}] and pads [${pads}] give an output of [${sizes}]`,
		);
	}
	return [outputsPerGroup! * groups, ...sizes];
}

export function runTransposedConvolution(
	node: TransposedConvolutionNode,
	{ batch, shape, data }: BatchTensor,
	outputShape: Shape,
): Float32Array {
	const { weights, groups } = node;
	const [inputs, outputs, ...kernel] = weights.shape;
	const [, ...spatial] = shape;
	const [, ...outputSpatial] = outputShape;
	const taps = sizeOf(kernel);
	const pixels = sizeOf(spatial);
	const positions = sizeOf(outputSpatial);
	const targets = targetOffsets(node, kernel, spatial, outputSpatial);
	const output = new Float32Array(batch * sizeOf(outputShape));
	for (let image = 0; image < batch; image++) {
		for (let c = 0; c < inputs!; c++) {
			const group = Math.floor(c / (inputs! / groups));
			for (let k = 0; k < outputs!; k++) {
				const to =
					(image * groups * outputs! + group * outputs! + k) * positions;
				for (let tap = 0; tap < taps; tap++) {
					const weight = weights.data[(c * outputs! + k) * taps + tap]!;
					for (let pixel = 0; pixel < pixels; pixel++) {
						const target = targets[tap * pixels + pixel]!;
						if (target >= 0)
							output[to + target]! +=
								weight * data[(image * inputs! + c) * pixels + pixel]!;
					}
				}
			}
		}
	}
	addBias(output, node.bias, positions);
	return output;
}

/** Where each tap of each input pixel lands in the output, −1 where outside: [taps × pixels]. */
function targetOffsets(
	{ strides, dilations, pads }: WindowSteps,
	kernel: Shape,
	spatial: Shape,
	outputSpatial: Shape,
): Int32Array {
	const steps = stridesOf(outputSpatial);
	const taps = sizeOf(kernel);
	const pixels = sizeOf(spatial);
	const targets = new Int32Array(taps * pixels);
	const tapStrides = stridesOf(kernel);
	for (let tap = 0; tap < taps; tap++) {
		const offsets = combineOffsets(
			spatial.map((size, axis) => {
				const own = Math.floor(tap / tapStrides[axis]!) % kernel[axis]!;
				return Int32Array.from({ length: size }, (_, i) => {
					const place =
						i * strides[axis]! + own * dilations[axis]! - pads[axis]!;
					const isInside = place >= 0 && place < outputSpatial[axis]!;
					return isInside ? place * steps[axis]! : -1;
				});
			}),
		);
		targets.set(offsets, tap * pixels);
	}
	return targets;
}
