import type { Requantization } from "../kernels/requantize/contract.js";
import { activationBefore } from "./activation-before.js";
import { clampOf } from "./activation-clamp.js";
import type { QuantizedMatrixLayer } from "./quantized-network.js";
import { codeRule } from "./tensor-code-rule.js";

/** How the sums of a group of a layer become the codes of its output tensor. */
export function requantization(
	layer: QuantizedMatrixLayer,
	group: number,
): Requantization {
	const { outputs, groups, input, output, activation } = layer;
	const isDense = layer.geometry === "dense";
	const first = group * outputs;
	const last = first + outputs;
	const clamp = clampOf(activation);
	const weightScales = layer.weightScales.subarray(first, last);
	const rule = codeRule(output);
	const common = {
		outputs,
		positions: isDense ? 1 : layer.positions,
		channels: groups * outputs,
		firstChannel: first,
		bias: layer.bias.subarray(first, last),
	};
	if (layer.precision === "float32" && clamp) {
		// In units of the output's codes.
		const { scale } = rule;
		return {
			...common,
			precision: "float32",
			scales: weightScales.map((own) =>
				Math.fround(Math.fround(input.scale * own) / scale),
			),
			activation: {
				least: clamp.least / scale,
				greatest: clamp.greatest / scale,
			},
			rule: { ...rule, scale: 1 },
		};
	}
	return {
		...common,
		precision: "float64",
		scales: weightScales.map((own) => input.scale * own),
		activation: clamp ?? activationBefore(output, activation),
		rule,
	};
}
