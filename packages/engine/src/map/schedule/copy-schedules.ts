import type { Schedule } from "../../design/design.js";
import type { CopySchedule } from "./copy-schedule.js";
import { layerByLayer } from "./layer-by-layer.js";
import { layerPipeline } from "./layer-pipeline.js";
import { rewriting } from "./rewriting.js";

export const copySchedules: {
	readonly [K in Schedule["kind"]]: CopySchedule;
} = {
	"layer-pipeline": layerPipeline,
	"layer-by-layer": layerByLayer,
	rewriting,
};
