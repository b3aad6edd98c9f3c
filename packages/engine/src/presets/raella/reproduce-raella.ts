import { geometricMean } from "../../base/geometric-mean.js";
import type { ComponentName } from "../../cost/component-models.js";
import type { Cost } from "../../cost/cost.js";
import type { Design } from "../../design/design.js";
import { planLayer } from "../../map/plan-layer.js";
import { besidePublished } from "../beside-published.js";
import { fullArray } from "../full-array.js";
import { networkCost } from "../network-cost.js";
import type { ReproducedFigure } from "../reproduced-figure.js";
import { raellaPublished } from "./published.js";

/** Those of RAELLA's networks that are in the zoo. */
const NETWORKS = ["googlenet", "resnet-18", "resnet-50", "mobilenet-v2"];

/** What speculation on inputs makes of the energy of converters and cells. */
const SPECULATION = {
	adc: 0.42,
	cell: 2.5,
	source:
		"RAELLA, ISCA 2023: speculation takes 0.42 of the conversions' energy and 2.5 times that of the cells",
};

/** Conversions per MAC, and energy and throughput over ISAAC at the same operands and chip area. */
export function reproduceRaella(
	raella: Design,
	isaac: Design,
): readonly ReproducedFigure[] {
	const isaac8: Design = {
		...isaac,
		operands: { ...isaac.operands, weightBits: 8, inputBits: 8 },
	};
	const gains = NETWORKS.map((network) => {
		const [theirs, ours] = [isaac8, raella].map((d) => networkCost(network, d));
		const spent = energiesOf(ours!);
		return {
			energy: theirs!.energyPerImage / ours!.energyPerImage,
			throughput: ours!.imagesPerSecond / theirs!.imagesPerSecond,
			speculating:
				theirs!.energyPerImage /
				(ours!.energyPerImage +
					(SPECULATION.adc - 1) * spent("adc") +
					(SPECULATION.cell - 1) * spent("cell")),
			adcShare: spent("adc") / ours!.energyPerImage,
		};
	});
	const energies = gains.map(({ energy }) => energy);
	const speculating = geometricMean(
		gains.map(({ speculating }) => speculating),
	);
	const adcShare =
		gains.reduce((sum, gain) => sum + gain.adcShare, 0) / gains.length;
	const otherwise = `converters are ${Math.round(100 * adcShare)} % of ours; the rest, drivers, cells, offsets and registers, is ISAAC's and does not shrink with conversions; activations are even over their codes, and networks four of RAELLA's; with speculation as published it would be ${speculating.toFixed(1)}×; slices by layer are not modelled`;
	const published = besidePublished(raellaPublished, {
		"conversions per MAC, ISAAC at 8 bits": { ours: conversionsPerMac(isaac8) },
		"conversions per MAC, 512 rows": { ours: conversionsPerMac(raella) },
		"gain in energy, geometric mean": {
			ours: geometricMean(energies),
			reason: otherwise,
		},
		"gain in energy, least": {
			ours: Math.min(...energies),
			reason: otherwise,
		},
		"gain in energy, greatest": {
			ours: Math.max(...energies),
			reason: otherwise,
		},
		"gain in throughput, geometric mean": {
			ours: geometricMean(gains.map(({ throughput }) => throughput)),
			reason: otherwise,
		},
	});
	return [
		...published,
		{
			name: "gain in energy with speculation, geometric mean",
			published: null,
			ours: speculating,
			unit: "×",
			source: `ours, with published factors; ${SPECULATION.source}`,
		},
	];
}

/** Energy of a component over all layers, per image. */
function energiesOf({ breakdown }: Cost): (name: ComponentName) => number {
	return (name) =>
		breakdown.reduce(
			(sum, { component, energy }) => (component === name ? sum + energy : sum),
			0,
		);
}

/** Of full arrays, without unit columns: one conversion for each partial product of a column's rows. */
function conversionsPerMac(design: Design): number {
	const plan = planLayer(fullArray(design), design);
	const products = plan.executed.reduce((sum, runs) => sum + runs, 0);
	return products / plan.shape.rows;
}
