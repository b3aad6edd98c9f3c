import type { PublishedFigure } from "../preset.js";

const SOURCE = "RAELLA, ISCA 2023";
const OVER = `${SOURCE}, abstract and evaluation: over ISAAC at 8 bits, without retraining`;

export const raellaPublished: readonly PublishedFigure[] = [
	{
		name: "conversions per MAC, ISAAC at 8 bits",
		value: 0.25,
		unit: "conversions/MAC",
		source: SOURCE,
	},
	{
		name: "conversions per MAC, 512 rows",
		value: 0.063,
		unit: "conversions/MAC",
		source: `${SOURCE}, before slices are chosen by layer and inputs speculated on`,
	},
	{
		name: "gain in energy, geometric mean",
		value: 3.9,
		unit: "×",
		source: OVER,
	},
	{ name: "gain in energy, least", value: 2.9, unit: "×", source: OVER },
	{ name: "gain in energy, greatest", value: 4.9, unit: "×", source: OVER },
	{
		name: "gain in throughput, geometric mean",
		value: 2,
		unit: "×",
		source: OVER,
	},
];
