import { greatestWeight, type IntegerGemm } from "./contract.js";

/** The definition, in float64: sums of fewer than 2^22 rows of such products stay below 2^53. */
export const referenceIntegerGemm: IntegerGemm = {
	name: "reference",
	pack(weights, rows, columns) {
		greatestWeight(weights);
		return (inputs, vectors, out, group = 0) => {
			const first = group * rows * columns;
			out.fill(0, 0, vectors * columns);
			for (let v = 0; v < vectors; v++) {
				for (let r = 0; r < rows; r++) {
					const x = inputs[v * rows + r]!;
					for (let k = 0; k < columns; k++) {
						out[v * columns + k]! += x * weights[first + r * columns + k]!;
					}
				}
			}
		};
	},
};
