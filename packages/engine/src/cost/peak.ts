import type { LayerActivity } from "../activity/activity.js";
import { estimateLayer } from "../activity/estimate-activity.js";
import { networkTraffic } from "../activity/traffic.js";
import { remembered } from "../base/remembered.js";
import type { Watts } from "../base/units.js";
import type { Design } from "../design/design.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import { arraysPerPe } from "../map/layer-plan.js";
import { placeLayer } from "../map/place-layers.js";
import { planLayer } from "../map/plan-layer.js";
import type { LayerShape } from "../network/layer-shape.js";
import { chipAreas, hardwareKey } from "./chip.js";
import {
	type ComponentModel,
	type ComponentName,
	componentModels,
	componentNames,
	componentsOfLevel,
	type Hardware,
	standingPower,
} from "./component-models.js";
import type { FiguresOfMerit } from "./cost.js";

/** Power of every component of one PE, tile or chip at full utilisation. */
export interface PeakPower {
	/** Power of all instances at their level: of one PE, one tile, or the chip. */
	readonly byComponent: ReadonlyMap<ComponentName, Watts>;
	readonly pe: Watts;
	/** PEs included. */
	readonly tile: Watts;
	readonly chip: Watts;
	/** Operations per second of the chip. */
	readonly operationsPerSecond: number;
}

/**
 * All arrays full and read without pause. Components at the arrays act as often as that takes; the others at
 * the rate that their source gives for full utilisation.
 */
export function peakPower(design: Design, hardware: Hardware): PeakPower {
	return knownPowers(design, hardwareKey(hardware), () =>
		computePeakPower(design, hardware),
	);
}

const knownPowers = remembered<Design, PeakPower>();

function computePeakPower(design: Design, hardware: Hardware): PeakPower {
	const perPe = arraysPerPe(
		design,
		weightEncoders[design.encoding.weights].cells,
	);
	const layer = fullArray(design);
	const plan = planLayer(layer, design);
	const layout = placeLayer(plan, perPe, perPe);
	const [traffic] = networkTraffic({
		layers: [layout],
		chips: { available: 1, used: 1 },
	});
	const activity = estimateLayer(layout, design, traffic!);
	// Slices in arrays of their own fill several arrays for one vector.
	const readsAtATime = perPe / plan.arraysPerCopy;
	const byComponent = new Map<ComponentName, Watts>();
	for (const name of componentNames) {
		const model = componentModels[name];
		const stated = statedRate(name, design);
		const actionsPerSecond =
			stated === undefined
				? (countedAtArrays(activity, name, design) * readsAtATime) /
					plan.timePerPosition
				: stated * model.count(design, hardware);
		byComponent.set(
			name,
			actionsPerSecond *
				model.energyPerAction(design, hardware, activity.array) +
				standingPower(name, design) +
				model.count(design, hardware) *
					(design.components[name].staticPower ?? 0),
		);
	}
	const sum = (level: ComponentModel["level"]) =>
		componentsOfLevel[level].reduce(
			(watts, name) => watts + byComponent.get(name)!,
			0,
		);
	const { tiles } = chipAreas(design, hardware);
	const pe = sum("pe");
	const tile = sum("tile") + design.hierarchy.pesPerTile * pe;
	const pes = tiles * design.hierarchy.pesPerTile;
	const operationsPerSecond =
		(2 * layer.rows * layer.outputs * readsAtATime * pes) /
		plan.timePerPosition;
	return {
		byComponent,
		pe,
		tile,
		chip: sum("chip") + tiles * tile,
		operationsPerSecond,
	};
}

/** Peak throughput, and that over the power and area of the whole chip. */
export function peakFigures(
	design: Design,
	hardware: Hardware,
): FiguresOfMerit {
	const { chip, operationsPerSecond } = peakPower(design, hardware);
	const { chip: area } = chipAreas(design, hardware);
	const gops = operationsPerSecond / 1e9;
	return { gops, gopsPerWatt: gops / chip, gopsPerMm2: gops / (area * 1e6) };
}

function statedRate(name: ComponentName, design: Design): number | undefined {
	const component = design.components[name];
	return "peakRate" in component ? component.peakRate : undefined;
}

function countedAtArrays(
	activity: LayerActivity,
	name: ComponentName,
	design: Design,
): number {
	return componentModels[name].level === "pe"
		? componentModels[name].actions(activity, design)
		: 0;
}

/** A layer of one position that fills an array (or those on one set of drivers), at the operand widths of the design. */
function fullArray(design: Design): LayerShape {
	const probe: LayerShape = {
		layer: "full-array",
		rows: design.crossbar.rows,
		outputs: 1,
		groups: 1,
		positions: 1,
		signedInputs: true,
		inputValues: design.crossbar.rows,
		leadPositions: 1,
		activations: 0,
		poolOutputs: 0,
	};
	const { outputsPerArray } = planLayer(probe, design);
	return {
		...probe,
		outputs: outputsPerArray * design.crossbar.arraysPerDriver,
	};
}
