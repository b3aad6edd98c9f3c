import type {
	Amperes,
	Kelvins,
	Metres,
	Ohms,
	Seconds,
	Volts,
} from "../../base/units.js";

/**
 * Parameters of the compact model of a filamentary RRAM cell: a gap between filament and electrode through which
 * electrons tunnel, and which grows and shrinks by ions that hop with the field and the heat of the current.
 */
export interface RramParameters {
	readonly name: string;
	readonly source: string;
	/** Of the switching layer. */
	readonly thickness: Metres;
	readonly leastGap: Metres;
	readonly greatestGap: Metres;
	readonly hoppingDistance: Metres;
	/** Activation energies of growth (reset) and shrinking (set) of the gap, eV. */
	readonly generationEnergy: number;
	readonly recombinationEnergy: number;
	/** I = I0 · exp(−gap / g0) · sinh(V / V0) */
	readonly currentScale: Amperes;
	readonly gapScale: Metres;
	readonly voltageScale: Volts;
	/** m/s */
	readonly velocity: number;
	/** γ = γ0 − β · (gap / g1)³ */
	readonly fieldEnhancement: number;
	readonly enhancementGap: Metres;
	readonly enhancementLoss: number;
	/** J/K */
	readonly heatCapacity: number;
	readonly thermalTime: Seconds;
	/** Of wires and selector, in series. */
	readonly seriesResistance: Ohms;
	readonly ambient: Kelvins;
}

/** The parameters of Arizona State University's release of the Stanford model. */
export const ASU_RRAM: RramParameters = {
	name: "asu",
	source:
		"P.-Y. Chen and S. Yu, IEEE Transactions on Electron Devices 62 (2015), ASU RRAM model; parameters of its public Verilog-A release",
	thickness: 5e-9,
	leastGap: 0.1e-9,
	greatestGap: 1.7e-9,
	hoppingDistance: 0.25e-9,
	generationEnergy: 1.501,
	recombinationEnergy: 1.5,
	currentScale: 6.14e-5,
	gapScale: 2.7505e-10,
	voltageScale: 0.43,
	velocity: 150,
	fieldEnhancement: 16.5,
	enhancementGap: 1e-9,
	enhancementLoss: 1.25,
	heatCapacity: 3.1825e-16,
	thermalTime: 2.3e-10,
	seriesResistance: 0,
	ambient: 298,
};

/** V/K */
export const BOLTZMANN = 8.617333262e-5;

/** Current of a cell whose own voltage is known. */
export function cellCurrent(
	{ currentScale, gapScale, voltageScale }: RramParameters,
	gap: Metres,
	voltage: Volts,
): Amperes {
	return (
		currentScale * Math.exp(-gap / gapScale) * Math.sinh(voltage / voltageScale)
	);
}

/** Voltage that is left for the cell behind its series resistance, by Newton's method: the current only rises. */
export function cellVoltage(
	parameters: RramParameters,
	gap: Metres,
	applied: Volts,
): Volts {
	const { seriesResistance, currentScale, gapScale, voltageScale } = parameters;
	if (seriesResistance === 0) return applied;
	const scale = seriesResistance * currentScale * Math.exp(-gap / gapScale);
	// From above, where the slope is steep, every step stays above.
	let voltage = applied;
	for (let step = 0; step < 200; step++) {
		const excess =
			voltage + scale * Math.sinh(voltage / voltageScale) - applied;
		const change =
			excess / (1 + (scale / voltageScale) * Math.cosh(voltage / voltageScale));
		voltage -= change;
		if (Math.abs(change) <= 1e-14 * Math.abs(applied)) break;
	}
	return voltage;
}

/** Resistance at a read voltage, series resistance included. */
export function cellResistance(
	parameters: RramParameters,
	gap: Metres,
	applied: Volts,
): Ohms {
	const voltage = cellVoltage(parameters, gap, applied);
	return applied / cellCurrent(parameters, gap, voltage);
}

/** The gap that has a conductance at a read voltage, within the ends of the gap; the inverse of `cellResistance`. */
export function gapOf(
	parameters: RramParameters,
	conductance: number,
	applied: Volts,
): Metres {
	let least = parameters.leastGap;
	let greatest = parameters.greatestGap;
	for (let halving = 0; halving < 100; halving++) {
		const middle = (least + greatest) / 2;
		if (1 / cellResistance(parameters, middle, applied) > conductance)
			least = middle;
		else greatest = middle;
	}
	return (least + greatest) / 2;
}

/** How fast the gap grows, m/s, walls aside. */
export function gapVelocity(
	parameters: RramParameters,
	gap: Metres,
	temperature: Kelvins,
	voltage: Volts,
): number {
	const { velocity, generationEnergy, recombinationEnergy } = parameters;
	const { fieldEnhancement, enhancementGap, enhancementLoss } = parameters;
	const gamma =
		fieldEnhancement - enhancementLoss * (gap / enhancementGap) ** 3;
	const kT = BOLTZMANN * temperature;
	const barrier =
		(gamma * parameters.hoppingDistance * voltage) / parameters.thickness;
	return (
		-velocity *
		(Math.exp((-generationEnergy + barrier) / kT) -
			Math.exp((-recombinationEnergy - barrier) / kT))
	);
}
