import { type CopySchedule, pesOfLayer } from "./copy-schedule.js";

/** Every layer has all arrays in its turn, and is there as often as they hold it. */
export const rewriting: CopySchedule = {
	kind: "rewriting",
	layout: "in-turn",
	balance: ({ plans, arraysPerPe, availablePes, batch }) =>
		plans.map((plan) => {
			const ofOne = pesOfLayer(plan, 1, arraysPerPe);
			const fit = Math.floor(availablePes / ofOne);
			return Math.max(1, Math.min(fit, plan.shape.positions * batch));
		}),
};
