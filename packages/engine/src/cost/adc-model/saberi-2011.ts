import { type Joules, pJ, type SquareMetres, um2 } from "../../base/units.js";
import type { AdcModel } from "./adc-model.js";

/** Reference buffer, memory and clock grow with the bits, the capacitive DAC with 2^bits. */
export const saberi2011: AdcModel = {
	kind: "saberi-2011",
	title: "SAR ADC, 32 nm, 1.2 GS/s, scaled from 8 bits by Saberi's rule",
	technologyNode: 32e-9,
	source:
		"Saberi et al. 2011 scaling as ISAAC uses it; E = 0.194892 b + 4.20025e-4 2^b pJ, A = 81.73 b + 2.1336 2^b um2 recovered from the table of the CiMLoop library (8 bits: 1.667 pJ, 1200 um2)",
	energyPerConversion: saberiEnergy,
	area: saberiArea,
};

export function saberiEnergy(bits: number): Joules {
	return pJ(0.194892 * bits + 4.20025e-4 * 2 ** bits);
}

export function saberiArea(bits: number): SquareMetres {
	return um2(81.73 * bits + 2.1336 * 2 ** bits);
}
