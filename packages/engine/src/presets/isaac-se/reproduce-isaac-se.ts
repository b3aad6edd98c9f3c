import { chipAreas } from "../../cost/chip.js";
import { peakPower } from "../../cost/peak.js";
import type { Design } from "../../design/design.js";
import { besidePublished } from "../beside-published.js";
import {
	ISAAC_HARDWARE,
	isaacFiguresOfMerit,
} from "../isaac/figures-of-merit.js";
import type { ReproducedFigure } from "../reproduced-figure.js";
import { isaacSePublished } from "./published.js";

/** ISAAC-SE's figures of merit, published and ours. */
export function reproduceIsaacSe(design: Design): readonly ReproducedFigure[] {
	const { gopsPerMm2, gopsPerWatt, mebibytesPerMm2 } =
		isaacFiguresOfMerit(design);
	const efficiency = isaacSePublished.find(
		({ name }) => name === "power efficiency",
	)!.value;
	return besidePublished(isaacSePublished, {
		"computational density": { ours: gopsPerMm2 },
		"power efficiency": {
			ours: gopsPerWatt,
			reason: `arrays that wait for their converter burn nothing here; the published figure is reached if each burns ${(1e6 * powerOfWaiting(design, efficiency)).toFixed(1)} uW, which no source states`,
		},
		"storage density": { ours: mebibytesPerMm2 },
	});
}

/** What an array must burn on average, above what its reads burn, for this efficiency in GOPS/W. */
function powerOfWaiting(design: Design, efficiency: number): number {
	const { chip, operationsPerSecond } = peakPower(design, ISAAC_HARDWARE);
	const { pesPerTile, crossbarsPerPe } = design.hierarchy;
	const arrays =
		chipAreas(design, ISAAC_HARDWARE).tiles * pesPerTile * crossbarsPerPe;
	return (operationsPerSecond / (efficiency * 1e9) - chip) / arrays;
}
