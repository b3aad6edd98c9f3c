import { polynomial } from "../base/polynomial.js";
import type { ProgrammingFitKind } from "../design/device.js";

/** σ of programmed conductances as published, in µS. */
export interface ProgrammingFit {
	readonly title: string;
	readonly source: string;
	/** Of the conductance in µS, or of its share of `greatest`; the constant first. */
	readonly coefficients: readonly number[];
	readonly variable: "conductance" | "share";
	/** µS, ends of what was measured. */
	readonly least: number;
	readonly greatest: number;
}

export const programmingFits: {
	readonly [K in ProgrammingFitKind]: ProgrammingFit;
} = {
	"rram-milo": {
		title: "HfO₂ RRAM, IGVVA-100 programming",
		source:
			"V. Milo et al., IRPS 2021, fit of CrossSim 3.2.0 (RRAMMilo): σ = 4.782 − 0.00911 G over 50 … 225 µS",
		coefficients: [4.782, -0.00911],
		variable: "conductance",
		least: 50,
		greatest: 225,
	},
	"rram-wan": {
		title: "NeuRRAM, about 1 s after programming",
		source:
			"W. Wan et al., Nature 608 (2022), fit of CrossSim 3.2.0 (RRAMWan): σ = 1.053 + 0.2374 G − 0.01167 G² + 1.536e-4 G³ up to 39 µS",
		coefficients: [1.053, 0.2374, -0.01167, 1.536e-4],
		variable: "conductance",
		least: 0,
		greatest: 39,
	},
	"rram-wan-1-second": wan("1 s", [0.348, 16.03, -43.853, 45.393, -16.815]),
	"rram-wan-1-day": wan("1 day", [0.701, 22.086, -50.773, 47.095, -16.458]),
	"rram-wan-2-days": wan("2 days", [0.782, 20.274, -43.507, 37.062, -11.934]),
	"rram-cmo-hfox": {
		title: "CMO/HfOₓ RRAM, written to within 2 %",
		source:
			"fit of AIHWKit 1.1 (ReRamCMONoiseModel): σ = 0.01122 + 0.01129 G, written to within 2 % of the range",
		coefficients: [0.01122, 0.01129],
		variable: "conductance",
		least: 0,
		greatest: 90,
	},
	"pcm-joshi": {
		title: "phase-change memory",
		source:
			"V. Joshi et al., Nature Communications 11 (2020), fit of CrossSim 3.2.0 (PCMJoshi): σ = 0.2864 + 0.07586 G − 0.00179 G² up to 25 µS",
		coefficients: [0.2864, 0.07586, -0.00179],
		variable: "conductance",
		least: 0,
		greatest: 25,
	},
};

function wan(after: string, coefficients: readonly number[]): ProgrammingFit {
	return {
		title: `NeuRRAM, ${after} after programming`,
		source: `W. Wan et al., Nature 608 (2022), fit of AIHWKit 1.1 (ReRamWan2022NoiseModel), ${after}: polynomial of G / 40 µS`,
		coefficients,
		variable: "share",
		least: 0,
		greatest: 40,
	};
}

/** σ in µS of a cell of so many µS; beyond what was measured, that of the nearest end. */
export function fitDeviation(fit: ProgrammingFit, conductance: number): number {
	const held = Math.min(Math.max(conductance, fit.least), fit.greatest);
	const x = fit.variable === "share" ? held / fit.greatest : held;
	return Math.max(0, polynomial(fit.coefficients, x));
}
