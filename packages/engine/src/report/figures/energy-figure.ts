import * as Plot from "@observablehq/plot";
import type { Cost } from "../../cost/cost.js";
import { formatQuantity } from "../format-quantity.js";
import {
	componentColor,
	componentLegend,
	shownComponents,
} from "./component-colors.js";
import { drawPlot } from "./draw-plot.js";
import type { Figure } from "./figure.js";

/** Energy of an image, layer by layer and by component. */
export function energyFigure(document: Document, cost: Cost): Figure {
	const spent = cost.breakdown.filter(({ energy }) => energy > 0);
	const shown = shownComponents(spent, ({ energy }) => energy);
	const bars = spent.map(({ layer, component, energy }) => ({
		layer,
		component: shown(component),
		value: energy,
	}));
	const legend = componentLegend(bars);
	const order = legend.map(({ label }) => label);
	const layers = [...new Set(bars.map(({ layer }) => layer))];
	const plot = drawPlot(
		document,
		{
			marginLeft: 120,
			marginRight: 20,
			marginBottom: 42,
			height: 62 + 18 * layers.length,
			x: {
				label: "energy per image →",
				tickFormat: (joules: number) => formatQuantity(joules, "J"),
				ticks: 6,
				grid: true,
			},
			y: { label: null, domain: layers },
			marks: [
				Plot.barX(
					bars,
					Plot.groupY(
						{ x: "sum" },
						{
							y: "layer",
							x: "value",
							z: "component",
							fill: ({ component }: { component: string }) =>
								componentColor(component),
							order,
							insetTop: 1,
							insetBottom: 1,
						},
					),
				),
				Plot.ruleX([0]),
			],
		},
		legend,
	);
	return {
		id: "energy",
		title: "Energy per image",
		caption: `${formatQuantity(cost.energyPerImage, "J")} in all. Layers in the order of the network; components below 1 % are shown as others.`,
		plot,
		data: {
			columns: ["layer", "component", "energy per image (J)"],
			rows: spent.map(({ layer, component, energy }) => [
				layer,
				component,
				energy,
			]),
		},
	};
}
