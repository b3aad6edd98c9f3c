import { totalmem } from "node:os";

/** A quarter of the memory, for what a search knows of layers: at most 8 GB. */
export function studyBytes(): number {
	const limits = [process.constrainedMemory(), totalmem()];
	const memory = Math.min(...limits.filter((bytes) => bytes > 0));
	return Math.min(memory / 4, 2 ** 33);
}
