import { pJ, um2 } from "../../base/units.js";
import type { AdcModel } from "./adc-model.js";

const VOLTS = 0.9;

/** A fit to the SAR converters of SRAM macros, smaller and thriftier than those of the ISAAC line of work. */
export const zigzagImc: AdcModel = {
	kind: "zigzag-imc",
	title: "fit to SRAM macros, 28 nm, 0.9 V",
	technologyNode: 28e-9,
	source:
		"ZigZag-IMC, AimcArrayUnit.py, 28 nm at 0.9 V: E = (100 b + 0.001 4^b) V^2 fJ, A = 10^(-0.0369 b + 1.206) 2^b um2; not scaled to the node of the design",
	energyPerConversion: (bits) =>
		pJ(1e-3 * (100 * bits + 0.001 * 4 ** bits) * VOLTS ** 2),
	area: (bits) => um2(10 ** (-0.0369 * bits + 1.206) * 2 ** bits),
};
