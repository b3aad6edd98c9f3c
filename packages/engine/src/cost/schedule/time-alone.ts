import type { Seconds } from "../../base/units.js";
import type { LayerMapping } from "../../map/mapping.js";
import type { LayerTiming } from "../timing.js";

/**
 * Time of a layer for some images while no other layer works, its pipeline filled and emptied.
 *
 * @param timing what its components take for one image when all of its copies work
 */
export function timeAlone(
	{ shape, copies, timePerPosition, cycles }: LayerMapping,
	timing: LayerTiming,
	pipelineStages: number,
	images: number,
): Seconds {
	const rounds = Math.ceil((images * shape.positions) / copies);
	return (
		Math.max(rounds * timePerPosition, images * timing.time) +
		pipelineStages * Math.max(...cycles)
	);
}
