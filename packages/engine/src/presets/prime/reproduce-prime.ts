import { hardwareFor } from "../../cost/chip.js";
import { peakFigures } from "../../cost/peak.js";
import { scaleDesign } from "../../cost/technology-scaling.js";
import type { Design } from "../../design/design.js";
import { shapesFor } from "../../evaluate/evaluate-cost.js";
import { cellUtilisation, type LayerPlan } from "../../map/layer-plan.js";
import { planLayer } from "../../map/plan-layer.js";
import { ML_BENCH } from "../../network/zoo/ml-bench.js";
import { findZooNetwork } from "../../network/zoo/zoo-networks.js";
import { besidePublished } from "../beside-published.js";
import { fullArray } from "../full-array.js";
import type { ReproducedFigure } from "../reproduced-figure.js";
import { primePublished } from "./published.js";

const NODE = 65e-9;
const NOT_ITS_CIRCUITS =
	"circuits are ISAAC's, scaled from 32 to 65 nm where they are digital; PRIME's own energies and areas are not in our sources";
const BASELINE =
	"the neural processing units that it is compared with are not modelled";

export function reproducePrime(prime: Design): readonly ReproducedFigure[] {
	const scaled = scaleDesign(prime, NODE);
	const hardware = hardwareFor([planLayer(fullArray(prime), prime)], prime);
	const { gopsPerWatt, gopsPerMm2 } = peakFigures(scaled, hardware);
	const networks = [...ML_BENCH, findZooNetwork("vgg-d")!].map((network) =>
		shapesFor(network.build(), prime).map((shape) => planLayer(shape, prime)),
	);
	const mean = (of: (plans: readonly LayerPlan[]) => number): number =>
		networks.reduce((sum, plans) => sum + of(plans), 0) / networks.length;
	const layersAlike = mean(
		(plans) =>
			plans.reduce((sum, plan) => sum + cellUtilisation(plan, prime), 0) /
			plans.length,
	);
	return besidePublished(primePublished, {
		"utilisation on MlBench, before replication": {
			ours: mean((plans) => utilisation(plans, prime, () => 1)),
			reason: `ours counts cells of the mats that layers take, averaged over the six networks, where large layers weigh most: layers counted alike would give ${Math.round(100 * layersAlike)} %; how PRIME counts is not in our sources`,
		},
		"utilisation on MlBench, with replication": {
			ours: mean((plans) =>
				utilisation(plans, prime, (plan) => copiesInMat(plan, prime)),
			),
			reason:
				"ours puts as many copies of a layer on the diagonal of its mat as fit; how PRIME counts is not in our sources",
		},
		"power efficiency, 65 nm": { ours: gopsPerWatt, reason: NOT_ITS_CIRCUITS },
		"computational density, 65 nm": {
			ours: gopsPerMm2,
			reason: NOT_ITS_CIRCUITS,
		},
		"area overhead": {
			ours: null,
			reason:
				"our sources give the overhead of a mat (60 %), not how many ordinary mats a bank has: about as much follows if 2 of 21 subarrays of a bank compute, 0.6 * 2 / 21 = 5.7 %",
		},
		"performance over a neural processing unit": {
			ours: null,
			reason: BASELINE,
		},
		"energy over a neural processing unit": { ours: null, reason: BASELINE },
	});
}

/** Cells that hold weights of all mats that a network takes, each layer copied within its mats. */
function utilisation(
	plans: readonly LayerPlan[],
	design: Design,
	copies: (plan: LayerPlan) => number,
): number {
	let filled = 0;
	let mats = 0;
	for (const plan of plans) {
		mats += plan.arraysPerCopy;
		filled += plan.arraysPerCopy * cellUtilisation(plan, design) * copies(plan);
	}
	return filled / mats;
}

/** Copies of a layer that fit on the diagonal of one mat; one where it takes more. */
function copiesInMat(
	{ shape, outputsPerArray, arraysPerCopy }: LayerPlan,
	{ crossbar }: Design,
): number {
	if (arraysPerCopy > shape.groups) return 1;
	return Math.max(
		1,
		Math.min(
			Math.floor(crossbar.rows / shape.rows),
			Math.floor(outputsPerArray / shape.outputs),
		),
	);
}
