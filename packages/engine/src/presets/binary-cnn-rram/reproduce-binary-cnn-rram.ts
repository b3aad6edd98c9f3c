import type { Cost } from "../../cost/cost.js";
import type { Design } from "../../design/design.js";
import { besidePublished } from "../beside-published.js";
import { networkCost } from "../network-cost.js";
import type { ReproducedFigure } from "../reproduced-figure.js";
import { binaryCnnRramPublished } from "./published.js";

/** The first layer keeps its image and weights, in either network. */
const FIRST = { conv1: { weightBits: 8, inputBits: 8 } } as const;

const NOT_DESCRIBED = (bits: number) =>
	`bits, cells and circuits of the published multi-bit network are not in our sources: ours is ISAAC's hardware at ${bits} bits, so that agreement is no evidence; an 8-bit weight takes 4 columns and a 4-bit one 2 where a 1-bit one takes 1, and the published area is 2.3 times the binary one; the first layer has 8 bits in both`;

/** AlexNet in 1 bit and in more bits, one copy of each layer, on the same circuits. */
export function reproduceBinaryCnnRram(
	binary: Design,
	isaac: Design,
): readonly ReproducedFigure[] {
	const ones = costOnce({ ...binary, layers: FIRST });
	const [many, few] = [8, 4].map((bits) =>
		costOnce({
			...isaac,
			operands: { ...isaac.operands, weightBits: bits, inputBits: bits },
			layers: FIRST,
		}),
	);
	const saved = (of: (cost: Cost) => number, from: Cost): number =>
		1 - of(ones) / of(from);
	const energy = ({ energyPerImage }: Cost): number => energyPerImage;
	return [
		...besidePublished(binaryCnnRramPublished, {
			"energy saved on AlexNet": {
				ours: saved(energy, many!),
				reason: NOT_DESCRIBED(8),
			},
			"area saved on AlexNet": {
				ours: saved(areaInUse, many!),
				reason: NOT_DESCRIBED(8),
			},
		}),
		ours("energy saved on AlexNet, over 4 bits", saved(energy, few!)),
		ours("area saved on AlexNet, over 4 bits", saved(areaInUse, few!)),
	];
}

function costOnce(design: Design): Cost {
	return networkCost("alexnet", { ...design, replication: { kind: "none" } });
}

/** Area of what layers sit on. */
function areaInUse({ breakdown }: Cost): number {
	return breakdown.reduce(
		(sum, { layer, area }) =>
			layer === "unused" || layer === "chip" ? sum : sum + area,
		0,
	);
}

function ours(name: string, value: number): ReproducedFigure {
	return {
		name,
		published: null,
		ours: value,
		unit: "%",
		source: "ours: ISAAC's hardware at 4 bits",
	};
}
