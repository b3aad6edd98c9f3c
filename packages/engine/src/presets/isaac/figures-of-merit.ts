import { chipAreas } from "../../cost/chip.js";
import type { Hardware } from "../../cost/component-models.js";
import type { FiguresOfMerit } from "../../cost/cost.js";
import { peakFigures } from "../../cost/peak.js";
import type { Design } from "../../design/design.js";

/** ISAAC's own hardware: 8-bit ADCs, 1-bit drivers. */
export const ISAAC_HARDWARE: Hardware = {
	adcBits: 8,
	driverSize: 1,
	hasWeightZeroPoints: false,
	weightSumBits: 0,
	converterTableBits: 0,
	inputEncoderBits: 0,
};

/** Peak figures of a chip of ISAAC's, and what it stores. */
export function isaacFiguresOfMerit(
	design: Design,
): FiguresOfMerit & { readonly mebibytesPerMm2: number } {
	const { chip: area, tiles } = chipAreas(design, ISAAC_HARDWARE);
	const { hierarchy, crossbar } = design;
	const cells =
		tiles *
		hierarchy.pesPerTile *
		hierarchy.crossbarsPerPe *
		crossbar.rows *
		crossbar.columns;
	const mebibytes = (cells * crossbar.cellBits) / 8 / 2 ** 20;
	return {
		...peakFigures(design, ISAAC_HARDWARE),
		mebibytesPerMm2: mebibytes / (area * 1e6),
	};
}
