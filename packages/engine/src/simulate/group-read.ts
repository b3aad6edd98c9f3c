import type { TestEvents } from "../activity/test-events.js";
import type { Design } from "../design/design.js";
import type {
	CrossbarLayer,
	ProgrammedCrossbars,
} from "../kernels/crossbar-mvm/contract.js";
import type {
	MatrixProduct,
	MatrixProductCall,
} from "../quantize/integer-product.js";
import type { ProgrammedLayer } from "./program-layer.js";
import type { UnitEvents } from "./unit-events.js";

/**
 * Crossbars as a kernel has prepared them: one read, or several of the same cells, whose outputs add up and whose drive is
 * counted once.
 */
export type ReadyToRead = (
	crossbars: CrossbarLayer | readonly CrossbarLayer[],
) => ProgrammedCrossbars;

/** A batch of vectors for the crossbars of a group. */
export interface GroupRead {
	readonly programmed: ProgrammedLayer;
	readonly design: Design;
	readonly readyToRead: ReadyToRead;
	readonly call: MatrixProductCall;
	/** For layers whose read is provably exact, if they need not go through the crossbars. */
	readonly integerProduct: MatrixProduct | undefined;
}

/** What happened when a group was read. */
export interface GroupEvents {
	/** [operation units] */
	readonly units: readonly UnitEvents[];
	readonly tests?: TestEvents | undefined;
	/** Comparisons of converters that may stop early, by their bits. */
	readonly comparisonsOfBits?: Record<number, number> | undefined;
	/** Where the inputs say how long a plane takes. */
	readonly demand?: Demand | undefined;
}

/**
 * What the busiest array is asked for, [input planes × vectors]: 0 where no array is read. Else its operation units that
 * are read, or the comparisons of the columns of one unit where the ADC sequence is compacted.
 */
export type Demand = Uint32Array;

/** Reads a group as a partial-product policy says: writes `call.out` and counts what happens. */
export type ReadGroup = (read: GroupRead) => GroupEvents;
