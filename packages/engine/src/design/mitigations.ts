import type { Design, Mitigations } from "./design.js";

/** One cell a digit, columns in the order of the outputs, biases as the network has them. */
export const NO_MITIGATIONS: Mitigations = {
	cellsPerDigit: 1,
	columnOrder: "as-numbered",
	biases: "as-quantised",
};

export function mitigationsOf({
	crossbar,
}: {
	readonly crossbar: Pick<Design["crossbar"], "mitigations">;
}): Mitigations {
	return crossbar.mitigations ?? NO_MITIGATIONS;
}
