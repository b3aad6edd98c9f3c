import * as Plot from "@observablehq/plot";
import {
	type HierarchyRectangularNode,
	hierarchy,
	treemap,
} from "d3-hierarchy";
import type { Cost, CostEntry } from "../../cost/cost.js";
import { formatArea, formatPercent } from "../format-quantity.js";
import {
	componentColor,
	componentLegend,
	shownComponents,
} from "./component-colors.js";
import { drawPlot, FIGURE_WIDTH } from "./draw-plot.js";
import type { Figure } from "./figure.js";

/** Height over width of the drawn chip. */
const ASPECT = 0.62;
/** Characters of a label that a unit of width holds, and the lines that a unit of height does. */
const LABEL_CHARACTER = 6.5 / FIGURE_WIDTH;
const LABEL_LINE = 14 / FIGURE_WIDTH;

interface Block {
	readonly name: string;
	readonly area: number;
	readonly children?: readonly Block[];
}

/** Area of the chip by layer and component, to scale. Where blocks lie is no statement about the layout. */
export function floorplanFigure(document: Document, cost: Cost): Figure {
	const built = cost.breakdown.filter(({ area }) => area > 0);
	const root = layOut(built);
	const leaves = root.leaves().map((leaf) => ({
		component: leaf.data.name,
		layer: leaf.parent?.data.name ?? "",
		value: leaf.data.area,
		...box(leaf),
	}));
	const layers = (root.children ?? []).map((node) => ({
		label: `${node.data.name} ${formatPercent(node.data.area / cost.area)}`,
		...box(node),
	}));
	const plot = drawPlot(
		document,
		{
			height: FIGURE_WIDTH * ASPECT,
			margin: 0,
			x: { axis: null, domain: [0, 1] },
			y: { axis: null, domain: [ASPECT, 0] },
			marks: [
				Plot.rect(leaves, {
					x1: "x1",
					x2: "x2",
					y1: "y1",
					y2: "y2",
					fill: ({ component }: { component: string }) =>
						componentColor(component),
					inset: 0.3,
				}),
				Plot.rect(layers, {
					x1: "x1",
					x2: "x2",
					y1: "y1",
					y2: "y2",
					fill: "none",
					stroke: "currentColor",
					strokeWidth: 1.2,
				}),
				Plot.text(layers.filter(holdsLabel), {
					x: "x1",
					y: "y1",
					dx: 5,
					dy: 10,
					text: "label",
					textAnchor: "start",
					fill: "black",
					stroke: "white",
					strokeWidth: 3,
				}),
			],
		},
		componentLegend(leaves),
	);
	return {
		id: "area",
		title: "Area of the chip",
		caption: `${formatArea(cost.area)} in all, drawn to scale by layer and component; where a block lies says nothing about the layout.`,
		plot,
		data: {
			columns: ["layer", "component", "area (m²)"],
			rows: built.map(({ layer, component, area }) => [layer, component, area]),
		},
	};
}

function layOut(
	entries: readonly CostEntry[],
): HierarchyRectangularNode<Block> {
	const shown = shownComponents(entries, ({ area }) => area);
	const layers = new Map<string, Map<string, number>>();
	for (const { layer, component, area } of entries) {
		const blocks = layers.get(layer) ?? new Map<string, number>();
		const name = shown(component);
		blocks.set(name, (blocks.get(name) ?? 0) + area);
		layers.set(layer, blocks);
	}
	const chip: Block = {
		name: "chip",
		area: 0,
		children: [...layers].map(([name, blocks]) => ({
			name,
			area: [...blocks.values()].reduce((sum, area) => sum + area, 0),
			children: [...blocks].map(([block, area]) => ({ name: block, area })),
		})),
	};
	const tree = hierarchy(chip, ({ children }) => children)
		.sum(({ children, area }) => (children ? 0 : area))
		.sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
	return treemap<Block>().size([1, ASPECT])(tree);
}

function box({ x0, x1, y0, y1 }: HierarchyRectangularNode<Block>): {
	readonly x1: number;
	readonly x2: number;
	readonly y1: number;
	readonly y2: number;
} {
	return { x1: x0, x2: x1, y1: y0, y2: y1 };
}

function holdsLabel({
	label,
	x1,
	x2,
	y1,
	y2,
}: { readonly label: string } & ReturnType<typeof box>): boolean {
	return x2 - x1 > label.length * LABEL_CHARACTER && y2 - y1 > LABEL_LINE;
}
