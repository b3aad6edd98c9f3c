import { codeOf } from "../../base/code-rule.js";
import { clamp } from "../../base/round.js";
import type { Requantize } from "./contract.js";

/** The definition. */
export const referenceRequantize: Requantize = (how, sums, images, out) => {
	const { outputs, positions, channels, firstChannel } = how;
	const { bias, scales, activation, rule } = how;
	const activate =
		typeof activation === "function"
			? activation
			: (real: number) => clamp(real, activation.least, activation.greatest);
	for (let image = 0; image < images; image++) {
		for (let k = 0; k < outputs; k++) {
			const channel = image * channels + firstChannel + k;
			for (let p = 0; p < positions; p++) {
				const sum = sums[(image * positions + p) * outputs + k]!;
				const real = activate((sum + bias[k]!) * scales[k]!);
				out[channel * positions + p] = codeOf(real, rule);
			}
		}
	}
};
