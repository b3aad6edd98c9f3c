import type { Diagnosis } from "../evaluate/diagnose.js";
import { formatPercent } from "./format-quantity.js";
import { left, right, type Table } from "./table.js";

/** What each effect costs, and in which layers. */
export function diagnosisTables({
	images,
	effects,
	layers,
}: Diagnosis): readonly Table[] {
	return [
		{
			title: `From ideal to real, one effect more each, first ${images} images`,
			columns: [
				left("effect"),
				right("accuracy"),
				right("as float"),
				right("SQNR of scores"),
			],
			rows: effects.map(({ effect, accuracy, agreement, scoreSqnr }, n) => [
				n === 0 ? effect : `+ ${effect}`,
				formatPercent(accuracy),
				formatPercent(agreement),
				decibels(scoreSqnr),
			]),
			notes: [],
		},
		{
			title: "Layers: SQNR of the outputs against float, and converters",
			columns: [
				left("layer"),
				...effects.map(({ effect }, n) =>
					right(n === 0 ? effect : `+ ${effect}`),
				),
				right("ADC bits"),
				right("clipped"),
				right("range used"),
			],
			rows: layers.map(({ layer, sqnr, adcBits, clipRate, rangeUsed }) => [
				layer,
				...sqnr.map(decibels),
				String(adcBits),
				formatPercent(clipRate),
				formatPercent(rangeUsed),
			]),
			notes: [
				"errors of earlier layers are in those of later ones; clipped: share of the column sums of calibration images; range used: by 99.9 % of them, of the partial product that needs most",
			],
		},
	];
}

function decibels(value: number | null): string {
	return value === null ? "–" : `${value.toFixed(1)} dB`;
}
