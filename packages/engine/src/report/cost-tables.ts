import type { ComponentName } from "../cost/component-models.js";
import type { Cost, LayerCost } from "../cost/cost.js";
import {
	formatArea,
	formatCount,
	formatPercent,
	formatQuantity,
	formatRate,
} from "./format-quantity.js";
import { left, right, type Table } from "./table.js";

/** Rows below this share of both energy and area are summed as one. */
const SMALL_SHARE = 0.005;

/** Layer by layer: how it is mapped, what runs, what it costs. */
export function layerTable(cost: Cost): Table {
	return {
		title: "Layers",
		columns: [
			left("layer"),
			right("MACs"),
			right("copies"),
			right("arrays"),
			right("ADC bits"),
			right("products run"),
			right("energy/image"),
			right("time/image"),
			left("bound by"),
		],
		rows: cost.layers.map((layer) => [
			layer.layer,
			formatCount(layer.macs),
			formatCount(layer.copies),
			formatCount(layer.arrays),
			adcBitsText(layer),
			formatPercent(layer.executedFraction),
			formatQuantity(layer.energy, "J"),
			formatQuantity(layer.time, "s"),
			layer.boundBy,
		]),
		notes: [],
	};
}

/** Bits of the converters, and how many of them a conversion takes where that is less or more. */
export function adcBitsText({
	adcBits,
	comparisonsPerConversion,
}: Pick<LayerCost, "adcBits" | "comparisonsPerConversion">): string {
	const taken = comparisonsPerConversion.toFixed(1);
	return Number(taken) === adcBits ? String(adcBits) : `${taken} of ${adcBits}`;
}

/** Component by component: energy per image and area of the chip, greatest energy first. */
export function componentTable(cost: Cost): Table {
	const sums = new Map<ComponentName, { energy: number; area: number }>();
	for (const { component, energy, area } of cost.breakdown) {
		const sum = sums.get(component) ?? { energy: 0, area: 0 };
		sums.set(component, { energy: sum.energy + energy, area: sum.area + area });
	}
	const isSmall = ({ energy, area }: { energy: number; area: number }) =>
		energy < SMALL_SHARE * cost.energyPerImage &&
		area < SMALL_SHARE * cost.area;
	const sorted = [...sums].sort(([, a], [, b]) => b.energy - a.energy);
	const small = sorted.filter(([, sum]) => isSmall(sum));
	const others = small.reduce(
		(sum, [, { energy, area }]) => ({
			energy: sum.energy + energy,
			area: sum.area + area,
		}),
		{
			energy: 0,
			area: 0,
		},
	);
	const rows: (readonly [string, { energy: number; area: number }])[] =
		sorted.filter(([, sum]) => !isSmall(sum));
	if (small.length > 0) rows.push([`${small.length} others`, others]);
	return {
		title: "Components",
		columns: [
			left("component"),
			right("energy/image"),
			right("share"),
			right("area"),
			right("share"),
		],
		rows: rows.map(([component, { energy, area }]) => [
			component,
			formatQuantity(energy, "J"),
			formatPercent(energy / cost.energyPerImage),
			formatArea(area),
			formatPercent(area / cost.area),
		]),
		notes: [],
	};
}

/** Headline figures as name and value. */
export function costRows(cost: Cost): readonly (readonly [string, string])[] {
	const { chips, tiles, arrays, network, peak } = cost;
	const isSingle = chips.available === 1;
	return [
		[
			"throughput",
			`${formatRate(cost.imagesPerSecond)}  (bound by ${cost.boundBy})`,
		],
		[
			"mapping",
			`${isSingle ? "1 chip" : `${chips.available} chips`}, ${copiesText(cost)}`,
		],
		[
			"arrays in use",
			`${formatCount(arrays.used)} of ${formatCount(arrays.available)}, their cells ${formatPercent(cost.cellUtilisation)} full`,
		],
		["energy per image", formatQuantity(cost.energyPerImage, "J")],
		["power at that rate", formatQuantity(cost.power, "W")],
		["latency of one image", formatQuantity(cost.latency, "s")],
		[
			isSingle ? "chip area" : "area of all chips",
			`${formatArea(cost.area)}  (${formatCount(tiles.used)} of ${formatCount(tiles.available)} tiles in use)`,
		],
		["network efficiency", efficiency(network)],
		[isSingle ? "peak of the chip" : "peak of one chip", efficiency(peak)],
		...programmingRows(cost),
	];
}

function programmingRows({ programming }: Cost): readonly [string, string][] {
	if (!programming) return [];
	const { time, energy, cells, pulses } = programming;
	return [
		[
			"programming",
			`${formatQuantity(time, "s")} and ${formatQuantity(energy, "J")}, once  (${formatCount(cells)} cells, ${formatCount(pulses)} pulses)`,
		],
	];
}

/** What a reader should know of buffers and writing. */
export function costNotes({ layers, rewriting }: Cost): readonly string[] {
	const over = layers.filter(
		({ buffer }) => buffer.neededBits > buffer.availableBits,
	);
	const names = over.slice(0, 4).map(({ layer }) => layer);
	return [
		...(over.length > 0
			? [
					`the inputs of ${over.length} of ${layers.length} layers exceed the buffers of their tiles (${names.join(", ")}${over.length > 4 ? ", …" : ""}); they are taken to be held all the same`,
				]
			: []),
		...(rewriting
			? [
					`writing weights, per image: ${formatQuantity(rewriting.energy, "J")} and ${formatQuantity(rewriting.time, "s")}; ${rewriting.lifetime === undefined ? "no lifetime: no endurance is stated" : `cells are worn after ${formatQuantity(rewriting.lifetime, "s")}`}`,
				]
			: []),
	];
}

function copiesText({ copies }: Cost): string {
	const counts = Object.values(copies);
	const [least, most] = [Math.min(...counts), Math.max(...counts)];
	if (most === 1) return "one copy of each layer";
	return least === most
		? `${formatCount(most)} copies of each layer`
		: `${formatCount(least)} to ${formatCount(most)} copies of a layer`;
}

function efficiency({
	gops,
	gopsPerWatt,
	gopsPerMm2,
}: Cost["network"]): string {
	return `${formatQuantity(gops * 1e9, "OPS")}, ${formatCount(gopsPerWatt)} GOPS/W, ${formatCount(gopsPerMm2)} GOPS/mm²`;
}
