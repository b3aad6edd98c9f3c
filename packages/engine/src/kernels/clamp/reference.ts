import type { Clamp } from "./contract.js";

/** The definition: value by value. */
export const referenceClamp: Clamp = (values, min, max, out) => {
	for (let i = 0; i < out.length; i++)
		out[i] = Math.min(Math.max(values[i]!, min), max);
};
