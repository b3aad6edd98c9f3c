import { binaryPlanes } from "./binary-planes.js";
import type { InputEncoder } from "./input-encoder.js";

/**
 * Binary planes; rows that are driven together drive the complement of a plane where more than half would be driven,
 * and the sum is taken off that of the whole column, which halves the greatest column sum.
 *
 * Source: Stan and Burleson, bus-invert coding, IEEE Transactions on VLSI Systems 3(1), 1995, on word lines; what
 * flipped columns (ISAAC, ISCA 2016) do for weights.
 */
export const invertedPlanes: InputEncoder = {
	...binaryPlanes,
	kind: "inverted-planes",
	label: "I1",
	inverts: true,
};
