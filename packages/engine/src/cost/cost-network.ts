import type { Activity, LayerActivity } from "../activity/activity.js";
import type { Seconds, SquareMetres } from "../base/units.js";
import type { Design } from "../design/design.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import { arraysPerPe, cellUtilisation } from "../map/layer-plan.js";
import type { LayerMapping, Mapping } from "../map/mapping.js";
import { macsOf } from "../network/layer-shape.js";
import { areaByComponent, chipAreas } from "./chip.js";
import {
	type ComponentName,
	componentModels,
	componentNames,
	type Hardware,
	standingPower,
} from "./component-models.js";
import type { Cost, CostEntry, LayerCost } from "./cost.js";
import { peakFigures } from "./peak.js";
import {
	type LayerTiming,
	pipelineInterval,
	singleImageLatency,
	timeLayers,
} from "./timing.js";

/** Energy, time and area of a mapped network from how often each component acts. */
export function costNetwork(
	mapping: Mapping,
	activity: Activity,
	design: Design,
	hardware: Hardware,
): Cost {
	const timings = timeLayers(mapping, activity, design, hardware);
	const { interval, boundBy } = pipelineInterval(timings);
	const breakdown = [
		...mapping.layers.flatMap((layer, l) =>
			layerEntries(layer, activity, l, timings[l]!, design, hardware),
		),
		...sharedEntries(mapping, interval, design, hardware),
	];
	const energyPerImage = breakdown.reduce((sum, { energy }) => sum + energy, 0);
	const area = mapping.chips.available * chipAreas(design, hardware).chip;
	const operations =
		2 * mapping.layers.reduce((sum, { shape }) => sum + macsOf(shape), 0);
	const gops = operations / interval / 1e9;
	return {
		energyPerImage,
		latency: singleImageLatency(
			mapping,
			timings,
			design.hierarchy.pipelineStages,
		),
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
		breakdown,
		layers: mapping.layers.map((layer, l) =>
			layerCost(layer, activity.layers[l]!, timings[l]!, breakdown, design),
		),
	};
}

/** Arrays in use of those there are, and how full they are. */
function utilisation(
	{ layers, pes }: Mapping,
	design: Design,
): Pick<Cost, "arrays" | "cellUtilisation"> {
	const { cells } = weightEncoders[design.encoding.weights];
	const used = layers.reduce((sum, { arrays }) => sum + arrays, 0);
	const filled = layers.reduce(
		(sum, layer) => sum + layer.arrays * cellUtilisation(layer, design),
		0,
	);
	return {
		arrays: { available: pes.available * arraysPerPe(design, cells), used },
		cellUtilisation: filled / used,
	};
}

function layerEntries(
	layer: LayerMapping,
	activity: Activity,
	l: number,
	timing: LayerTiming,
	design: Design,
	hardware: Hardware,
): readonly CostEntry[] {
	const areas = layerAreas(layer.pes, design, hardware);
	const counts = activity.layers[l]!;
	return componentNames.map((component) => {
		const model = componentModels[component];
		return {
			layer: layer.shape.layer,
			component,
			energy:
				model.actions(counts, design) *
				model.energyPerAction(design, hardware, counts.array.conversionsOfBits),
			time: timing.busy.get(component) ?? 0,
			area: areas.get(component) ?? 0,
		};
	});
}

/** Area of some PEs with their share of the tiles around them. */
function layerAreas(
	pes: number,
	design: Design,
	hardware: Hardware,
): ReadonlyMap<ComponentName, SquareMetres> {
	const areas = new Map<ComponentName, SquareMetres>();
	for (const [name, area] of areaByComponent("pe", design, hardware))
		areas.set(name, pes * area);
	for (const [name, area] of areaByComponent("tile", design, hardware)) {
		areas.set(name, (pes / design.hierarchy.pesPerTile) * area);
	}
	return areas;
}

/** Area that no layer sits on, and the chip's own parts, with what they burn from one image to the next. */
function sharedEntries(
	mapping: Mapping,
	interval: Seconds,
	design: Design,
	hardware: Hardware,
): readonly CostEntry[] {
	const { available, used } = mapping.pes;
	const chips = mapping.chips.available;
	const unused = layerAreas(available - used, design, hardware);
	const ofChip = areaByComponent("chip", design, hardware);
	return [
		...[...unused].map(([component, area]) => ({
			layer: "unused",
			component,
			energy: 0,
			time: 0,
			area,
		})),
		...[...ofChip].map(([component, area]) => ({
			layer: "chip",
			component,
			energy: chips * standingPower(component, design) * interval,
			time: 0,
			area: chips * area,
		})),
	];
}

function layerCost(
	layer: LayerMapping,
	activity: LayerActivity,
	timing: LayerTiming,
	breakdown: readonly CostEntry[],
	design: Design,
): LayerCost {
	const name = layer.shape.layer;
	return {
		layer: name,
		macs: macsOf(layer.shape),
		arrays: layer.arrays,
		copies: layer.copies,
		cellUtilisation: cellUtilisation(layer, design),
		chips: layer.chips.map(({ chip }) => chip),
		adcBits: layer.adc.bits,
		executedFraction: executedFraction(layer, activity),
		time: timing.time,
		boundBy: timing.boundBy,
		energy: breakdown.reduce(
			(sum, entry) => (entry.layer === name ? sum + entry.energy : sum),
			0,
		),
	};
}

/** Share of the partial products that ran, of all those of the layer's planes, segments, outputs and positions. */
function executedFraction(
	{ shape, segments, inputPlanes, weightPlanes }: LayerMapping,
	{ array }: LayerActivity,
): number {
	const all =
		shape.positions *
		shape.groups *
		segments.length *
		shape.outputs *
		inputPlanes.length *
		weightPlanes.length;
	return array.partialProducts / all;
}
