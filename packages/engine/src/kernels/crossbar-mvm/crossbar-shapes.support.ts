import type { CrossbarShape } from "./crossbar-layer.arbitrary.js";

/** Single cells and bits. */
export const isaacLike: CrossbarShape = {
	rows: [128],
	outputs: 32,
	slices: 4,
	cellBits: 2,
	fractionBits: 0,
	subtraction: "none",
	inputs: { kind: "plain", bits: 8, signed: false, digitBits: 1 },
	adc: { step: 1, min: 0, max: 63 },
	threshold: 0,
	scattered: false,
	inputSum: "unit-column",
	unitCells: false,
	noise: 0,
	ownConverters: 0,
	inverts: false,
	driveExponent: 2,
	vectors: 20,
	firstVector: 0,
	zeros: 0.5,
	seed: 1,
};
/** Pairs of cells and balanced digits of 16 bits. */
export const pairs: CrossbarShape = {
	...isaacLike,
	slices: 8,
	subtraction: "analog",
	inputs: { kind: "balanced", bits: 16, signed: true, digitBits: 2 },
	adc: { step: 1, min: -64, max: 63 },
	threshold: 18,
	inputSum: "none",
};

/** Sums of pairs in so fine a unit that they take 32 bits. */
export const long: CrossbarShape = {
	...pairs,
	cellBits: 3,
	fractionBits: 6,
	noise: 2,
	zeros: 0.2,
};
