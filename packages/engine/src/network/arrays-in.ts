import type { BufferPool } from "../base/buffer-pool.js";
import type { FloatArray, MakeArray } from "./nodes/node.js";

/** Makes arrays in memory that is used again. */
export function arraysIn(memory: BufferPool): MakeArray {
	return <Values extends FloatArray>(like: Values, length: number): Values => {
		const ArrayOf = like.constructor as new (
			buffer: ArrayBuffer,
			at: number,
			length: number,
		) => Values;
		return new ArrayOf(memory.take(like.BYTES_PER_ELEMENT * length), 0, length);
	};
}
