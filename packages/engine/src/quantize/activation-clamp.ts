import type { Clamp } from "../kernels/requantize/contract.js";
import type { ActivationFunction } from "../network/nodes/activation.js";

/** What an activation function clamps to, where it does no more than that. */
export function clampOf(
	activation: "none" | ActivationFunction,
): Clamp | undefined {
	const unbounded = {
		least: Number.NEGATIVE_INFINITY,
		greatest: Number.POSITIVE_INFINITY,
	};
	if (activation === "none") return unbounded;
	if (activation.kind === "relu") return { ...unbounded, least: 0 };
	if (activation.kind === "clip")
		return { least: activation.min, greatest: activation.max };
	return undefined;
}
