import type { Design } from "../../design/design.js";

/** The design with cells, read pulse, wires and mitigations of another one. */
export function withCells(
	design: Design,
	{ device, crossbar }: Design,
): Design {
	const { wires, readPulse, mitigations } = crossbar;
	return {
		...design,
		device,
		crossbar: { ...design.crossbar, readPulse, wires, mitigations },
	};
}
