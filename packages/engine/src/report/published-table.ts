import { areaScale, energyScale } from "../cost/technology-scaling.js";
import type { PublishedRow } from "../presets/published-row.js";
import { formatCount, formatQuantity } from "./format-quantity.js";
import { left, right, type Table } from "./table.js";

/** Node that digital accelerators are brought to for comparison. */
const NODE = 32e-9;

/** Accelerators as published, none simulated; digital efficiencies also at 32 nm. */
export function publishedTable(rows: readonly PublishedRow[]): Table {
	return {
		title: "Published, not simulated",
		columns: [
			left("name"),
			right("node"),
			right("bits"),
			right("GOPS/W"),
			right("at 32 nm"),
			right("GOPS/mm²"),
			right("at 32 nm"),
			left("gains as published"),
		],
		rows: rows.map((row) => {
			const { technologyNode: node, power, area, gops } = row;
			const perWatt = row.gopsPerWatt ?? ratio(gops, power);
			const perMm2 = row.gopsPerMm2 ?? ratio(gops, area && area * 1e6);
			return [
				row.name,
				node === undefined ? "–" : formatQuantity(node, "m"),
				row.bits === undefined ? "–" : String(row.bits),
				figure(perWatt),
				figure(perWatt && node && perWatt / energyScale(node, NODE)),
				figure(perMm2),
				figure(perMm2 && node && perMm2 / areaScale(node, NODE)),
				row.gains ?? "",
			];
		}),
		notes: [
			"at 32 nm: energy and area scaled as of digital circuits (Stillmaker and Baas 2017), rates as published",
			...rows.map(({ name, source }) => `${name}: ${source}`),
		],
	};
}

function ratio(
	a: number | undefined,
	b: number | undefined,
): number | undefined {
	return a === undefined || b === undefined ? undefined : a / b;
}

function figure(value: number | undefined): string {
	return value === undefined ? "–" : formatCount(value);
}
