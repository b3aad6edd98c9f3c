import { geometricMean } from "../../base/geometric-mean.js";
import type { Design } from "../../design/design.js";
import { planLayer } from "../../map/plan-layer.js";
import { besidePublished } from "../beside-published.js";
import { fullArray } from "../full-array.js";
import { isaacBenchmarks } from "../isaac/benchmarks.js";
import { networkCost } from "../network-cost.js";
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
		sameConverters: networkCost(network, lossless),
	}));
	const bits = bitsConverted(newton) / bitsConverted(lossless);
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
	const adc = `Newton's 9-bit converter takes 2.58 pJ, ${(2.5833 * bits).toFixed(2)} pJ at ${Math.round(100 * bits)} % of the bits, where ISAAC's 8-bit one, behind flipped columns, takes 1.56 pJ`;
	const power = geometricMean(
		costs.map((c) => c.adaptive.power / c.isaac.power),
	);
	const published = besidePublished(newtonPublished, {
		"bits converted, all products": { ours: bitsConverted(lossless) },
		"bits converted, adaptive": { ours: bitsConverted(newton) },
		"decrease in power": { ours: 1 - power, reason: `${ALONE}; and ${adc}` },
		"gain in energy efficiency": {
			ours: energy,
			reason: `${ALONE}; and ${adc}`,
		},
		"gain in throughput per area": { ours: density, reason: ALONE },
	});
	return [
		...published,
		ours(
			"gain in energy over the same converters, all bits",
			costs.map(
				(c) => c.sameConverters.energyPerImage / c.adaptive.energyPerImage,
			),
		),
		ours(
			"gain in throughput over the same converters, all bits",
			costs.map(
				(c) => c.adaptive.imagesPerSecond / c.sameConverters.imagesPerSecond,
			),
		),
	];
}

function ours(name: string, gains: readonly number[]): ReproducedFigure {
	return {
		name,
		published: null,
		ours: geometricMean(gains),
		unit: "×",
		source: "ours: Newton's 9-bit converters with and without adapting",
	};
}

/** Bits of the conversions of one column of each slice, over all input planes. */
function bitsConverted(design: Design): number {
	const { adcOfProduct, executed } = planLayer(fullArray(design), design);
	return adcOfProduct.reduce(
		(sum, { bits }, product) => sum + executed[product]! * bits,
		0,
	);
}
