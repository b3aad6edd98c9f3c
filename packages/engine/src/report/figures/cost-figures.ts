import type { Cost } from "../../cost/cost.js";
import { energyFigure } from "./energy-figure.js";
import type { Figure } from "./figure.js";
import { floorplanFigure } from "./floorplan-figure.js";
import { occupancyFigure } from "./occupancy-figure.js";

/** Where the energy, the area and the time of one design go. */
export function costFigures(document: Document, cost: Cost): readonly Figure[] {
	return [
		energyFigure(document, cost),
		floorplanFigure(document, cost),
		occupancyFigure(document, cost),
	];
}

/**
 * Figures of one of several designs in a page, told apart from those of the others.
 *
 * @param name of the design, for the titles
 * @param n number of the design, for the names of files
 */
export function figuresOf(
	figures: readonly Figure[],
	name: string,
	n: number,
): readonly Figure[] {
	return figures.map((figure) => ({
		...figure,
		id: `${figure.id}-${n + 1}`,
		title: `${figure.title}, ${name}`,
	}));
}
