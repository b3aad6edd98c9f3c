import { type Codes, makeCodes } from "../base/codes.js";
import type {
	ProgrammedCrossbars,
	ReadCounts,
} from "../kernels/crossbar-mvm/contract.js";

/** Some vectors of a batch. */
export interface ChosenVectors {
	/** [vectors × rows] of the whole batch. */
	readonly inputs: Codes;
	readonly vectors: number;
	/** Number of the first vector of the batch. */
	readonly firstVector: number;
	/** Which of them are read, ascending. */
	readonly chosen: readonly number[];
}

/**
 * Reads some vectors of a batch. Noise is keyed by the number of a vector: with it those that follow each other are
 * read together, without it all are.
 *
 * @param out [vectors × outputs] of the whole batch, added to
 * @param counts of each segment, added to
 */
export function readChosen(
	crossbars: ProgrammedCrossbars,
	isNoisy: boolean,
	{ inputs, vectors, firstVector, chosen }: ChosenVectors,
	out: Float64Array,
	counts: readonly ReadCounts[],
): void {
	const rows = inputs.length / vectors;
	const outputs = out.length / vectors;
	for (const part of isNoisy ? runsOf(chosen) : [chosen]) {
		const own = makeCodes(inputs instanceof Int16Array, part.length * rows);
		part.forEach((v, n) => {
			own.set(inputs.subarray(v * rows, (v + 1) * rows), n * rows);
		});
		const sums = new Float64Array(part.length * outputs);
		crossbars.read(own, part.length, firstVector + part[0]!, sums, counts);
		part.forEach((v, n) => {
			for (let k = 0; k < outputs; k++)
				out[v * outputs + k]! += sums[n * outputs + k]!;
		});
	}
}

/** Numbers that follow each other, together. */
function runsOf(numbers: readonly number[]): readonly (readonly number[])[] {
	const runs: number[][] = [];
	for (const number of numbers) {
		const last = runs.at(-1);
		if (last?.at(-1) === number - 1) last.push(number);
		else runs.push([number]);
	}
	return runs;
}
