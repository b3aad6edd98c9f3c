import type { Design } from "../../design/design.js";
import { planLayer } from "../../map/plan-layer.js";
import { besidePublished } from "../beside-published.js";
import { fullArray } from "../full-array.js";
import { isaacBenchmarks } from "../isaac/benchmarks.js";
import { geometricMean, networkCost } from "../network-cost.js";
import type { ReproducedFigure } from "../reproduced-figure.js";
import { newtonPublished } from "./published.js";

const ALONE =
	"adaptive converters alone are modelled: no Karatsuba, no Strassen, no tiles of two kinds, no constrained mapping";

/** Newton's conversions, and what adaptive converters alone gain. */
export function reproduceNewton(
	newton: Design,
	isaac: Design,
): readonly ReproducedFigure[] {
	const lossless: Design = { ...newton, adc: { kind: "lossless" } };
	const costs = isaacBenchmarks.map(({ network }) => ({
		adaptive: networkCost(network, newton),
		isaac: networkCost(network, isaac),
	}));
	const energy = geometricMean(
		costs.map((c) => c.isaac.energyPerImage / c.adaptive.energyPerImage),
	);
	const density = geometricMean(
		costs.map(
			(c) =>
				c.adaptive.imagesPerSecond /
				c.adaptive.area /
				(c.isaac.imagesPerSecond / c.isaac.area),
		),
	);
	const power = geometricMean(
		costs.map((c) => c.adaptive.power / c.isaac.power),
	);
	return besidePublished(newtonPublished, {
		"bits converted, all products": { ours: bitsConverted(lossless) },
		"bits converted, adaptive": { ours: bitsConverted(newton) },
		"decrease in power": { ours: 1 - power, reason: `${ALONE}; and ${ADC}` },
		"gain in energy efficiency": { ours: energy, reason: ALONE },
		"gain in throughput per area": { ours: density, reason: ALONE },
	});
}

const ADC =
	"Newton's converter of 9 bits takes 2.58 pJ where ISAAC's of 8 bits takes 1.56 pJ";

/** Bits of the conversions of one column of each slice, over all input planes. */
function bitsConverted(design: Design): number {
	const { adcOfProduct, executed } = planLayer(fullArray(design), design);
	return adcOfProduct.reduce(
		(sum, { bits }, product) => sum + executed[product]! * bits,
		0,
	);
}
