import * as Plot from "@observablehq/plot";
import type { Cost } from "../../cost/cost.js";
import { formatPercent, formatQuantity } from "../format-quantity.js";
import { drawPlot } from "./draw-plot.js";
import type { Figure } from "./figure.js";

/** Components busy for less than this share in every layer are left out of the picture. */
const SMALL_SHARE = 0.001;

/** Share of the interval between two images that each component of each layer is busy for. */
export function occupancyFigure(document: Document, cost: Cost): Figure {
	const busy = cost.breakdown
		.filter(({ time }) => time > 0)
		.map(({ layer, component, time }) => ({
			layer,
			component,
			time,
			share: time * cost.imagesPerSecond,
		}));
	const seen = new Set(
		busy
			.filter(({ share }) => share >= SMALL_SHARE)
			.map(({ component }) => component),
	);
	const cells = busy.filter(({ component }) => seen.has(component));
	const layers = [...new Set(cells.map(({ layer }) => layer))];
	const plot = drawPlot(document, {
		marginLeft: 120,
		marginBottom: 90,
		height: 110 + 20 * layers.length,
		padding: 0.06,
		x: { label: null, tickRotate: -40, domain: [...seen] },
		y: { label: null, domain: layers },
		color: { type: "linear", domain: [0, 1], scheme: "YlGnBu" },
		marks: [
			Plot.cell(cells, {
				x: "component",
				y: "layer",
				fill: ({ share }: { share: number }) => Math.min(1, share),
			}),
			Plot.text(cells, {
				x: "component",
				y: "layer",
				text: ({ share }: { share: number }) =>
					share < 0.005 ? "" : formatPercent(share).replace(/\.\d%/, "%"),
				fill: ({ share }: { share: number }) =>
					share > 0.55 ? "white" : "black",
				fontSize: 9,
			}),
		],
	});
	return {
		id: "occupancy",
		title: "Pipeline occupancy",
		caption: `Share of the ${formatQuantity(1 / cost.imagesPerSecond, "s")} between two images that a component of a layer is busy for. ${cost.boundBy} sets the pace.`,
		plot,
		data: {
			columns: [
				"layer",
				"component",
				"busy time per image (s)",
				"share of the interval",
			],
			rows: busy.map(({ layer, component, time, share }) => [
				layer,
				component,
				time,
				share,
			]),
		},
	};
}
