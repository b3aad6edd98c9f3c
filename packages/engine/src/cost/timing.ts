import type { Activity, LayerActivity } from "../activity/activity.js";
import {
	countPlanEvents,
	type PlanEvents,
} from "../activity/estimate-activity.js";
import { layerActivity } from "../activity/layer-activity.js";
import { tileTraffic, withLinkBits } from "../activity/traffic.js";
import { remembered } from "../base/remembered.js";
import type { Seconds } from "../base/units.js";
import type { Design } from "../design/design.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import { arraysPerPe, type LayerPlan } from "../map/layer-plan.js";
import type { LayerMapping, Mapping } from "../map/mapping.js";
import { placeLayer } from "../map/place-layers.js";
import { readsPerPlane } from "../map/plan-layer.js";
import { hardwareKey } from "./chip.js";
import {
	type ComponentName,
	componentModels,
	componentNames,
	type Hardware,
} from "./component-models.js";

/** How long a layer takes for one image when images follow each other, and what holds it up. */
export interface LayerTiming {
	readonly layer: string;
	/** Time per image: the greatest of the times below. */
	readonly time: Seconds;
	readonly boundBy: ComponentName;
	/** Time that each component is busy for one image. */
	readonly busy: ReadonlyMap<ComponentName, Seconds>;
}

/** Busy time of all components, layer by layer. */
export function timeLayers(
	mapping: Mapping,
	activity: Activity,
	design: Design,
	hardware: Hardware,
): readonly LayerTiming[] {
	return mapping.layers.map((layer, l) =>
		timeLayer(layer, activity.layers[l]!, design, hardware),
	);
}

function timeLayer(
	layer: LayerMapping,
	activity: LayerActivity,
	design: Design,
	hardware: Hardware,
): LayerTiming {
	const busy = busyTimes(layer, activity, design, hardware);
	const [boundBy, time] = longest(busy);
	return { layer: layer.shape.layer, time, boundBy, busy };
}

/**
 * Time per image of every layer if it had one copy on as much of a PE as that takes, whatever binds it; what
 * the whole chip shares does not count, since copies do not help it.
 *
 * @param events at the arrays, where they are counted already
 */
export function timesOfOneCopy(
	plans: readonly LayerPlan[],
	design: Design,
	hardware: Hardware,
	events: PlanEvents = countPlanEvents(design),
): readonly Seconds[] {
	const perPe = arraysPerPe(
		design,
		weightEncoders[design.encoding.weights].cells,
	);
	const layers = plans.map((plan) => ({
		...placeLayer(plan, 1, perPe),
		pes: plan.arraysPerCopy / perPe,
	}));
	const traffic = tileTraffic(layers);
	return plans.map((plan, l) => {
		const layer = layers[l]!;
		const activity = layerActivity(
			plan,
			events.undriven(plan),
			withLinkBits(traffic[l]!, 0, 0),
		);
		return timeBesidesLink(layer, activity, design, hardware);
	});
}

/** Time per image of what is the layer's own: not of the chip link, which copies do not help. */
export function timeBesidesLink(
	layer: LayerMapping,
	activity: LayerActivity,
	design: Design,
	hardware: Hardware,
): Seconds {
	let time = readTime(layer);
	for (const { name, rate } of limitsOf(design, hardware))
		if (name !== "chipLink")
			time = Math.max(time, busyTime(name, rate, layer, activity, design));
	return time;
}

function busyTimes(
	layer: LayerMapping,
	activity: LayerActivity,
	design: Design,
	hardware: Hardware,
): Map<ComponentName, Seconds> {
	const busy = new Map<ComponentName, Seconds>();
	for (const { name, rate } of limitsOf(design, hardware))
		busy.set(name, busyTime(name, rate, layer, activity, design));
	return busy.set(setsReadCycle(layer, design), readTime(layer));
}

function busyTime(
	name: ComponentName,
	rate: number,
	layer: LayerMapping,
	activity: LayerActivity,
	design: Design,
): Seconds {
	const model = componentModels[name];
	const actions =
		model.busiestActions?.(activity) ?? model.actions(activity, design);
	return actions / (rate * unitsOf(model.level, layer, design));
}

/** The read cycle is the longer of settling and conversion; it is booked to the one that sets it. */
function readTime({ shape, timePerPosition, copies }: LayerMapping): Seconds {
	return (shape.positions * timePerPosition) / copies;
}

/** A component of limited throughput: actions per second of those of one PE, tile or chip. */
interface Limit {
	readonly name: ComponentName;
	readonly rate: number;
}

function limitsOf(design: Design, hardware: Hardware): readonly Limit[] {
	return knownLimits(design, hardwareKey(hardware), () =>
		componentNames.flatMap((name) => {
			const component = design.components[name];
			if (!("throughput" in component) || component.throughput === undefined)
				return [];
			const instances = componentModels[name].count(design, hardware);
			return [{ name, rate: component.throughput * instances }];
		}),
	);
}

const knownLimits = remembered<Design, readonly Limit[]>();

function longest(
	busy: ReadonlyMap<ComponentName, Seconds>,
): readonly [ComponentName, Seconds] {
	let most: readonly [ComponentName, Seconds] | undefined;
	for (const entry of busy)
		if (most === undefined || entry[1] > most[1]) most = entry;
	return most!;
}

/** PEs, share of tiles, or chips that work for a layer. */
function unitsOf(
	level: "pe" | "tile" | "chip",
	layer: LayerMapping,
	design: Design,
): number {
	if (level === "pe") return layer.pes;
	return level === "tile" ? layer.pes / design.hierarchy.pesPerTile : 1;
}

/** The ADC, where any plane takes longer than all array reads that drive it. */
function setsReadCycle(
	{ cycles, inputPlanes }: LayerMapping,
	design: Design,
): "cell" | "adc" {
	const { arrayReadTime } = design.crossbar;
	const waitsForAdc = cycles.some(
		(cycle, i) =>
			cycle > arrayReadTime * readsPerPlane(inputPlanes[i]!, design),
	);
	return waitsForAdc ? "adc" : "cell";
}
