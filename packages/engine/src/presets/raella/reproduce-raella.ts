import type { Design } from "../../design/design.js";
import { planLayer } from "../../map/plan-layer.js";
import { besidePublished } from "../beside-published.js";
import { fullArray } from "../full-array.js";
import { geometricMean, networkCost } from "../network-cost.js";
import type { ReproducedFigure } from "../reproduced-figure.js";
import { raellaPublished } from "./published.js";

/** Those of RAELLA's networks that are in the zoo. */
const NETWORKS = ["googlenet", "resnet-18", "resnet-50", "mobilenet-v2"];

const OTHERWISE =
	"ours has ISAAC's circuits, no slices by layer, no speculation, even activations, and four of RAELLA's networks";

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
		return {
			energy: theirs!.energyPerImage / ours!.energyPerImage,
			throughput: ours!.imagesPerSecond / theirs!.imagesPerSecond,
		};
	});
	const energies = gains.map(({ energy }) => energy);
	return besidePublished(raellaPublished, {
		"conversions per MAC, ISAAC at 8 bits": { ours: conversionsPerMac(isaac8) },
		"conversions per MAC, 512 rows": { ours: conversionsPerMac(raella) },
		"gain in energy, geometric mean": {
			ours: geometricMean(energies),
			reason: OTHERWISE,
		},
		"gain in energy, least": {
			ours: Math.min(...energies),
			reason: OTHERWISE,
		},
		"gain in energy, greatest": {
			ours: Math.max(...energies),
			reason: OTHERWISE,
		},
		"gain in throughput, geometric mean": {
			ours: geometricMean(gains.map(({ throughput }) => throughput)),
			reason: OTHERWISE,
		},
	});
}

/** Of full arrays, without unit columns: one conversion for each partial product of a column's rows. */
function conversionsPerMac(design: Design): number {
	const plan = planLayer(fullArray(design), design);
	const products = plan.executed.reduce((sum, runs) => sum + runs, 0);
	return products / plan.shape.rows;
}
