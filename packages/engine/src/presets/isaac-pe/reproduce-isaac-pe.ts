import type { Design } from "../../design/design.js";
import { besidePublished } from "../beside-published.js";
import { isaacFiguresOfMerit } from "../isaac/figures-of-merit.js";
import type { ReproducedFigure } from "../reproduced-figure.js";
import { isaacPePublished } from "./published.js";

const FITTED =
	"PEs a tile and tiles are fitted to density and corrected efficiency, so that only storage density is evidence";

/** ISAAC-PE's figures of merit, published and ours. */
export function reproduceIsaacPe(design: Design): readonly ReproducedFigure[] {
	const { gopsPerMm2, gopsPerWatt, mebibytesPerMm2 } =
		isaacFiguresOfMerit(design);
	return besidePublished(isaacPePublished, {
		"computational density": { ours: gopsPerMm2, reason: FITTED },
		"power efficiency, corrected": { ours: gopsPerWatt, reason: FITTED },
		"power efficiency, proceedings": {
			ours: gopsPerWatt,
			reason:
				"the proceedings' efficiencies do not follow from Table I; the corrected author copy has 644.2",
		},
		"storage density": { ours: mebibytesPerMm2 },
	});
}
