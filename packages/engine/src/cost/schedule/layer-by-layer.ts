import type { ScheduleTimes } from "./schedule-times.js";
import { timeAlone } from "./time-alone.js";

export const layerByLayer: ScheduleTimes = {
	kind: "layer-by-layer",
	time({ mapping, timings, design }) {
		const times = mapping.layers.map((layer, l) =>
			timeAlone(layer, timings[l]!, design.hierarchy.pipelineStages, 1),
		);
		const slowest = times.indexOf(Math.max(...times));
		const { layer, boundBy } = timings[slowest]!;
		const interval = times.reduce((sum, time) => sum + time, 0);
		return { interval, latency: interval, boundBy: `${layer}/${boundBy}` };
	},
};
