import type { Design } from "../../design/design.js";
import type { HeldCells } from "../../device/program-levels.js";
import type { EncodedSegment } from "../../encode/weight-encoder.js";
import type { LayerPlan } from "../../map/layer-plan.js";

/** Rows that are read at once, and what they hold. */
export interface HeldUnit {
	readonly encoded: EncodedSegment;
	readonly cells: HeldCells;
	readonly plan: LayerPlan;
	readonly segment: number;
	/** Number of the operation unit in its segment. */
	readonly unit: number;
	/** First row of the matrix. */
	readonly start: number;
}

/** One input plane of a vector on them. */
export interface PlaneRead extends HeldUnit {
	readonly design: Design;
	readonly seed: number;
	readonly vector: number;
	readonly plane: number;
	/** As they are driven, [rows] */
	readonly digits: Int8Array;
	/** The plane is driven upside down. */
	readonly inverted: boolean;
}
