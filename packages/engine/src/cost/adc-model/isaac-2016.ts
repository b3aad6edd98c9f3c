import type { AdcModel } from "./adc-model.js";
import { saberiArea, saberiEnergy } from "./saberi-2011.js";

/** The same law through ISAAC's own row: 2 mW · 100 ns / 128 conversions = 1.5625 pJ at 8 bits. */
export const isaac2016: AdcModel = {
	kind: "isaac-2016",
	title: "ISAAC's ADC row, other bits by Saberi's rule",
	technologyNode: 32e-9,
	source:
		"ISAAC, ISCA 2016, Table I: 8 ADCs of 8 bits 16 mW, 0.0096 mm2, 128 conversions in 100 ns: 1.5625 pJ; law of saberi-2011 times 1.5625 / 1.6667",
	energyPerConversion: (bits) =>
		(saberiEnergy(bits) / saberiEnergy(8)) * 1.5625e-12,
	area: (bits) => (saberiArea(bits) / saberiArea(8)) * 1200e-12,
};
