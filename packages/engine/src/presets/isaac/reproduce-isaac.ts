import { areaByComponent, chipAreas } from "../../cost/chip.js";
import type { ComponentName, Hardware } from "../../cost/component-models.js";
import { peakFigures, peakPower } from "../../cost/peak.js";
import type { Design } from "../../design/design.js";
import type { ReproducedFigure } from "../reproduced-figure.js";
import { isaacPublished, isaacTable } from "./published.js";

/** ISAAC's own hardware: 8-bit ADCs, 1-bit drivers. */
const HARDWARE: Hardware = {
	adcBits: 8,
	driverSize: 1,
	hasWeightZeroPoints: false,
};

/** Table I of ISAAC and its headline figures, published and from our model of the design. */
export function reproduceIsaac(design: Design): readonly ReproducedFigure[] {
	return [...tableRows(design), ...headlines(design)];
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
