import type { Schedule } from "../../design/design.js";
import { layerByLayer } from "./layer-by-layer.js";
import { layerPipeline } from "./layer-pipeline.js";
import { rewriting } from "./rewriting.js";
import type { ScheduleTimes } from "./schedule-times.js";

export const schedules: { readonly [K in Schedule["kind"]]: ScheduleTimes } = {
	"layer-pipeline": layerPipeline,
	"layer-by-layer": layerByLayer,
	rewriting,
};
