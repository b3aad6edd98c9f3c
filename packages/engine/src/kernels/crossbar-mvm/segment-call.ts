import type { Kernel } from "./kernel-exports.js";
import type { Places } from "./kernel-memory.js";
import type { PreparedLayer, PreparedSegment } from "./prepare-layer.js";

/** A batch of vectors for one segment, whose inputs are listed in the kernel's memory. */
export interface SegmentCall {
	readonly kernel: Kernel;
	readonly memory: ArrayBuffer;
	readonly places: Places;
	readonly prepared: PreparedLayer;
	readonly segment: PreparedSegment;
	readonly vectors: number;
	readonly firstVector: number;
}
