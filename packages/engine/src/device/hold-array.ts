import type { Design } from "../design/design.js";
import { mitigationsOf } from "../design/mitigations.js";
import type { WireNetworkSolver } from "../kernels/wire-network/contract.js";
import { cellAt, columnOrders, type WeighedLayout } from "./column-orders.js";
import {
	type CrossbarPlace,
	type HeldCells,
	type LevelCells,
	programLevels,
} from "./program-levels.js";
import { seeThroughWires } from "./see-through-wires.js";

/**
 * Programs the arrays of a row segment with what the design does against cells that deviate, and looks at them through
 * their wires.
 *
 * @throws InputError where the design has wires but no resistances of cells
 */
export function holdArray(
	levels: LevelCells,
	layout: WeighedLayout,
	design: Design,
	place: CrossbarPlace,
	solver: WireNetworkSolver,
): HeldCells {
	const { cellsPerDigit, columnOrder } = mitigationsOf(design);
	const places = columnOrders[columnOrder](levels, layout, design, place);
	const { outputs, slices } = layout;
	const cellOf =
		places &&
		((at: number) => {
			const line = Math.floor(at / outputs);
			const [row, slice] = [Math.floor(line / slices), line % slices];
			return cellAt(row, slice, places[at % outputs]!, levels.rows, layout);
		});
	const replicas = Array.from({ length: cellsPerDigit }, (_, replica) =>
		programLevels(levels, design.device, { ...place, replica }, cellOf),
	);
	return seeThroughWires(replicas, { ...layout, places }, design, solver);
}
