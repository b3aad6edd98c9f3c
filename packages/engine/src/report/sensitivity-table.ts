import type { Moved, Sensitivity } from "../explore/sensitivity.js";
import { left, right, type Table } from "./table.js";

/** Characters of the longest bar. */
const BAR = 12;
/** Constants below this swing are counted, not shown. */
const LEAST_SWING = 0.001;

/** The constants that move a network's cost most, as a tornado. */
export function sensitivityTable(
	title: string,
	entries: readonly Sensitivity[],
	change: number,
): Table {
	const shown = entries.filter(({ swing }) => swing >= LEAST_SWING);
	const most = Math.max(...shown.map(({ swing }) => swing));
	const percent = `${(100 * change).toFixed(0)} %`;
	return {
		title,
		columns: [
			left("constant"),
			left("swing"),
			right("energy/image"),
			right("images/s"),
			right("area"),
		],
		rows: shown.map(({ constant, lower, upper, swing }) => [
			constant.path.replace(/^components\./, "").replace("model.points.*.", ""),
			"█".repeat(Math.max(1, Math.round((BAR * swing) / most))),
			both(lower, upper, "energyPerImage"),
			both(lower, upper, "imagesPerSecond"),
			both(lower, upper, "area"),
		]),
		notes: [
			`change of each figure where the constant is ${percent} lower / ${percent} higher; copies are chosen anew`,
			...(entries.length > shown.length
				? [
						`${entries.length - shown.length} more constants move less than 0.1 %`,
					]
				: []),
		],
	};
}

function both(lower: Moved, upper: Moved, figure: keyof Moved): string {
	if (lower[figure] === 1 && upper[figure] === 1) return "";
	return `${change(lower[figure])} / ${change(upper[figure])}`;
}

function change(ratio: number): string {
	const percent = 100 * (ratio - 1);
	const sign = percent < 0 ? "−" : "+";
	return `${sign}${Math.abs(percent).toFixed(1)} %`;
}
