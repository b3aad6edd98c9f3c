import {
	type ProgrammedCrossbars,
	type ReadCounts,
	zeroCounts,
} from "./contract.js";

/** Several reads of the same cells with different converters, one after the other. */
export function readOneByOne(
	passes: readonly ProgrammedCrossbars[],
): ProgrammedCrossbars {
	return {
		read(inputs, vectors, firstVector, out, counts) {
			const total = counts.map(zerosLike);
			passes.forEach((crossbars, pass) => {
				const sums = pass === 0 ? out : sumsOfPass(out.length);
				const own = counts.map(zerosLike);
				crossbars.read(inputs, vectors, firstVector, sums, own);
				if (pass > 0)
					for (let at = 0; at < out.length; at++) out[at]! += sums[at]!;
				own.forEach((ofSegment, s) => {
					addPass(total[s]!, ofSegment);
				});
			});
			counts.forEach((ofSegment, s) => {
				addCounts(ofSegment, total[s]!);
			});
		},
	};
}

const zerosLike = ({ reads }: ReadCounts): ReadCounts =>
	zeroCounts(reads.length);

/** What one pass adds; it does not outlive the pass. */
let passSums = new Float64Array(0);

function sumsOfPass(length: number): Float64Array {
	if (passSums.length < length) passSums = new Float64Array(length);
	return passSums.subarray(0, length);
}

/** Passes are one read with several converters: each saw the same planes driven. */
function addPass(counts: ReadCounts, pass: ReadCounts): void {
	for (let i = 0; i < counts.reads.length; i++) {
		counts.reads[i] = Math.max(counts.reads[i]!, pass.reads[i]!);
		counts.drivenRows[i] = Math.max(counts.drivenRows[i]!, pass.drivenRows[i]!);
		counts.samples[i]! += pass.samples[i]!;
		counts.inverted[i] = Math.max(counts.inverted[i]!, pass.inverted[i]!);
	}
	counts.conversions += pass.conversions;
	counts.drivenLevels += pass.drivenLevels;
}

function addCounts(counts: ReadCounts, more: ReadCounts): void {
	for (let i = 0; i < counts.reads.length; i++) {
		counts.reads[i]! += more.reads[i]!;
		counts.drivenRows[i]! += more.drivenRows[i]!;
		counts.samples[i]! += more.samples[i]!;
		counts.inverted[i]! += more.inverted[i]!;
	}
	counts.conversions += more.conversions;
	counts.drivenLevels += more.drivenLevels;
}
