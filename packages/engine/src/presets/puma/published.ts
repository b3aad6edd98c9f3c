import type { PublishedFigure } from "../preset.js";

const SOURCE = "PUMA, ASPLOS 2019";

export const pumaPublished: readonly PublishedFigure[] = [
	{
		name: "energy of one matrix-vector product, 128×128",
		value: 43.97e-9,
		unit: "J",
		source: `${SOURCE}: matrix-vector unit`,
	},
	{ name: "peak throughput", value: 52300, unit: "GOPS", source: SOURCE },
	{ name: "power of the chip", value: 62.5, unit: "W", source: SOURCE },
	{ name: "area of the chip", value: 90.6e-6, unit: "m2", source: SOURCE },
	{
		name: "peak computational density",
		value: 577,
		unit: "GOPS/mm2",
		source: SOURCE,
	},
	{ name: "peak power efficiency", value: 837, unit: "GOPS/W", source: SOURCE },
];
