import type { PublishedFigure } from "../preset.js";

const ABSTRACT =
	"Chen et al., ASP-DAC 2018, abstract: 2 to 4 times against state-of-the-art RRAM accelerators";

export const aspDac2018Published: readonly PublishedFigure[] = [
	{ name: "gain in throughput, least", value: 2, unit: "", source: ABSTRACT },
	{ name: "gain in throughput, most", value: 4, unit: "", source: ABSTRACT },
	{
		name: "gain in energy efficiency, least",
		value: 2,
		unit: "",
		source: ABSTRACT,
	},
	{
		name: "gain in energy efficiency, most",
		value: 4,
		unit: "",
		source: ABSTRACT,
	},
	{
		name: "gain in area efficiency, least",
		value: 2,
		unit: "",
		source: ABSTRACT,
	},
	{
		name: "gain in area efficiency, most",
		value: 4,
		unit: "",
		source: ABSTRACT,
	},
];
