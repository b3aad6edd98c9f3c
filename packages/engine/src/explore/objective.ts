import { InputError } from "../base/input-error.js";
import type { Cost } from "../cost/cost.js";

/** What a search maximises: the product of these gains, each to the power of its weight. */
export type Objective = Readonly<Partial<Record<Gain, number>>>;

export type Gain = keyof typeof GAINS;

const GAINS = {
	energy: (cost: Cost): number => 1 / cost.energyPerImage,
	throughput: (cost: Cost): number => cost.imagesPerSecond,
	area: (cost: Cost): number => cost.imagesPerSecond / cost.area,
	latency: (cost: Cost): number => 1 / cost.latency,
} as const;

/** Names of the gains. */
export const gains: readonly Gain[] = Object.keys(GAINS) as Gain[];

/** Natural logarithm of the objective. */
export function logObjective(objective: Objective, cost: Cost): number {
	let sum = 0;
	for (const gain of gains)
		sum += (objective[gain] ?? 0) * Math.log(GAINS[gain](cost));
	return sum;
}

/**
 * Reads `energy`, or `energy=1,throughput=2`.
 *
 * @throws InputError for an unknown gain or a weight that is no number above 0
 */
export function parseObjective(text: string): Objective {
	const weights = text.split(",").map((part): [Gain, number] => {
		const [name = "", weight = "1"] = part.split("=").map((s) => s.trim());
		const gain = gains.find((known) => known === name);
		if (gain === undefined)
			throw new InputError(
				`objective: found "${name}", expected ${gains.join(", ")}`,
			);
		const value = weight === "" ? Number.NaN : Number(weight);
		if (!(value > 0 && value < Number.POSITIVE_INFINITY))
			throw new InputError(
				`objective ${name}: found weight "${weight}", expected a number above 0`,
			);
		return [gain, value];
	});
	const twice = weights.find(([gain], n) =>
		weights.slice(0, n).some(([before]) => before === gain),
	);
	if (twice)
		throw new InputError(
			`objective: found ${twice[0]} twice, expected each gain once`,
		);
	return Object.fromEntries(weights);
}
