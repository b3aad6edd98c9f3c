import fc from "fast-check";
import { expect, test } from "vitest";
import { referenceGemm } from "../kernels/gemm/reference.js";
import { anySmallNetwork } from "../network/small-network.arbitrary.js";
import { presetDesign } from "../presets/preset-designs.js";
import { CALIBRATION_BATCH, calibrate } from "../quantize/calibration.js";
import { evaluate } from "./evaluate.js";
import {
	type ChunkAnswer,
	createChunkWorker,
	type ImageExecutor,
	type SendChunk,
	sendTaskOnce,
	spreadImages,
} from "./image-executor.js";
import { type EvaluationData, prepareNetwork } from "./prepare-network.js";

/** Threads that take different times, so that later images are often done before earlier ones. */
function inTurns(threads: number, delays: readonly number[]): SendChunk {
	const workers = Array.from({ length: threads }, createChunkWorker);
	let chunks = 0;
	return sendTaskOnce(async (chunk, thread) => {
		for (let turn = delays[chunks++ % delays.length]!; turn > 0; turn--)
			await Promise.resolve();
		const answer = workers[thread]!(structuredClone(chunk));
		return structuredClone(answer) as ChunkAnswer;
	});
}

const BATCH = CALIBRATION_BATCH;

/** The third batch takes away what the first one added, so that the sum of all hangs on the order of addition. */
function cancelling(images: Float32Array, count: number): Float32Array {
	const values = images.length / count;
	const factors = [2 ** 40, 1, -(2 ** 40), 1];
	return images.map((value, i) => {
		const batch = Math.floor(i / values / BATCH);
		const twin = batch === 2 ? images[i - 2 * BATCH * values]! : value;
		return twin * factors[batch]!;
	});
}

const design = presetDesign("isaac");
const IMAGES = 3 * BATCH + 9;

test("what is evaluated is the same to the bit for any number of threads, whichever is done first", async () => {
	await fc.assert(
		fc.asyncProperty(
			anySmallNetwork(IMAGES),
			fc.array(fc.nat(40), { minLength: 7, maxLength: 7 }),
			async ({ network, images: any, count }, delays) => {
				const images = cancelling(any, count);
				const { shape } = network.input;
				const all = { images, count, shape, name: "random" };
				const data: EvaluationData = {
					calibration: all,
					test: { ...all, labels: new Uint8Array(count) },
				};
				const evaluated = async (executor?: ImageExecutor) => {
					const where = executor ? { executor } : {};
					const prepared = await prepareNetwork(network, data, where);
					const result = await evaluate(prepared, design, where);
					return { ranges: prepared.ranges, result };
				};
				const alone = await evaluated();
				expect(alone.ranges).toEqual(
					calibrate(network, images, count, referenceGemm),
				);
				for (const [threads, most] of [
					[1, 5],
					[2, undefined],
					[8, undefined],
				] as const) {
					const send = inTurns(threads, delays);
					const spread = spreadImages(threads, send, most);
					expect(await evaluated(spread)).toEqual(alone);
				}
			},
		),
		{ numRuns: 5 },
	);
});
