import { codeOf } from "../../base/code-rule.js";
import { clamp } from "../../base/round.js";
import type { Requantization, Requantize } from "./contract.js";

/** The definition. */
export const referenceRequantize: Requantize = (how, sums, images, out) => {
	const { outputs, positions, channels, firstChannel } = how;
	const { activation, rule } = how;
	const activate =
		typeof activation === "function"
			? activation
			: (real: number) => clamp(real, activation.least, activation.greatest);
	for (let image = 0; image < images; image++) {
		for (let k = 0; k < outputs; k++) {
			const channel = image * channels + firstChannel + k;
			for (let p = 0; p < positions; p++) {
				const sum = sums[(image * positions + p) * outputs + k]!;
				const real = activate(realOf(how, k, sum));
				out[channel * positions + p] = codeOf(real, rule);
			}
		}
	}
};

/** What the sum of an output is worth before the activation function. */
export function realOf(
	{
		bias,
		scales,
		precision,
	}: Pick<Requantization, "bias" | "scales" | "precision">,
	output: number,
	sum: number,
): number {
	const total = sum + bias[output]!;
	const scale = scales[output]!;
	return precision === "float32"
		? Math.fround(Math.fround(total) * scale)
		: total * scale;
}
