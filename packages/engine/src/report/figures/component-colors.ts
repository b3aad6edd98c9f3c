import type { ComponentName } from "../../cost/component-models.js";
import type { CostEntry } from "../../cost/cost.js";
import type { LegendEntry } from "./draw-plot.js";

/** What small components are shown as, together. */
export const OTHERS = "others";

/** Components below this share are shown together. */
const SMALL_SHARE = 0.01;

/** One colour a component, the same in every figure; told apart on white, on black and by most colour-blind readers. */
const COLORS: Partial<Readonly<Record<ComponentName, string>>> = {
	adc: "#d1495b",
	dac: "#edae49",
	cell: "#3d8fd1",
	sampleHold: "#8d6a9f",
	columnClamp: "#b48ead",
	subtractor: "#d4a5c9",
	shiftAdd: "#2a9d8f",
	inputRegister: "#7a9e4b",
	outputRegister: "#b5c26a",
	inputCounter: "#c98bb9",
	partialProductControl: "#e07fae",
	converterTable: "#a37c40",
	inputEncoder: "#8f4fa8",
	edram: "#5b6fb5",
	bus: "#9c755f",
	router: "#c9a58b",
	chipLink: "#6d7f8b",
	activation: "#59c3c3",
	tileShiftAdd: "#1f7a8c",
};
const OTHERS_COLOR = "#a8a8a8";

/** Colour of a component, or of what is shown as others. */
export function componentColor(name: string): string {
	return COLORS[name as ComponentName] ?? OTHERS_COLOR;
}

/** Name under which each component is shown: its own where it has a share of what is measured, else `others`. */
export function shownComponents(
	entries: readonly CostEntry[],
	measure: (entry: CostEntry) => number,
): (component: ComponentName) => string {
	const sums = new Map<ComponentName, number>();
	let total = 0;
	for (const entry of entries) {
		const value = measure(entry);
		sums.set(entry.component, (sums.get(entry.component) ?? 0) + value);
		total += value;
	}
	return (component) =>
		(sums.get(component) ?? 0) >= SMALL_SHARE * total &&
		COLORS[component] !== undefined
			? component
			: OTHERS;
}

/** Legend of what is shown, greatest first, others last. */
export function componentLegend(
	shown: readonly { readonly component: string; readonly value: number }[],
): readonly LegendEntry[] {
	const sums = new Map<string, number>();
	for (const { component, value } of shown)
		sums.set(component, (sums.get(component) ?? 0) + value);
	return [...sums]
		.sort(
			([a, x], [b, y]) => Number(a === OTHERS) - Number(b === OTHERS) || y - x,
		)
		.map(([label]) => ({ label, color: componentColor(label) }));
}
