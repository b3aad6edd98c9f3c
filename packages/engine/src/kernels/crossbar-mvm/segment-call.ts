import type { Kernel } from "./kernel-exports.js";
import type { Places } from "./kernel-memory.js";
import type { PreparedLayer, PreparedSegment } from "./prepared-layer.js";

/** How often each row was driven in a plane, and `Σ |digit|^driveExponent`, [rows] each. */
export interface RowCounts {
	readonly active: ArrayLike<number>;
	readonly levels: ArrayLike<number>;
}

/** A batch of vectors for one segment, whose inputs are listed in the kernel's memory. */
export interface SegmentCall {
	readonly kernel: Kernel;
	readonly memory: ArrayBuffer;
	readonly places: Places;
	readonly prepared: PreparedLayer;
	readonly segment: PreparedSegment;
	readonly vectors: number;
	readonly firstVector: number;
	/** By input plane: what was counted of the batch in this segment, by this read or one that shares its inputs. */
	readonly counted: Map<number, RowCounts>;
}
