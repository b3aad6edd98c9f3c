import type { ReproducedFigure } from "../reproduced-figure.js";
import type { LadderRung } from "./ladder.js";
import { aspDac2018Published } from "./published.js";

/** The paper's claim beside the last rung of the ladder, at every read time. */
export function reproduceAspDac2018(
	network: string,
	rungs: readonly LadderRung[],
): readonly ReproducedFigure[] {
	const last = rungs.filter(({ step }) => step === rungs.at(-1)!.step);
	return last.flatMap(({ arrayReadTime, gain }) =>
		aspDac2018Published.map(({ name, value, unit, source }) => {
			const ours = name.includes("throughput")
				? gain.throughput
				: name.includes("energy")
					? gain.energyEfficiency
					: gain.areaEfficiency;
			return {
				name: `${name}; ours on ${network}, array read ${Math.round(arrayReadTime * 1e9)} ns`,
				published: value,
				ours,
				unit,
				source,
				reason:
					"the abstract gives a range over networks and baselines that it does not name",
			};
		}),
	);
}
