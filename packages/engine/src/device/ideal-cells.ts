import type { Design } from "../design/design.js";
import { IDEAL_DEVICE } from "../design/device.js";

/** The design with cells that hold exactly their levels and see the whole voltage. */
export function withIdealCells(design: Design): Design {
	return { ...withoutWires(design), device: IDEAL_DEVICE };
}

/** The design with cells that conduct what they are meant to, level 0 too, read without noise or wires. */
export function withMeantCells(design: Design): Design {
	const { cell } = design.device;
	return { ...withoutWires(design), device: { ...IDEAL_DEVICE, cell } };
}

/** The design with wires that take no voltage. */
export function withoutWires(design: Design): Design {
	const { wires: _, ...crossbar } = design.crossbar;
	return { ...design, crossbar };
}
