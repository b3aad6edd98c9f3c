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
	const evenSlices = inSlicesOfTwoBits(raella);
	const gains = NETWORKS.map((network) =>
		gainsOn(network, isaac8, raella, evenSlices),
	);
	const mean = (of: keyof Gains) => geometricMean(gains.map((g) => g[of]));
	const energies = gains.map(({ energy }) => energy);
	const large = gains.slice(0, -1);
	const [least, most] = [Math.min, Math.max].map((pick) =>
		pick(...large.map(({ energy }) => energy)).toFixed(1),
	);
	const noSpeculation = `speculation on inputs is not modelled: with what it takes as published it would be ${mean("speculating").toFixed(1)}×`;
	const otherwise = `MobileNetV2, whose depthwise layers have 9 rows a group, is ${energies.at(-1)!.toFixed(1)}×, the other three ${least} to ${most}×; RAELLA holds several copies of such layers in an array (partial Toeplitz expansion); drivers, registers and the chip link are ISAAC's; networks are four of RAELLA's seven`;
	const slower = `MobileNetV2's depthwise layers, which read their groups one after the other from a shared array, make ${gains.at(-1)!.throughput.toFixed(2)}×; the other three ${geometricMean(large.map(({ throughput }) => throughput)).toFixed(1)}×`;
	const published = besidePublished(raellaPublished, {
		"conversions per MAC, ISAAC at 8 bits": { ours: conversionsPerMac(isaac8) },
		"conversions per MAC, 512 rows": { ours: conversionsPerMac(evenSlices) },
		"energy of conversions, slices by layer over those of 2 bits": {
			ours: mean("slicing"),
		},
		"gain in energy without speculation, geometric mean": {
			ours: mean("energy"),
			reason: otherwise,
		},
		"gain in throughput without speculation, geometric mean": {
			ours: mean("throughput"),
			reason: slower,
		},
		"gain in energy, geometric mean": {
			ours: mean("energy"),
			reason: noSpeculation,
		},
		"gain in energy, least": {
			ours: Math.min(...energies),
			reason: otherwise,
		},
		"gain in energy, greatest": {
			ours: Math.max(...energies),
			reason: noSpeculation,
		},
		"gain in throughput, geometric mean": {
			ours: mean("throughput"),
			reason: slower,
		},
	});
	return [
		...published,
		{
			name: "gain in energy with speculation, geometric mean",
			published: null,
			ours: mean("speculating"),
			unit: "×",
			source: `ours, with published factors; ${SPECULATION.source}`,
		},
	];
}

/** As RAELLA has its arrays before slices are chosen by layer: four of 2 bits. */
function inSlicesOfTwoBits(raella: Design): Design {
	return {
		...raella,
		encoding: { ...raella.encoding, weightSlices: [2, 2, 2, 2] },
	};
}

interface Gains {
	readonly energy: number;
	readonly throughput: number;
	/** In energy, with what speculation takes as published. */
	readonly speculating: number;
	/** Energy of conversions over that with slices of 2 bits. */
	readonly slicing: number;
}

function gainsOn(
	network: string,
	isaac: Design,
	raella: Design,
	evenSlices: Design,
): Gains {
	const [theirs, ours, even] = [isaac, raella, evenSlices].map((design) =>
		networkCost(network, design),
	) as [Cost, Cost, Cost];
	const spent = energiesOf(ours);
	return {
		energy: theirs.energyPerImage / ours.energyPerImage,
		throughput: ours.imagesPerSecond / theirs.imagesPerSecond,
		speculating:
			theirs.energyPerImage /
			(ours.energyPerImage +
				(SPECULATION.adc - 1) * spent("adc") +
				(SPECULATION.cell - 1) * spent("cell")),
		slicing: spent("adc") / energiesOf(even)("adc"),
	};
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
