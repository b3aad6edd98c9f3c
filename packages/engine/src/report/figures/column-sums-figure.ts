import * as Plot from "@observablehq/plot";
import type { LayerColumnSums } from "../../evaluate/layer-column-sums.js";
import { formatPercent } from "../format-quantity.js";
import { drawPlot } from "./draw-plot.js";
import type { Figure } from "./figure.js";

/** Bars of a histogram, at most. */
const BARS = 96;

const SUMS_COLOR = "#3d8fd1";
const CLIPPED_COLOR = "#d1495b";

/** Column sums of each layer against the range of its ADC. */
export function columnSumsFigure(
	document: Document,
	layers: readonly LayerColumnSums[],
): Figure {
	const bars = layers.flatMap(histogram);
	const marks = layers.flatMap(({ layer, adc }) => [
		{ layer, at: adc.min },
		{ layer, at: adc.max },
	]);
	const notes = layers.map((layer) => ({
		layer: layer.layer,
		text: `${layer.adc.bits} bits, ${formatPercent(clippedShare(layer))} clipped`,
	}));
	const plot = drawPlot(
		document,
		{
			marginLeft: 50,
			marginRight: 130,
			marginBottom: 42,
			height: 62 + 70 * layers.length,
			x: { label: "column sum (levels) →" },
			y: { label: null, tickFormat: "%", ticks: 2, grid: true },
			fy: {
				label: null,
				domain: layers.map(({ layer }) => layer),
				padding: 0.15,
			},
			marks: [
				Plot.rectY(bars, {
					x1: "from",
					x2: "to",
					y: "share",
					fy: "layer",
					fill: ({ clipped }: { clipped: boolean }) =>
						clipped ? CLIPPED_COLOR : SUMS_COLOR,
				}),
				Plot.ruleX(marks, {
					x: "at",
					fy: "layer",
					stroke: "currentColor",
					strokeDasharray: "3,2",
				}),
				Plot.text(notes, {
					text: "text",
					fy: "layer",
					frameAnchor: "right",
					textAnchor: "start",
					dx: 8,
					dy: 16,
				}),
				Plot.ruleY([0]),
			],
		},
		[
			{ label: "converted", color: SUMS_COLOR },
			{ label: "beyond the ADC", color: CLIPPED_COLOR },
		],
	);
	return {
		id: "column-sums",
		title: "Column sums and ADC ranges",
		caption:
			"What the columns of each layer sum to over the partial products that run, sampled on calibration images without deviations of the cells; broken lines are the ends of the ADC's range.",
		plot,
		data: {
			columns: ["layer", "column sum (levels)", "seen"],
			rows: layers.flatMap(({ layer, counts, least }) =>
				Array.from(counts, (count, n) => [layer, least + n, count]).filter(
					([, , count]) => count !== 0,
				),
			),
		},
	};
}

/** Bars between the least and the greatest sum that were seen or can be converted, of whole levels each. */
function histogram({ layer, counts, least, adc }: LayerColumnSums): readonly {
	readonly layer: string;
	readonly from: number;
	readonly to: number;
	readonly share: number;
	readonly clipped: boolean;
}[] {
	const seen = Array.from(counts, (count, n) => ({ sum: least + n, count }));
	const used = seen.filter(({ count }) => count > 0);
	const total = used.reduce((sum, { count }) => sum + count, 0);
	const first = used[0]?.sum ?? 0;
	const last = used.at(-1)?.sum ?? 0;
	const width = Math.max(1, Math.ceil((last - first + 1) / BARS));
	const bars = new Map<
		string,
		{ at: number; clipped: boolean; count: number }
	>();
	for (const { sum, count } of used) {
		const at = first + Math.floor((sum - first) / width) * width;
		const clipped = sum < adc.min || sum > adc.max;
		const key = `${at} ${clipped}`;
		const bar = bars.get(key) ?? { at, clipped, count: 0 };
		bars.set(key, { ...bar, count: bar.count + count });
	}
	return [...bars.values()].map(({ at, clipped, count }) => ({
		layer,
		from: at - 0.5,
		to: at + width - 0.5,
		share: count / total,
		clipped,
	}));
}

/** Share of the sums that the converter does not reach. */
export function clippedShare({ counts, least, adc }: LayerColumnSums): number {
	let clipped = 0;
	let total = 0;
	for (let n = 0; n < counts.length; n++) {
		const sum = least + n;
		total += counts[n]!;
		if (sum < adc.min || sum > adc.max) clipped += counts[n]!;
	}
	return total === 0 ? 0 : clipped / total;
}
