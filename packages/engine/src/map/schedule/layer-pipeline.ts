import { type CopySchedule, pesOfLayer } from "./copy-schedule.js";

/** The slowest layer is as fast as can be. */
export const layerPipeline: CopySchedule = {
	kind: "layer-pipeline",
	layout: "side-by-side",
	/**
	 * Bisection on the time that every layer may take for an image. Copies beyond the positions of a layer work on
	 * different images.
	 */
	balance({ plans, times, arraysPerPe, availablePes }) {
		const copiesWithin = (time: number) =>
			times.map((t) => Math.max(1, Math.ceil(t / time)));
		const fits = (time: number): boolean => {
			let pes = 0;
			for (let l = 0; l < plans.length && pes <= availablePes; l++) {
				const copies = Math.max(1, Math.ceil(times[l]! / time));
				pes += pesOfLayer(plans[l]!, copies, arraysPerPe);
			}
			return pes <= availablePes;
		};
		let feasible = Math.max(...times);
		if (feasible === 0) return plans.map(() => 1);
		let infeasible = feasible / (availablePes * arraysPerPe + 1);
		if (fits(infeasible)) return copiesWithin(feasible);
		for (let step = 0; step < 64; step++) {
			const time = Math.sqrt(feasible * infeasible);
			if (fits(time)) feasible = time;
			else infeasible = time;
		}
		return copiesWithin(feasible);
	},
};
