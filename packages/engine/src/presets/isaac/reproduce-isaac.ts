import { areaByComponent, chipAreas } from "../../cost/chip.js";
import type { ComponentName } from "../../cost/component-models.js";
import { peakFigures, peakPower } from "../../cost/peak.js";
import type { Design } from "../../design/design.js";
import { besidePublished } from "../beside-published.js";
import type { ReproducedFigure } from "../reproduced-figure.js";
import { againstDadiannao } from "./against-dadiannao.js";
import { ISAAC_HARDWARE, isaacFiguresOfMerit } from "./figures-of-merit.js";
import {
	isaacOtherPublished,
	isaacPublished,
	isaacTable,
} from "./published.js";

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
	const { byComponent } = peakPower(design, ISAAC_HARDWARE);
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
				ours: areaByComponent(level, design, ISAAC_HARDWARE).get(name)!,
				unit: "m2",
				source,
			},
		];
	});
}

function headlines(design: Design): readonly ReproducedFigure[] {
	const power = peakPower(design, ISAAC_HARDWARE);
	const areas = chipAreas(design, ISAAC_HARDWARE);
	const peak = peakFigures(design, ISAAC_HARDWARE);
	const adcOfTile = design.hierarchy.pesPerTile * power.byComponent.get("adc")!;
	const adcArea =
		design.hierarchy.pesPerTile *
		areaByComponent("pe", design, ISAAC_HARDWARE).get("adc")!;
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

/** Figures that circulate beside those of Table I. */
function otherHeadlines(design: Design): readonly ReproducedFigure[] {
	const { gopsPerWatt, mebibytesPerMm2 } = isaacFiguresOfMerit(design);
	return besidePublished(isaacOtherPublished, {
		"peak power efficiency, proceedings": {
			ours: gopsPerWatt,
			reason:
				"does not follow from Table I (41.3 TOPS / 65.8 W = 627.5); the corrected author copy has 627.5",
		},
		"storage density": { ours: mebibytesPerMm2 },
	});
}
