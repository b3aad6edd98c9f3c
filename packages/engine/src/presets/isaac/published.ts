import type { PublishedFigure } from "../preset.js";

const TABLE = "ISAAC, ISCA 2016, Table I";

/** Rows of Table I by component: power and area of all instances at their level. */
export const isaacTable: readonly {
	readonly component: string;
	readonly level: "pe" | "tile" | "chip";
	/** W */
	readonly power: number;
	/** m² */
	readonly area: number;
}[] = [
	{ component: "adc", level: "pe", power: 16e-3, area: 0.0096e-6 },
	{ component: "dac", level: "pe", power: 4e-3, area: 0.00017e-6 },
	{ component: "sampleHold", level: "pe", power: 0.01e-3, area: 0.00004e-6 },
	{ component: "cell", level: "pe", power: 2.4e-3, area: 0.0002e-6 },
	{ component: "shiftAdd", level: "pe", power: 0.2e-3, area: 0.00024e-6 },
	{ component: "inputRegister", level: "pe", power: 1.24e-3, area: 0.0021e-6 },
	{
		component: "outputRegister",
		level: "pe",
		power: 0.23e-3,
		area: 0.00077e-6,
	},
	{ component: "edram", level: "tile", power: 20.7e-3, area: 0.083e-6 },
	{ component: "bus", level: "tile", power: 7e-3, area: 0.09e-6 },
	{ component: "router", level: "tile", power: 10.5e-3, area: 0.0378e-6 },
	{ component: "activation", level: "tile", power: 0.52e-3, area: 0.0006e-6 },
	{
		component: "tileShiftAdd",
		level: "tile",
		power: 0.05e-3,
		area: 0.00006e-6,
	},
	{ component: "maxPool", level: "tile", power: 0.4e-3, area: 0.00024e-6 },
	{
		component: "tileOutputRegister",
		level: "tile",
		power: 1.68e-3,
		area: 0.0032e-6,
	},
	{ component: "chipLink", level: "chip", power: 10.4, area: 22.88e-6 },
];

export const isaacPublished: readonly PublishedFigure[] = [
	{ name: "power of a tile", value: 0.33, unit: "W", source: TABLE },
	{ name: "area of a tile", value: 0.372e-6, unit: "m2", source: TABLE },
	{ name: "power of the chip", value: 65.8, unit: "W", source: TABLE },
	{ name: "area of the chip", value: 85.4e-6, unit: "m2", source: TABLE },
	{
		name: "peak throughput",
		value: 41300,
		unit: "GOPS",
		source:
			"ISAAC, ISCA 2016: 168 tiles * 12 IMAs * 8 arrays * 128 * 16 MACs in 1.6 us",
	},
	{
		name: "peak computational density",
		value: 478.95,
		unit: "GOPS/mm2",
		source: "ISAAC, ISCA 2016, Table of peak CE, PE and SE: ISAAC-CE",
	},
	{
		name: "peak power efficiency",
		value: 627.5,
		unit: "GOPS/W",
		source:
			"ISAAC, ISCA 2016, corrected author copy: 41.3 TOPS / 65.8 W; the proceedings' 363.7 circulates too",
	},
	{
		name: "ADC share of tile power",
		value: 0.58,
		unit: "",
		source: "quoted by CASCADE, MICRO 2019",
	},
	{
		name: "ADC share of tile area",
		value: 0.31,
		unit: "",
		source: "quoted by CASCADE, MICRO 2019",
	},
	{
		name: "ADC share of chip power",
		value: 0.49,
		unit: "",
		source: "quoted by Xiao et al. 2020",
	},
];

const MERIT = "ISAAC, ISCA 2016, table of peak CE, PE and SE";
const TO_CHECK = "(from memory, to be checked)";

/** Headline figures of ISAAC-CE that Table I does not give. */
export const isaacOtherPublished: readonly PublishedFigure[] = [
	{
		name: "peak power efficiency, proceedings",
		value: 363.7,
		unit: "GOPS/W",
		source: `${MERIT}: ISAAC-CE ${TO_CHECK}`,
	},
	{
		name: "storage density",
		value: 0.74,
		unit: "MiB/mm2",
		source: `${MERIT}: ISAAC-CE ${TO_CHECK}`,
	},
];
