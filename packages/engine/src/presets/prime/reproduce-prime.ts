import { hardwareFor } from "../../cost/chip.js";
import { peakFigures } from "../../cost/peak.js";
import { scaleDesign } from "../../cost/technology-scaling.js";
import type { Design } from "../../design/design.js";
import { shapesFor } from "../../evaluate/evaluate-cost.js";
import { cellUtilisation, type LayerPlan } from "../../map/layer-plan.js";
import { planLayer } from "../../map/plan-layer.js";
import { ML_BENCH } from "../../network/zoo/ml-bench.js";
import type { ZooNetwork } from "../../network/zoo/zoo-network.js";
import { findZooNetwork } from "../../network/zoo/zoo-networks.js";
import { besidePublished } from "../beside-published.js";
import { fullArray } from "../full-array.js";
import type { ReproducedFigure } from "../reproduced-figure.js";
import { primePublished } from "./published.js";

const NODE = 65e-9;
/** Of the largest network that fits: "~2.7 * 10^8" (public reading notes, entry 2016_Chi_PRIME_ISCA; to be checked), which is 2^28. */
const SYNAPSES = 2 ** 28;
/** 8 chips of 8 banks (PRIME, ISCA 2016; from memory, to be checked). */
const BANKS = 64;
const NOT_ITS_CIRCUITS =
	"circuits are ISAAC's, scaled from 32 to 65 nm where they are digital; PRIME's own energies and areas are not in our sources";
const BASELINE =
	"the neural processing units that it is compared with are not modelled";

export function reproducePrime(prime: Design): readonly ReproducedFigure[] {
	const scaled = scaleDesign(prime, NODE);
	const hardware = hardwareFor([planLayer(fullArray(prime), prime)], prime);
	const { gopsPerWatt, gopsPerMm2 } = peakFigures(scaled, hardware);
	const small = ML_BENCH.map((network) => plansOf(network, prime));
	const vggD = plansOf(findZooNetwork("vgg-d")!, prime);
	const bank = SYNAPSES / BANKS / synapsesPerArray(prime);
	const inBank = small.map((plans) => arraysOf(plans) / bank);
	const copied = inBank.map((share) => Math.floor(1 / share) * share);
	const filled = small.map((plans) => cellsFilled(plans, prime));
	const percent = (share: number) => `${Math.round(100 * share)} %`;
	const ofBank = `ours is the share of a bank's mats that a network takes, mean over five; a bank is a 64th of the 2.7e8 synapses of all. Cells of the mats taken cannot be meant: they are ${percent(mean(filled))} full, and ${percent(cellsFilled(vggD, prime))} on VGG-D`;
	return besidePublished(primePublished, {
		"utilisation on MlBench, before replication": {
			ours: mean(inBank),
			reason: ofBank,
		},
		"utilisation on MlBench, with replication": {
			ours: mean(copied),
			reason:
				"ours copies a network as often as it fits a bank; how far PRIME does is not in our sources",
		},
		"utilisation on VGG-D, before replication": {
			ours: arraysOf(vggD) / (BANKS * bank),
			reason: "ours is the share of the mats of all banks",
		},
		"utilisation on VGG-D, with replication": {
			ours: null,
			reason:
				"which layers of a network are copied that does not fit twice is not in our sources",
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

function plansOf(network: ZooNetwork, design: Design): readonly LayerPlan[] {
	return shapesFor(network.build(), design).map((shape) =>
		planLayer(shape, design),
	);
}

function mean(shares: readonly number[]): number {
	return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** Pairs of mats that one copy of a network takes. */
function arraysOf(plans: readonly LayerPlan[]): number {
	return plans.reduce((sum, { arraysPerCopy }) => sum + arraysPerCopy, 0);
}

/** Weights that a pair of mats holds. */
function synapsesPerArray(design: Design): number {
	const { outputsPerArray } = planLayer(fullArray(design), design);
	return design.crossbar.rows * outputsPerArray;
}

/** Cells that hold weights, of those of the mats that a network takes. */
function cellsFilled(plans: readonly LayerPlan[], design: Design): number {
	const filled = plans.reduce(
		(sum, plan) => sum + plan.arraysPerCopy * cellUtilisation(plan, design),
		0,
	);
	return filled / arraysOf(plans);
}
