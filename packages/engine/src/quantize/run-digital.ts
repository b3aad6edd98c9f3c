import type { BufferPool } from "../base/buffer-pool.js";
import { codeOf } from "../base/code-rule.js";
import type { Codes } from "../base/codes.js";
import { sizeOf } from "../base/tensor.js";
import type { CodeAddition, CodeWorth } from "../kernels/add-codes/contract.js";
import { wasmAddCodes } from "../kernels/add-codes/wasm.js";
import { referenceGemm } from "../kernels/gemm/reference.js";
import { arraysIn } from "../network/arrays-in.js";
import {
	isLayoutNode,
	layoutFill,
	layoutOffsets,
} from "../network/nodes/layout.js";
import type { BatchTensor } from "../network/nodes/node.js";
import { runNode } from "../network/run-node.js";
import { codeRange, haveSameCodes } from "../network/tensor-codes.js";
import { activationBefore } from "./activation-before.js";
import { clampOf } from "./activation-clamp.js";
import type { QuantizedDigital, QuantizedTensor } from "./quantized-network.js";
import type { Workspace } from "./run-matrix-layer.js";
import { codeRule } from "./tensor-code-rule.js";

/**
 * An operator that runs in logic beside the arrays: real values, the operator and its activation function, and one
 * rounding, half to even, to the saturated integers of the output.
 */
export function runDigital(
	digital: QuantizedDigital,
	codesOf: (tensor: string) => Codes,
	batch: number,
	workspace: Workspace,
): Codes {
	const { output } = digital;
	const result = workspace.codes(output.signed, batch * sizeOf(output.shape));
	const addition = additionOf(digital);
	if (addition) {
		const [a, b] = addition.operands;
		wasmAddCodes(addition, codesOf(a), codesOf(b), result);
		return result;
	}
	const layout = layoutOf(digital);
	if (layout) {
		moveCodes(layout, codesOf(layout.tensor), result);
		return result;
	}
	computeInReals(digital, codesOf, batch, workspace.memory, result);
	return result;
}

function computeInReals(
	{ node, operands, activation, precision, output }: QuantizedDigital,
	codesOf: (tensor: string) => Codes,
	batch: number,
	memory: BufferPool,
	result: Codes,
): void {
	const makeArray = arraysIn(memory);
	const Values = precision === "float32" ? Float32Array : Float64Array;
	const inputs = operands.map((operand): BatchTensor => {
		if (operand.kind === "constant") {
			const { shape, data } = operand.value;
			return { batch: 1, shape, data: Values.from(data) };
		}
		const { name, shape, scale, zeroPoint } = operand.tensor;
		const integers = codesOf(name);
		const data = makeArray(new Values(0), integers.length);
		for (let i = 0; i < data.length; i++)
			data[i] = (integers[i]! - zeroPoint) * scale;
		return { batch, shape, data };
	});
	const { shape } = output;
	const computed = runNode(node, inputs, shape, referenceGemm, makeArray);
	const { data } = computed;
	const activate = activationBefore(output, activation);
	const rule = codeRule(output);
	if (precision === "float32") {
		const quotients = Float32Array.from(
			data,
			(real) => Math.fround(activate(real)) / rule.scale,
		);
		for (let i = 0; i < result.length; i++)
			result[i] = codeOf(quotients[i]!, { ...rule, scale: 1 });
	} else {
		for (let i = 0; i < result.length; i++)
			result[i] = codeOf(activate(data[i]!), rule);
	}
	for (const { data } of [...inputs, computed]) memory.release(data.buffer);
}

/** How two tensors of one shape are added, where this operator does that and no more than clamp the sum. */
function additionOf({
	node,
	operands,
	activation,
	precision,
	output,
}: QuantizedDigital):
	| (CodeAddition & { readonly operands: readonly [string, string] })
	| undefined {
	const [a, b] = operands;
	const clamp = clampOf(activation);
	const isSum = node.kind === "arithmetic" && node.function === "add";
	if (!isSum || !clamp || a?.kind !== "tensor" || b?.kind !== "tensor")
		return undefined;
	const shapes = [a.tensor.shape, b.tensor.shape].map(String);
	if (shapes.some((shape) => shape !== String(output.shape))) return undefined;
	return {
		operands: [a.tensor.name, b.tensor.name],
		worths: [worthOf(a.tensor), worthOf(b.tensor)],
		activation: clamp,
		precision,
		rule: codeRule(output),
	};
}

function worthOf(tensor: QuantizedTensor): CodeWorth {
	const { scale, zeroPoint } = tensor;
	return { scale, zeroPoint, least: codeRange(tensor)[0] };
}

interface CodeLayout {
	readonly tensor: string;
	/** Of one image: where each code of the output lies in the input; negative where it does not. */
	readonly offsets: Int32Array;
	/** Codes of one image of the input. */
	readonly size: number;
	/** Code of what is not in the input. */
	readonly fill: number;
}

function moveCodes(
	{ offsets, size, fill }: CodeLayout,
	from: Codes,
	to: Codes,
): void {
	let at = 0;
	for (let first = 0; at < to.length; first += size) {
		for (let i = 0; i < offsets.length; i++) {
			const offset = offsets[i]!;
			to[at++] = offset < 0 ? fill : from[first + offset]!;
		}
	}
}

/** Where the codes of an operator's output lie in its input, where it does no more than move them. */
function layoutOf({
	node,
	operands,
	activation,
	precision,
	output,
}: QuantizedDigital): CodeLayout | undefined {
	const [operand] = operands;
	if (!isLayoutNode(node) || operand?.kind !== "tensor") return undefined;
	const { tensor } = operand;
	const isPlain = activation === "none" && precision === "float64";
	if (!isPlain || !haveSameCodes(tensor, output)) return undefined;
	return {
		tensor: tensor.name,
		offsets: layoutOffsets(node, tensor.shape),
		size: sizeOf(tensor.shape),
		fill: codeOf(layoutFill(node), codeRule(output)),
	};
}
