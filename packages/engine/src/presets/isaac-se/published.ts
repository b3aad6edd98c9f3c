import type { PublishedFigure } from "../preset.js";

const SOURCE =
	"ISAAC, ISCA 2016, table of peak CE, PE and SE: ISAAC-SE (from memory, to be checked)";

export const isaacSePublished: readonly PublishedFigure[] = [
	{
		name: "computational density",
		value: 140.3,
		unit: "GOPS/mm2",
		source: SOURCE,
	},
	{ name: "power efficiency", value: 255.3, unit: "GOPS/W", source: SOURCE },
	{ name: "storage density", value: 54.79, unit: "MiB/mm2", source: SOURCE },
];
