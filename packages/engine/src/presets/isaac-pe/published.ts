import type { PublishedFigure } from "../preset.js";

const MERIT = "ISAAC, ISCA 2016, table of peak CE, PE and SE: ISAAC-PE";
const TO_CHECK = "(from memory, to be checked)";

export const isaacPePublished: readonly PublishedFigure[] = [
	{
		name: "computational density",
		value: 466.8,
		unit: "GOPS/mm2",
		source: `${MERIT} ${TO_CHECK}`,
	},
	{
		name: "power efficiency, corrected",
		value: 644.2,
		unit: "GOPS/W",
		source: `${MERIT}, corrected author copy ${TO_CHECK}`,
	},
	{
		name: "power efficiency, proceedings",
		value: 380.7,
		unit: "GOPS/W",
		source: "quoted by PipeLayer (HPCA 2017) and TIMELY (ISCA 2020)",
	},
	{
		name: "storage density",
		value: 0.71,
		unit: "MiB/mm2",
		source: `${MERIT} ${TO_CHECK}`,
	},
];
