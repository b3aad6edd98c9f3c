import type { PublishedFigure } from "../preset.js";

const SOURCE = "RAELLA, ISCA 2023";
const NOTES =
	"as public reading notes of its full text give it (entry 2023_Andrulis_RAELLA_ISCA; to be checked against the paper, doi 10.1145/3579371.3589062)";
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
		name: "energy of conversions, slices by layer over those of 2 bits",
		value: 0.75,
		unit: "",
		source: `${SOURCE}, ${NOTES}: adaptive weight slicing cuts it by about a quarter, 4b-2b-2b in most layers`,
	},
	{
		name: "gain in energy without speculation, geometric mean",
		value: 2.8,
		unit: "×",
		source: `${SOURCE}, section 6.2, ${NOTES}: recovery slices only`,
	},
	{
		name: "gain in throughput without speculation, geometric mean",
		value: 2.7,
		unit: "×",
		source: `${SOURCE}, section 6.2, ${NOTES}: recovery slices only`,
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
