import { type CopySchedule, pesOf } from "./copy-schedule.js";

/** The sum of the layers' times is small. */
export const layerByLayer: CopySchedule = {
	kind: "layer-by-layer",
	layout: "side-by-side",
	/**
	 * Σ time / copies is least for given arrays where copies are in proportion to √(time / arrays); bisection on the
	 * factor. More copies than positions would have nothing to do.
	 */
	balance({ plans, times, arraysPerPe, availablePes }) {
		const copiesAt = (factor: number) =>
			plans.map(({ arraysPerCopy, shape }, l) =>
				Math.min(
					shape.positions,
					Math.max(
						1,
						Math.floor(factor * Math.sqrt(times[l]! / arraysPerCopy)),
					),
				),
			);
		const fits = (factor: number) =>
			pesOf(plans, arraysPerPe, copiesAt(factor)) <= availablePes;
		let least = 0;
		let most = 1;
		const shortest = Math.min(...times.filter((time) => time > 0));
		if (!Number.isFinite(shortest)) return plans.map(() => 1);
		const enough =
			availablePes * arraysPerPe * Math.sqrt(1 / shortest) * 2 ** 20;
		while (most < enough && fits(most)) most *= 2;
		if (fits(most)) return copiesAt(most);
		for (let step = 0; step < 64; step++) {
			const factor = (least + most) / 2;
			if (fits(factor)) least = factor;
			else most = factor;
		}
		return copiesAt(least);
	},
};
