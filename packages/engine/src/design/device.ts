import type { Kelvins, Ohms, Seconds, Volts } from "../base/units.js";

/** What cells are, how their conductances deviate from what was meant, and what a read sees of them. */
export interface Device {
	readonly cell: CellScale;
	readonly programming: ProgrammingVariation;
	readonly faults: StuckCells;
	readonly drift: Drift;
	readonly readNoise: CellReadNoise;
}

export const IDEAL_DEVICE: Device = {
	cell: { kind: "levels" },
	programming: { kind: "none" },
	faults: { stuckAtHighResistance: 0, stuckAtLowResistance: 0 },
	drift: { kind: "none" },
	readNoise: { kind: "none" },
};

/** What a level is. */
export type CellScale =
	/** Level 0 is no conductance, and no other quantity is known. */
	| { readonly kind: "levels" }
	/** Conductances evenly spaced from that of level 0 to that of the top level; energy, noise and wires follow from them. */
	| {
			readonly kind: "resistances";
			/** Of the top level. */
			readonly low: Ohms;
			/** Of level 0; none conducts nothing. */
			readonly high?: Ohms | undefined;
			/** Of a digit of 1. */
			readonly readVoltage: Volts;
			/**
			 * What becomes of the current of level 0 in a column of single cells (in a pair it cancels): taken off in logic as
			 * `ΣX_i` times the conductance that level 0 should have, or left.
			 */
			readonly offCurrent: "subtracted" | "left";
	  };

/** Drawn once for each cell of a chip; a seed is a chip. */
export type ProgrammingVariation =
	| { readonly kind: "none" }
	/** σ² = (ofRange · conductance of the top level)² + (ofConductance · conductance of the cell)² */
	| {
			readonly kind: "normal";
			readonly ofRange: number;
			readonly ofConductance: number;
	  }
	/** The conductance times exp(σ · z). */
	| { readonly kind: "lognormal"; readonly sigma: number }
	/** Written until a read shows it within ±tolerance of its conductance: even over that band. */
	| { readonly kind: "write-verify"; readonly tolerance: number }
	/** σ in µS as a polynomial of the conductance in µS, the constant first. */
	| {
			readonly kind: "polynomial";
			readonly coefficients: readonly number[];
			/** Conductance of the top level in µS, where the design gives no resistances. */
			readonly topConductance: number;
	  }
	/** A published fit of measured cells, by name. */
	| { readonly kind: "fit"; readonly fit: ProgrammingFitKind }
	/** Measured: mean and σ in µS of cells meant to have these conductances in µS, ascending; straight between them. */
	| {
			readonly kind: "table";
			readonly conductance: readonly number[];
			readonly mean?: readonly number[] | undefined;
			readonly deviation: readonly number[];
			/** Conductance of the top level in µS, where the design gives no resistances. */
			readonly topConductance: number;
	  };

export type ProgrammingFitKind =
	| "rram-milo"
	| "rram-wan"
	| "rram-wan-1-second"
	| "rram-wan-1-day"
	| "rram-wan-2-days"
	| "rram-cmo-hfox"
	| "pcm-joshi";

/** Shares of cells that keep one conductance whatever is written. */
export interface StuckCells {
	/** At the conductance of level 0. */
	readonly stuckAtHighResistance: number;
	/** At that of the top level. */
	readonly stuckAtLowResistance: number;
}

/** What time makes of conductances after programming. */
export type Drift =
	| { readonly kind: "none" }
	/**
	 * Heat: the gap of every cell grows as the compact model (ASU's parameters) has it without voltage, until the cell
	 * conducts as little as level 0.
	 */
	| {
			readonly kind: "gap-growth";
			readonly temperature: Kelvins;
			readonly time: Seconds;
	  }
	/** G · (time / reference)^−ν, ν of each cell normal with mean `exponent` and deviation `exponentDeviation`. */
	| {
			readonly kind: "power-law";
			readonly exponent: number;
			readonly exponentDeviation: number;
			readonly time: Seconds;
			readonly reference: Seconds;
	  }
	/** G + mean · ln t + z · (spread · ln t + spreadAtReference) in µS, t = time / reference. */
	| {
			readonly kind: "logarithmic";
			readonly mean: number;
			readonly spread: number;
			readonly spreadAtReference: number;
			readonly time: Seconds;
			readonly reference: Seconds;
			/** Conductance of the top level in µS, where the design gives no resistances. */
			readonly topConductance: number;
	  };

/** Drawn for each conversion, with the variance `Σ x² σ²` of the column's cells. */
export type CellReadNoise =
	| { readonly kind: "none" }
	/** As of programming. */
	| {
			readonly kind: "normal";
			readonly ofRange: number;
			readonly ofConductance: number;
	  }
	/** σ = share · √level: a column's noise is share · √(N⁺ + N⁻) of the level products that it sums, as RAELLA has it. */
	| { readonly kind: "square-root"; readonly share: number };
