import { estimateArrays } from "../activity/estimate-activity.js";
import { type Flow, flowBits, networkFlows } from "../activity/flows.js";
import { layerActivity } from "../activity/layer-activity.js";
import { layerTraffic } from "../activity/traffic.js";
import type { Joules, Seconds } from "../base/units.js";
import { chipAreas, hardwareFor } from "../cost/chip.js";
import {
	componentModels,
	componentNames,
	type Hardware,
} from "../cost/component-models.js";
import { timeBesidesLink } from "../cost/timing.js";
import type { Design } from "../design/design.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import { arraysPerPe, slicesRun } from "../map/layer-plan.js";
import { placeLayer } from "../map/place-layers.js";
import { planLayer } from "../map/plan-layer.js";
import type { LayerShape } from "../network/layer-shape.js";

/** What one layer takes by itself: costs of a network are sums of these, as far as layers do not share hardware. */
export interface OptionCost {
	/** Per image. */
	readonly energy: Joules;
	/** Arrays of one copy times its time for an image: what a balanced chip divides among its layers. */
	readonly arrayTime: number;
	/** Time that the chip link is busy with the layer's image or scores. */
	readonly linkTime: Seconds;
	/** Bits of its widest converter. */
	readonly adcBits: number;
}

/** What a layer receives and sends per image; the values that it receives take its own bits. */
export interface LayerFlows {
	readonly received: readonly Flow[];
	readonly sent: readonly Flow[];
}

/** Flows of every layer of a network, at the bits of a design. */
export function flowsOf(
	shapes: readonly LayerShape[],
	design: Design,
): readonly LayerFlows[] {
	const perPe = arraysOfPe(design);
	const flows = networkFlows(
		shapes.map((shape) => placeLayer(planLayer(shape, design), 1, perPe)),
	);
	return shapes.map((_, l) => ({
		received: flows.filter(({ to }) => to === l),
		sent: flows.filter(({ from }) => from === l),
	}));
}

/**
 * @param design whose settings of the layer are costed
 * @param driveOfPlane what reading each input plane drives for one position, where it was measured
 */
export function costOption(
	shape: LayerShape,
	design: Design,
	hardware: Hardware,
	flows: LayerFlows,
	driveOfPlane?: Float64Array,
): OptionCost {
	const plan = planLayer(shape, design);
	const perPe = arraysOfPe(design);
	const layout = {
		...placeLayer(plan, 1, perPe),
		pes: plan.arraysPerCopy / perPe,
	};
	const received = flows.received.map((flow) => ({
		...flow,
		bits: flowBits(flow, plan),
	}));
	const linkBits =
		bitsOf(received.filter(({ from }) => from === null)) +
		bitsOf(flows.sent.filter(({ to }) => to === null));
	const traffic = {
		...layerTraffic(layout, received, flows.sent),
		linkBits,
		busiestLinkBits: linkBits,
	};
	const estimated = estimateArrays(layout, design);
	const array = driveOfPlane
		? {
				...estimated,
				drivenLevels:
					shape.positions *
					driveOfPlane.reduce(
						(sum, drive, i) => (slicesRun(plan, i) > 0 ? sum + drive : sum),
						0,
					),
			}
		: estimated;
	const activity = layerActivity(plan, array, traffic);
	let energy = 0;
	for (const name of componentNames) {
		const model = componentModels[name];
		energy +=
			model.actions(activity, design) *
			model.energyPerAction(design, hardware, array);
	}
	const { throughput } = design.components.chipLink;
	return {
		energy,
		arrayTime:
			plan.arraysPerCopy * timeBesidesLink(layout, activity, design, hardware),
		linkTime: throughput === undefined ? 0 : linkBits / throughput,
		adcBits: plan.adc.bits,
	};
}

function bitsOf(flows: readonly Flow[]): number {
	return flows.reduce((sum, { values, bits }) => sum + values * bits, 0);
}

function arraysOfPe(design: Design): number {
	return arraysPerPe(design, weightEncoders[design.encoding.weights].cells);
}

/** Arrays of a chip whose converters have so many bits. */
export function arraysOfChip(design: Design, hardware: Hardware): number {
	const { tiles } = chipAreas(design, hardware);
	return tiles * design.hierarchy.pesPerTile * arraysOfPe(design);
}

/** Hardware that serves any setting of the layers but for the bits of its converters. */
export function hardwareOf(
	shapes: readonly LayerShape[],
	design: Design,
): Hardware {
	return hardwareFor(
		shapes.map((shape) => planLayer(shape, design)),
		design,
	);
}
