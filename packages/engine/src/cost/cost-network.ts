import type { Activity, LayerActivity } from "../activity/activity.js";
import { remembered } from "../base/remembered.js";
import type { Joules, Seconds, SquareMetres } from "../base/units.js";
import type { Design } from "../design/design.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import { inputBuffer } from "../map/buffers.js";
import { arraysPerPe, cellUtilisation } from "../map/layer-plan.js";
import type { LayerMapping, Mapping } from "../map/mapping.js";
import { copySchedules } from "../map/schedule/copy-schedules.js";
import { macsOf } from "../network/layer-shape.js";
import { areaByComponent, chipAreas, hardwareKey } from "./chip.js";
import {
	type ComponentName,
	componentModels,
	componentNames,
	type Hardware,
	standingPower,
} from "./component-models.js";
import type { Cost, CostEntry, LayerCost } from "./cost.js";
import { idleEnergies } from "./idle-energy.js";
import { paceLayers } from "./pace-layers.js";
import { peakFigures } from "./peak.js";
import { programmingCost } from "./programming-cost.js";
import type { RewritingCost } from "./schedule/schedule-times.js";
import { schedules } from "./schedule/schedules.js";
import { type LayerTiming, timeLayers } from "./timing.js";

/** Energy, time and area of a mapped network from how often each component acts. */
export function costNetwork(
	mapping: Mapping,
	activity: Activity,
	design: Design,
	hardware: Hardware,
): Cost {
	const paced = paceLayers(mapping, activity, design);
	const timings = timeLayers(paced, activity, design, hardware);
	const { interval, boundBy, latency, rewriting } = schedules[
		design.schedule.kind
	].time({ mapping: paced, timings, design });
	const inTurn = copySchedules[design.schedule.kind].layout === "in-turn";
	const breakdown: CostEntry[] = [];
	const energyOfLayers = mapping.layers.map((layer, l) => {
		const first = breakdown.length;
		addLayerEntries(breakdown, layer.shape.layer, {
			activity: activity.layers[l]!,
			timing: timings[l]!,
			pes: inTurn ? 0 : layer.pes,
			writeEnergy: rewriting?.energies[l] ?? 0,
			design,
			hardware,
		});
		return energyFrom(breakdown, first);
	});
	const { used, available } = mapping.pes;
	breakdown.push(
		...areaEntries("shared", inTurn ? used : 0, design, hardware),
		...areaEntries("unused", available - used, design, hardware),
		...chipEntries(mapping, interval, design, hardware),
	);
	const idle = idleEnergies(
		mapping,
		interval,
		() => energiesOf(breakdown),
		design,
		hardware,
	);
	for (const [component, energy] of idle)
		breakdown.push({ layer: "idle", component, energy, time: 0, area: 0 });
	const energyPerImage = energyFrom(breakdown, 0);
	const programming = programmingCost(mapping, design);
	const area = mapping.chips.available * chipAreas(design, hardware).chip;
	const operations =
		2 * mapping.layers.reduce((sum, { shape }) => sum + macsOf(shape), 0);
	const gops = operations / interval / 1e9;
	return {
		energyPerImage,
		latency,
		imagesPerSecond: 1 / interval,
		boundBy,
		power: energyPerImage / interval,
		area,
		chips: mapping.chips,
		tiles: mapping.tiles,
		...utilisation(mapping, design),
		copies: Object.fromEntries(
			mapping.layers.map(({ shape, copies }) => [shape.layer, copies]),
		),
		network: {
			gops,
			gopsPerWatt: operations / energyPerImage / 1e9,
			gopsPerMm2: gops / (area * 1e6),
		},
		peak: peakFigures(design, hardware),
		...(rewriting ? { rewriting: rewritingCost(rewriting) } : {}),
		...(programming ? { programming } : {}),
		breakdown,
		layers: mapping.layers.map((layer, l) =>
			layerCost(
				layer,
				activity.layers[l]!,
				timings[l]!,
				energyOfLayers[l]!,
				design,
			),
		),
	};
}

/** Energy of each component over all entries. */
function energiesOf(
	entries: readonly CostEntry[],
): ReadonlyMap<ComponentName, number> {
	const sums = new Map<ComponentName, number>();
	for (const { component, energy } of entries)
		sums.set(component, (sums.get(component) ?? 0) + energy);
	return sums;
}

function rewritingCost({
	energies,
	...rest
}: RewritingCost): NonNullable<Cost["rewriting"]> {
	return { energy: energies.reduce((sum, energy) => sum + energy, 0), ...rest };
}

/** Arrays in use of those there are, and how full they are. */
function utilisation(
	{ layers, pes }: Mapping,
	design: Design,
): Pick<Cost, "arrays" | "cellUtilisation"> {
	const { cells } = weightEncoders[design.encoding.weights];
	const inTurn = copySchedules[design.schedule.kind].layout === "in-turn";
	const all = layers.reduce((sum, { arrays }) => sum + arrays, 0);
	const used = inTurn ? Math.max(...layers.map(({ arrays }) => arrays)) : all;
	const filled = layers.reduce(
		(sum, layer) => sum + layer.arrays * cellUtilisation(layer, design),
		0,
	);
	return {
		arrays: { available: pes.available * arraysPerPe(design, cells), used },
		cellUtilisation: filled / all,
	};
}

interface LayerOfCost {
	readonly activity: LayerActivity;
	readonly timing: LayerTiming;
	/** That are the layer's own. */
	readonly pes: number;
	readonly writeEnergy: Joules;
	readonly design: Design;
	readonly hardware: Hardware;
}

/** Adds one entry for each component; into one list, since a network has a thousand. */
function addLayerEntries(
	entries: CostEntry[],
	layer: string,
	{ activity, timing, pes, writeEnergy, design, hardware }: LayerOfCost,
): void {
	const areas = areasOfPe(design, hardware);
	for (const component of componentNames) {
		const model = componentModels[component];
		const read =
			model.actions(activity, design) *
			model.energyPerAction(design, hardware, activity.array);
		entries.push({
			layer,
			component,
			energy: component === "cell" ? read + writeEnergy : read,
			time: timing.busy.get(component) ?? 0,
			area: pes * (areas.get(component) ?? 0),
		});
	}
}

function energyFrom(entries: readonly CostEntry[], first: number): Joules {
	let sum = 0;
	for (let e = first; e < entries.length; e++) sum += entries[e]!.energy;
	return sum;
}

/** Area of one PE with its share of the tile around it. */
function areasOfPe(
	design: Design,
	hardware: Hardware,
): ReadonlyMap<ComponentName, SquareMetres> {
	return knownAreas(design, hardwareKey(hardware), () => {
		const { pesPerTile } = design.hierarchy;
		const areas = new Map(areaByComponent("pe", design, hardware));
		for (const [name, area] of areaByComponent("tile", design, hardware))
			areas.set(name, area / pesPerTile);
		return areas;
	});
}

const knownAreas = remembered<
	Design,
	ReadonlyMap<ComponentName, SquareMetres>
>();

/** Area of PEs that are no single layer's. */
function areaEntries(
	layer: "shared" | "unused",
	pes: number,
	design: Design,
	hardware: Hardware,
): readonly CostEntry[] {
	if (pes === 0) return [];
	return [...areasOfPe(design, hardware)].map(([component, area]) => ({
		layer,
		component,
		energy: 0,
		time: 0,
		area: pes * area,
	}));
}

/** The chips' own parts, with what they burn from one image to the next. */
function chipEntries(
	mapping: Mapping,
	interval: Seconds,
	design: Design,
	hardware: Hardware,
): readonly CostEntry[] {
	const chips = mapping.chips.available;
	return [...areaByComponent("chip", design, hardware)].map(
		([component, area]) => ({
			layer: "chip",
			component,
			energy: chips * standingPower(component, design) * interval,
			time: 0,
			area: chips * area,
		}),
	);
}

function layerCost(
	layer: LayerMapping,
	activity: LayerActivity,
	timing: LayerTiming,
	energy: number,
	design: Design,
): LayerCost {
	const name = layer.shape.layer;
	return {
		layer: name,
		macs: macsOf(layer.shape),
		arrays: layer.arrays,
		copies: layer.copies,
		cellUtilisation: cellUtilisation(layer, design),
		buffer: inputBuffer(layer, design),
		chips: layer.chips.map(({ chip }) => chip),
		adcBits: layer.adc.bits,
		comparisonsPerConversion: comparisonsPerConversion(activity),
		executedFraction: executedFraction(layer, activity),
		time: timing.time,
		boundBy: timing.boundBy,
		energy,
	};
}

/** Share of the partial products that ran, of all those of the layer's planes, operation units, outputs and positions. */
function executedFraction(
	{ shape, operationUnits, inputPlanes, weightPlanes }: LayerMapping,
	{ array }: LayerActivity,
): number {
	const all =
		shape.positions *
		shape.groups *
		operationUnits.length *
		shape.outputs *
		inputPlanes.length *
		weightPlanes.length;
	return array.partialProducts / all;
}

function comparisonsPerConversion({ array }: LayerActivity): number {
	const { conversionsOfBits, comparisonsOfBits } = array;
	let comparisons = 0;
	for (const key in conversionsOfBits) {
		const bits = Number(key);
		comparisons += comparisonsOfBits?.[bits] ?? bits * conversionsOfBits[bits]!;
	}
	return comparisons / array.conversions;
}
