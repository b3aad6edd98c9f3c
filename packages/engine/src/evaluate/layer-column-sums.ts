import type { Design } from "../design/design.js";
import { shapesFor } from "./evaluate-cost.js";
import { mapNetwork } from "./map-network.js";
import type { PreparedNetwork } from "./prepare-network.js";
import { columnSumsOf } from "./sample-calibration-images.js";

/** What the columns of a layer summed to in calibration images, and what its ADC takes of it. */
export interface LayerColumnSums {
	readonly layer: string;
	/** How often each sum was seen, from `least` levels on. */
	readonly counts: Float64Array;
	readonly least: number;
	/** Least and greatest sum that the converter reaches, in levels. */
	readonly adc: {
		readonly min: number;
		readonly max: number;
		readonly bits: number;
	};
}

/**
 * Column sums of each layer over the partial products that run, beside the range of its widest converter.
 *
 * @param design with its calibrated bits resolved, as an evaluation states it
 */
export function layerColumnSums(
	prepared: PreparedNetwork,
	design: Design,
	seed: number,
): readonly LayerColumnSums[] {
	const { sums } = columnSumsOf(prepared, design, seed);
	const { mapping } = mapNetwork(shapesFor(prepared.network, design), design);
	return mapping.layers.map(({ shape, adc, executed }) => {
		const { histograms, least } = sums.get(shape.layer)!;
		const counts = new Float64Array(histograms[0]!.length);
		histograms.forEach((histogram, product) => {
			if (executed[product] === 0) return;
			for (let n = 0; n < counts.length; n++) counts[n]! += histogram[n]!;
		});
		const { bits, step, min, max } = adc;
		return {
			layer: shape.layer,
			counts,
			least,
			adc: { bits, min: min * step, max: max * step },
		};
	});
}
