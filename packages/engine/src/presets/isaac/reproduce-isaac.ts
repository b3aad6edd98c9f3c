import { areaByComponent, chipAreas } from "../../cost/chip.js";
import type { ComponentName, Hardware } from "../../cost/component-models.js";
import { peakFigures, peakPower } from "../../cost/peak.js";
import type { Design } from "../../design/design.js";
import { besidePublished } from "../beside-published.js";
import type { ReproducedFigure } from "../reproduced-figure.js";
import { againstDadiannao } from "./against-dadiannao.js";
import {
	isaacOtherPublished,
	isaacPublished,
	isaacTable,
} from "./published.js";

/** ISAAC's own hardware: 8-bit ADCs, 1-bit drivers. */
const HARDWARE: Hardware = {
	adcBits: 8,
	driverSize: 1,
	hasWeightZeroPoints: false,
	weightSumBits: 0,
};

/** Table I of ISAAC and its headline figures, published and from our model of the design. */
export function reproduceIsaac(design: Design): readonly ReproducedFigure[] {
	return [
		...tableRows(design),
		...headlines(design),
		...otherHeadlines(design),
		...againstDadiannao(design),
	];
}

function tableRows(design: Design): readonly ReproducedFigure[] {
	const { byComponent } = peakPower(design, HARDWARE);
	return isaacTable.flatMap(({ component, level, power, area }) => {
		const name = component as ComponentName;
		const source = `ISAAC, ISCA 2016, Table I; all instances of one ${level}`;
		return [
			{
				name: `${component} power`,
				published: power,
				ours: byComponent.get(name)!,
				unit: "W",
				source,
			},
			{
				name: `${component} area`,
				published: area,
				ours: areaByComponent(level, design, HARDWARE).get(name)!,
				unit: "m2",
				source,
			},
		];
	});
}

function headlines(design: Design): readonly ReproducedFigure[] {
	const power = peakPower(design, HARDWARE);
	const areas = chipAreas(design, HARDWARE);
	const peak = peakFigures(design, HARDWARE);
	const adcOfTile = design.hierarchy.pesPerTile * power.byComponent.get("adc")!;
	const adcArea =
		design.hierarchy.pesPerTile *
		areaByComponent("pe", design, HARDWARE).get("adc")!;
	const ours: Readonly<Record<string, number>> = {
		"power of a tile": power.tile,
		"area of a tile": areas.tile,
		"power of the chip": power.chip,
		"area of the chip": areas.chip,
		"peak throughput": peak.gops,
		"peak computational density": peak.gopsPerMm2,
		"peak power efficiency": peak.gopsPerWatt,
		"ADC share of tile power": adcOfTile / power.tile,
		"ADC share of tile area": adcArea / areas.tile,
		"ADC share of chip power": (areas.tiles * adcOfTile) / power.chip,
	};
	return isaacPublished.map(({ name, value, unit, source }) => ({
		name,
		published: value,
		ours: ours[name]!,
		unit,
		source,
	}));
}

/** Figures that circulate beside those of Table I, and those of the two other configurations. */
function otherHeadlines(design: Design): readonly ReproducedFigure[] {
	const { chip: area, tiles } = chipAreas(design, HARDWARE);
	const { hierarchy, crossbar } = design;
	const cells =
		tiles *
		hierarchy.pesPerTile *
		hierarchy.crossbarsPerPe *
		crossbar.rows *
		crossbar.columns;
	const mebibytes = (cells * crossbar.cellBits) / 8 / 2 ** 20;
	const notDescribed = (name: string) => ({
		ours: null,
		reason: `our sources give ${name}'s figures of merit but not how many components it has`,
	});
	return besidePublished(isaacOtherPublished, {
		"peak power efficiency, proceedings": {
			ours: peakFigures(design, HARDWARE).gopsPerWatt,
			reason:
				"does not follow from Table I (41.3 TOPS / 65.8 W = 627.5); the corrected author copy has 627.5",
		},
		"storage density": { ours: mebibytes / (area * 1e6) },
		"ISAAC-PE: computational density": notDescribed("ISAAC-PE"),
		"ISAAC-PE: power efficiency, proceedings": notDescribed("ISAAC-PE"),
		"ISAAC-PE: power efficiency, corrected": notDescribed("ISAAC-PE"),
		"ISAAC-PE: storage density": notDescribed("ISAAC-PE"),
		"ISAAC-SE: computational density": notDescribed("ISAAC-SE"),
		"ISAAC-SE: power efficiency": notDescribed("ISAAC-SE"),
		"ISAAC-SE: storage density": notDescribed("ISAAC-SE"),
	});
}
