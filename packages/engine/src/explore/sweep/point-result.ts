import type { Choice } from "./choices.js";
import type { PointFigures } from "./metric.js";

/** A point that is to be evaluated, as plain data. */
export interface PointTask {
	readonly key: string;
	readonly choice: Choice;
	/** Test images; 0: the cost from stated distributions. */
	readonly images: number;
	/** 1 the first time. */
	readonly attempt: number;
}

/** What became of a point. */
export interface PointResult extends PointTask {
	/** `refused`: the design does not fit the network; `failed`: it should have worked. */
	readonly status: "done" | "refused" | "failed";
	readonly error?: string | undefined;
	readonly figures?: PointFigures | undefined;
	/** Seconds. */
	readonly wallTime: number;
	/** What evaluated it, for a person. */
	readonly worker: string;
}
