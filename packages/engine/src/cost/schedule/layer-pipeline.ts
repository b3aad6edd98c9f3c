import { type Flow, networkFlows } from "../../activity/flows.js";
import type { Seconds } from "../../base/units.js";
import type { LayerMapping, Mapping } from "../../map/mapping.js";
import type { LayerTiming } from "../timing.js";
import type { ScheduleTimes } from "./schedule-times.js";

export const layerPipeline: ScheduleTimes = {
	kind: "layer-pipeline",
	time: ({ mapping, timings, design }) => ({
		...pipelineInterval(timings),
		latency: singleImageLatency(
			mapping,
			timings,
			design.hierarchy.pipelineStages,
		),
	}),
};

/** Time from one image to the next: the slowest layer, or the busiest chip link for all its bits. */
function pipelineInterval(timings: readonly LayerTiming[]): {
	interval: Seconds;
	boundBy: string;
} {
	const link = timings.reduce(
		(sum, { busy }) => sum + (busy.get("chipLink") ?? 0),
		0,
	);
	const slowest = timings.reduce((longest, timing) =>
		timing.time > longest.time ? timing : longest,
	);
	return slowest.time >= link
		? { interval: slowest.time, boundBy: `${slowest.layer}/${slowest.boundBy}` }
		: { interval: link, boundBy: "chip/chipLink" };
}

/**
 * Time of one image alone through the layer pipeline: a layer starts when the positions that its first
 * window needs are there, and cannot end before the layers that it reads. Branches run side by side; where they join,
 * the later one counts.
 */
function singleImageLatency(
	mapping: Mapping,
	timings: readonly LayerTiming[],
	pipelineStages: number,
): Seconds {
	const before = mapping.layers.map((): Flow[] => []);
	for (const flow of networkFlows(mapping.layers))
		if (flow.to !== null) before[flow.to]!.push(flow);
	const passages: Passage[] = [];
	mapping.layers.forEach((layer, l) => {
		const sources = before[l]!.flatMap(({ from, into }) =>
			from === null ? [] : [{ into, ...passages[from]! }],
		);
		passages.push(passage(layer, timings[l]!.time, pipelineStages, sources));
	});
	return Math.max(...passages.map(({ end }) => end));
}

/** When one image passes through a layer. */
interface Passage {
	/** The first window of the layers behind is complete. */
	readonly ready: Seconds;
	readonly end: Seconds;
}

function passage(
	{ shape, copies, timePerPosition, cycles }: LayerMapping,
	timePerImage: Seconds,
	pipelineStages: number,
	sources: readonly (Passage & { readonly into: "rows" | "join" })[],
): Passage {
	const { positions, leadPositions } = shape;
	const atOnce = Math.min(copies, positions);
	const alone = Math.ceil(positions / atOnce) * timePerPosition;
	const duration = Math.max(alone, timePerImage);
	const lead = Math.max(
		Math.ceil(leadPositions / atOnce) * timePerPosition,
		(duration * leadPositions) / positions,
	);
	const stages = pipelineStages * Math.max(...cycles);
	const rows = sources.filter(({ into }) => into === "rows");
	const start = Math.max(0, ...rows.map(({ ready }) => ready));
	const read = Math.max(0, ...sources.map(({ end }) => end));
	return {
		ready: Math.max(start + lead + stages, ...sources.map((s) => s.ready)),
		end: Math.max(start + duration, read + duration / positions) + stages,
	};
}
