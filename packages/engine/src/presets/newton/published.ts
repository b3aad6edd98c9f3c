import type { PublishedFigure } from "../preset.js";

const TABLE =
	"Newton's table of adaptive resolution, as hwcomponents-library newton.py has it";
const ABSTRACT =
	"Newton, arXiv 1803.06913, abstract: over ISAAC (the split of the gain is from memory, to be checked)";

export const newtonPublished: readonly PublishedFigure[] = [
	{
		name: "bits converted, all products",
		value: 1152,
		unit: "",
		source: TABLE,
	},
	{ name: "bits converted, adaptive", value: 832, unit: "", source: TABLE },
	{ name: "decrease in power", value: 0.77, unit: "%", source: ABSTRACT },
	{
		name: "gain in energy efficiency",
		value: 1.51,
		unit: "×",
		source: ABSTRACT,
	},
	{
		name: "gain in throughput per area",
		value: 2.2,
		unit: "×",
		source: ABSTRACT,
	},
];
