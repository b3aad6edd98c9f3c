import * as Plot from "@observablehq/plot";
import type { Cost } from "../../cost/cost.js";
import type { PairedDifference } from "../../evaluate/paired-difference.js";
import { formatQuantity, formatRatio } from "../format-quantity.js";
import {
	componentColor,
	componentLegend,
	shownComponents,
} from "./component-colors.js";
import { drawPlot } from "./draw-plot.js";
import type { Figure } from "./figure.js";

/** A design's figures on the network of a comparison. */
export interface ComparedDesign {
	readonly design: string;
	readonly cost: Cost;
	/** Shares of the images; absent where no images were classified. */
	readonly accuracy?: {
		readonly simulated: number;
		readonly simulatedMinusFloat: PairedDifference;
	};
}

/** Gains over the first design, energy by component and accuracy of several designs. */
export function comparisonFigures(
	document: Document,
	designs: readonly ComparedDesign[],
): readonly Figure[] {
	const figures = [
		gainFigure(document, designs),
		energyByDesignFigure(document, designs),
	];
	return designs.every(({ accuracy }) => accuracy !== undefined)
		? [...figures, accuracyFigure(document, designs)]
		: figures;
}

const GAIN_COLORS = { energy: "#2a9d8f", throughput: "#3d8fd1" };

function gainFigure(
	document: Document,
	designs: readonly ComparedDesign[],
): Figure {
	const first = designs[0]!.cost;
	const bars = designs.flatMap(({ design, cost }) => [
		{
			design,
			figure: "energy efficiency",
			gain: first.energyPerImage / cost.energyPerImage,
			color: GAIN_COLORS.energy,
		},
		{
			design,
			figure: "throughput per area",
			gain:
				cost.imagesPerSecond / cost.area / (first.imagesPerSecond / first.area),
			color: GAIN_COLORS.throughput,
		},
	]);
	const plot = drawPlot(
		document,
		{
			marginLeft: 130,
			marginRight: 50,
			marginBottom: 42,
			height: 62 + 46 * designs.length,
			x: { label: `gain over ${designs[0]!.design} →`, grid: true },
			y: { axis: null },
			fy: {
				label: null,
				domain: designs.map(({ design }) => design),
				axis: "left",
			},
			marks: [
				Plot.barX(bars, {
					x: "gain",
					y: "figure",
					fy: "design",
					fill: "color",
				}),
				Plot.text(bars, {
					x: "gain",
					y: "figure",
					fy: "design",
					text: ({ gain }: { gain: number }) => formatRatio(gain),
					dx: 4,
					textAnchor: "start",
				}),
				Plot.ruleX([0]),
			],
		},
		[
			{ label: "energy efficiency", color: GAIN_COLORS.energy },
			{ label: "throughput per area", color: GAIN_COLORS.throughput },
		],
	);
	return {
		id: "gains",
		title: `Gains over ${designs[0]!.design}`,
		caption:
			"Energy of an image, and images per second and area, as ratios to the first design.",
		plot,
		data: {
			columns: ["design", "figure", "gain"],
			rows: bars.map(({ design, figure, gain }) => [design, figure, gain]),
		},
	};
}

function energyByDesignFigure(
	document: Document,
	designs: readonly ComparedDesign[],
): Figure {
	const entries = designs.flatMap(({ design, cost }) =>
		cost.breakdown
			.filter(({ energy }) => energy > 0)
			.map((entry) => ({ ...entry, design })),
	);
	const shown = shownComponents(entries, ({ energy }) => energy);
	const bars = entries.map(({ design, component, energy }) => ({
		design,
		component: shown(component),
		value: energy,
	}));
	const legend = componentLegend(bars);
	const plot = drawPlot(
		document,
		{
			marginLeft: 130,
			marginRight: 20,
			marginBottom: 42,
			height: 62 + 30 * designs.length,
			x: {
				label: "energy per image →",
				tickFormat: (joules: number) => formatQuantity(joules, "J"),
				ticks: 6,
				grid: true,
			},
			y: { label: null, domain: designs.map(({ design }) => design) },
			marks: [
				Plot.barX(
					bars,
					Plot.groupY(
						{ x: "sum" },
						{
							y: "design",
							x: "value",
							z: "component",
							fill: ({ component }: { component: string }) =>
								componentColor(component),
							order: legend.map(({ label }) => label),
							insetTop: 2,
							insetBottom: 2,
						},
					),
				),
				Plot.ruleX([0]),
			],
		},
		legend,
	);
	return {
		id: "energy-by-design",
		title: "Energy per image by component",
		caption: "Components below 1 % of all energy are shown as others.",
		plot,
		data: {
			columns: ["design", "layer", "component", "energy per image (J)"],
			rows: entries.map(({ design, layer, component, energy }) => [
				design,
				layer,
				component,
				energy,
			]),
		},
	};
}

function accuracyFigure(
	document: Document,
	designs: readonly ComparedDesign[],
): Figure {
	const points = designs.map(({ design, accuracy }) => {
		const { difference, lower95, upper95 } = accuracy!.simulatedMinusFloat;
		return {
			design,
			points: 100 * difference,
			from: 100 * lower95,
			to: 100 * upper95,
		};
	});
	const plot = drawPlot(document, {
		marginLeft: 130,
		marginRight: 20,
		marginBottom: 42,
		height: 72 + 26 * designs.length,
		x: { label: "accuracy against float (points) →", grid: true, nice: true },
		y: {
			label: null,
			type: "point",
			domain: designs.map(({ design }) => design),
		},
		marks: [
			Plot.ruleX([0], { strokeDasharray: "3,2" }),
			Plot.ruleY(points, { x1: "from", x2: "to", y: "design" }),
			Plot.dot(points, {
				x: "points",
				y: "design",
				fill: GAIN_COLORS.throughput,
				r: 4,
			}),
		],
	});
	return {
		id: "accuracy",
		title: "Accuracy against float",
		caption:
			"Difference to the network in float on the same images, with its paired 95 % interval.",
		plot,
		data: {
			columns: [
				"design",
				"accuracy",
				"difference to float",
				"from (95 % interval)",
				"to (95 % interval)",
			],
			rows: designs.map(({ design, accuracy }) => {
				const { simulated, simulatedMinusFloat } = accuracy!;
				const { difference, lower95, upper95 } = simulatedMinusFloat;
				return [design, simulated, difference, lower95, upper95];
			}),
		},
	};
}
