import type { PublishedFigure } from "../preset.js";

const PAPER = "PRIME, ISCA 2016";
const NOTES = `${PAPER}, as public reading notes of its full text give it (entry 2016_Chi_PRIME_ISCA; to be checked against the paper, doi 10.1109/isca.2016.13)`;

export const primePublished: readonly PublishedFigure[] = [
	{
		name: "utilisation on MlBench, before replication",
		value: 0.398,
		unit: "%",
		source: `${NOTES}: of the full-function subarrays, without VGG-D`,
	},
	{
		name: "utilisation on MlBench, with replication",
		value: 0.759,
		unit: "%",
		source: `${NOTES}: of the full-function subarrays, without VGG-D`,
	},
	{
		name: "utilisation on VGG-D, before replication",
		value: 0.539,
		unit: "%",
		source: NOTES,
	},
	{
		name: "utilisation on VGG-D, with replication",
		value: 0.736,
		unit: "%",
		source: NOTES,
	},
	{
		name: "power efficiency, 65 nm",
		value: 2100,
		unit: "GOPS/W",
		source: "TIMELY, ISCA 2020, Table IV: PRIME, 8 bits",
	},
	{
		name: "computational density, 65 nm",
		value: 1230,
		unit: "GOPS/mm2",
		source: "as later works quote it (from memory, to be checked)",
	},
	{ name: "area overhead", value: 0.0576, unit: "%", source: PAPER },
	{
		name: "performance over a neural processing unit",
		value: 2360,
		unit: "×",
		source: `${PAPER}, abstract: about, over a DianNao-like co-processor`,
	},
	{
		name: "energy over a neural processing unit",
		value: 895,
		unit: "×",
		source: `${PAPER}, abstract: about, over a DianNao-like co-processor`,
	},
];
