import type { LadderRung } from "../presets/asp-dac-2018/ladder.js";
import type { ReproducedFigure } from "../presets/reproduced-figure.js";
import {
	formatAccuracy,
	formatArea,
	formatPercent,
	formatQuantity,
	formatRatio,
} from "./format-quantity.js";
import { left, right, type Table } from "./table.js";

/** Published figures beside ours, with the deviation. */
export function reproductionTable(
	title: string,
	figures: readonly ReproducedFigure[],
): Table {
	return {
		title,
		columns: [
			left("figure"),
			right("published"),
			right("ours"),
			right("deviation"),
		],
		rows: figures.map(({ name, published, ours, unit }) => [
			name,
			published === null ? "–" : formatFigure(published, unit),
			ours === null ? "–" : formatFigure(ours, unit),
			published === null || ours === null
				? ""
				: formatPercent(ours / published - 1),
		]),
		notes: reasonNotes(figures),
	};
}

/** Each reason once, with the figures that it is for. */
function reasonNotes(figures: readonly ReproducedFigure[]): readonly string[] {
	const names = new Map<string, string[]>();
	for (const { name, reason } of figures)
		if (reason !== undefined)
			names.set(reason, [...(names.get(reason) ?? []), name]);
	return [...names].map(([reason, of]) => `${of.join("; ")} – ${reason}`);
}

/** Units that take a prefix. */
const SI_UNITS: ReadonlySet<string> = new Set(["W", "J", "s", "Hz", "OPS"]);

function formatFigure(value: number, unit: string): string {
	if (unit === "m2") return formatArea(value);
	if (unit.startsWith("GOPS")) return `${value.toPrecision(4)} ${unit}`;
	if (unit === "×") return formatRatio(value);
	if (unit === "%") return formatPercent(value);
	return SI_UNITS.has(unit)
		? formatQuantity(value, unit)
		: `${value.toPrecision(4)} ${unit}`.trim();
}

/** Techniques alone and in turn as a table, grouped by array read time. */
export function ladderTable(
	network: string,
	images: number,
	rungs: readonly LadderRung[],
): Table {
	return {
		title: `${network}: each technique alone and one after the other, ${images} images`,
		columns: [
			right("array read"),
			left("step"),
			right("accuracy"),
			right("images/s"),
			right("energy/image"),
			right("throughput"),
			right("energy eff."),
			right("area eff."),
			left("bound by"),
		],
		rows: rungs.map(({ step, arrayReadTime, accuracy, cost, gain }) => [
			formatQuantity(arrayReadTime, "s"),
			step,
			formatAccuracy(accuracy.simulated),
			formatQuantity(cost.imagesPerSecond, ""),
			formatQuantity(cost.energyPerImage, "J"),
			formatRatio(gain.throughput),
			formatRatio(gain.energyEfficiency),
			formatRatio(gain.areaEfficiency),
			cost.boundBy,
		]),
		notes: [
			"alone: on the encoding of the first step, the ADC with as many bits as in turn and the step of least error",
			`gains over the first step at the same read time; float accuracy ${formatAccuracy(rungs[0]!.accuracy.float)}`,
			"the paper's abstract claims 2 to 4 times in each, on networks and baselines that it does not name",
		],
	};
}
