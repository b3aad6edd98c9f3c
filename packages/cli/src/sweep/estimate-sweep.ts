import { createPointEvaluator, randomFor, validChoice } from "@mho/engine";
import { expectedPoints } from "./run-sweep.js";
import { openSources, type SweepContext } from "./sweep-context.js";

/** What a sweep would take. */
export interface SweepEstimate {
	readonly schema: "mho/sweep-estimate/1";
	readonly space: string;
	readonly points: number;
	/** Points that were tried to find out, and how many of them a design refused. */
	readonly tried: number;
	readonly refused: number;
	readonly secondsPerPoint: number;
	/** With all threads. */
	readonly seconds: number;
}

/** How long points are tried, and how many at least and at most. */
const TRY_SECONDS = 2;
const TRY_AT_LEAST = 3;
const TRY_AT_MOST = 300;

/** Counts the points of a space, and tries a few at random: one that shares nothing with those before it takes longest. */
export async function estimateSweep(
	{ space, folder }: SweepContext,
	threads: number,
): Promise<SweepEstimate> {
	const sources = openSources(space, folder);
	const evaluate = createPointEvaluator(space, sources);
	const { uniform } = randomFor(1, "dry run");
	const points = expectedPoints(space);
	const wanted = Math.min(TRY_AT_MOST, points + 1);
	let refused = 0;
	let tried = 0;
	let begun = sources.clock();
	for (let n = 0; n < wanted; n++) {
		const indices = space.axes.map(({ values }, k) =>
			Math.floor(uniform(n, k) * values.length),
		);
		const { status } = await evaluate(
			{
				key: "",
				choice: validChoice(space.axes, indices),
				images:
					space.evaluate === "accuracy"
						? sources.dataOf(space.data!).test.count
						: 0,
				attempt: 1,
			},
			"",
		);
		// The first point calibrates the network and compiles the kernels, which is done once.
		if (n === 0) {
			begun = sources.clock();
			continue;
		}
		tried++;
		if (status === "refused") refused++;
		if (tried >= TRY_AT_LEAST && sources.clock() - begun > TRY_SECONDS) break;
	}
	const secondsPerPoint = (sources.clock() - begun) / Math.max(1, tried);
	return {
		schema: "mho/sweep-estimate/1",
		space: space.name,
		points,
		tried,
		refused,
		secondsPerPoint,
		seconds: (points * secondsPerPoint) / threads,
	};
}
