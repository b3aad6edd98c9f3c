import type { Joules, Seconds } from "../../base/units.js";
import type { Design, Schedule } from "../../design/design.js";
import type { Mapping } from "../../map/mapping.js";
import type { LayerTiming } from "../timing.js";

/** What the order in which layers work makes of their times. */
export interface ScheduleTimes {
	readonly kind: Schedule["kind"];
	/** @throws InputError where the design does not say what the schedule needs */
	time(work: ScheduledWork): ScheduledTimes;
}

export interface ScheduledWork {
	readonly mapping: Mapping;
	readonly timings: readonly LayerTiming[];
	readonly design: Design;
}

export interface ScheduledTimes {
	/** From one image to the next. */
	readonly interval: Seconds;
	/** What holds it up, `layer/component`. */
	readonly boundBy: string;
	/** One image from its first pixel to its scores. */
	readonly latency: Seconds;
	readonly rewriting?: RewritingCost;
}

/** What writing weights costs, per image. */
export interface RewritingCost {
	/** Of each layer, in order. */
	readonly energies: readonly Joules[];
	readonly time: Seconds;
	/** Writes of the cell that is written most often, per image. */
	readonly writesPerCell: number;
	/** Time until that cell is worn at this rate of images; absent where no endurance is stated. */
	readonly lifetime?: Seconds;
}
