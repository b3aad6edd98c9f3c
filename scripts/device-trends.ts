import type { Trend } from "@mho/engine/figures";

/** What is varied, and the designs that it is varied in. */
export interface DeviceTrend extends Omit<Trend, "points"> {
	/** Design files by what the legend calls them. */
	readonly series: Readonly<Record<string, string>>;
	readonly values: readonly (number | string)[];
	/** What a value adds to a design. */
	readonly setting: (value: number | string) => string;
	/** Whether chips differ. */
	readonly isRandom: (value: number | string, series: string) => boolean;
}

/** 8-bit operands, so that a weight takes four cells or pairs of two bits; converters that lose nothing. */
const SINGLE = `extends: isaac
operands: { weightBits: 8, inputBits: 8, inputSign: where-needed }
adc: { kind: fixed, bits: 8, step: 1, signed: false }`;
const pairs = (adcBits: number, encoding = "") => `extends: asp-dac-2018
operands: { weightBits: 8, inputBits: 8 }
partialProducts: { kind: all }
adc: { kind: fixed, bits: ${adcBits}, step: 1, signed: true }
${encoding}`;
const PAIR = pairs(9);
const MAGNITUDE = pairs(
	10,
	"encoding: { weights: sign-magnitude, inputs: binary-planes, digitBits: 1 }",
);
const CENTRED = pairs(
	9,
	"encoding: { weights: centre-offset, inputs: binary-planes, digitBits: 1 }",
);

const SINGLE_LABEL = "single cells, flipped columns (ISAAC)";
const PAIR_LABEL = "pairs, balanced radix 4";
const MAGNITUDE_LABEL = "pairs, sign and magnitude";

const ENCODINGS = { [SINGLE_LABEL]: SINGLE, [PAIR_LABEL]: PAIR };
const ALL_ENCODINGS = { ...ENCODINGS, [MAGNITUDE_LABEL]: MAGNITUDE };

/** Of `programming`, by what the axis calls them; those in µS have their published fits. */
const DEVICES: Readonly<Record<string, string>> = {
	"written to 1 %": "{ kind: write-verify, tolerance: 0.01 }",
	"CMO/HfOₓ": "{ kind: fit, fit: rram-cmo-hfox }",
	"HfO₂, Milo": "{ kind: fit, fit: rram-milo }",
	"Wan, 1 s": "{ kind: fit, fit: rram-wan-1-second }",
	"Wan, 1 day": "{ kind: fit, fit: rram-wan-1-day }",
	"Wan, 2 days": "{ kind: fit, fit: rram-wan-2-days }",
	"PCM, Joshi": "{ kind: fit, fit: pcm-joshi }",
};

const NOISE = "device: { programming: { kind: normal, ofConductance: 0.1 } }";
const NOISY = ", 10 % noise";

const accuracy = { label: "accuracy", tickFormat: "%" };
const beyondZero = (value: number | string) => value !== 0;

/** The trends of docs/devices.md. */
export function deviceTrends(
	images: number,
	chips: number,
): readonly DeviceTrend[] {
	const network = `ResNet-20 on ${images} images of CIFAR-10, 8-bit operands, 2-bit cells, 128 rows`;
	const measured = `${network}; mean of ${chips} chips and its 95 % interval`;
	return [
		{
			id: "programming-noise",
			title: "Programming noise in proportion to the conductance",
			caption: measured,
			x: { label: "standard deviation / conductance →", tickFormat: "%" },
			y: accuracy,
			series: ALL_ENCODINGS,
			values: [0, 0.05, 0.1, 0.2],
			setting: (share) =>
				`device: { programming: { kind: normal, ofConductance: ${share} } }`,
			isRandom: beyondZero,
		},
		{
			id: "lognormal-noise",
			title: "Lognormal conductances",
			caption: measured,
			x: { label: "σ →" },
			y: accuracy,
			series: ALL_ENCODINGS,
			values: [0, 0.05, 0.1, 0.2],
			setting: (sigma) =>
				`device: { programming: { kind: lognormal, sigma: ${sigma} } }`,
			isRandom: beyondZero,
		},
		{
			id: "device-models",
			title: "Measured cells",
			caption: measured,
			x: { label: "cells →", scale: "point" },
			y: accuracy,
			series: ENCODINGS,
			values: Object.keys(DEVICES),
			setting: (name) => `device: { programming: ${DEVICES[name]} }`,
			isRandom: () => true,
		},
		{
			id: "adc-bits",
			title: "Bits of the converters, their step calibrated for each layer",
			caption: measured,
			x: { label: "bits →" },
			y: accuracy,
			series: {
				...ALL_ENCODINGS,
				[`${PAIR_LABEL}${NOISY}`]: `${PAIR}\n${NOISE}`,
			},
			values: [4, 5, 6, 7, 8],
			setting: (bits) =>
				`adc: { kind: calibrated, range: { kind: least-error, bits: ${bits} }, per: layer }`,
			isRandom: (_, series) => series.endsWith(NOISY),
		},
		{
			id: "wires",
			title: "Wires of 1 Ω a segment",
			caption: `${network}; cells with an on/off ratio of 100 and no deviations`,
			x: { label: "resistance of the top level (Ω) →", scale: "log" },
			y: accuracy,
			series: {
				...ENCODINGS,
				"single cells, gain of each column": `${SINGLE}\ncrossbar: { wires: { compensation: column-gain } }`,
			},
			values: [5e3, 2e4, 1e5, 1e6],
			setting: (
				low,
			) => `crossbar: { wires: { rowSegment: 1 Ohm, columnSegment: 1 Ohm } }
device: { cell: { kind: resistances, low: ${low}, high: ${100 * Number(low)}, readVoltage: 0.2 V } }`,
			isRandom: () => false,
		},
		{
			id: "column-noise",
			title: "Noise of column sums, N(0, E²(N⁺ + N⁻))",
			caption: measured,
			x: { label: "E →", tickFormat: "%" },
			y: accuracy,
			series: {
				[SINGLE_LABEL]: SINGLE,
				"pairs, centre and offset (RAELLA)": CENTRED,
			},
			values: [0, 0.04, 0.08, 0.12],
			setting: (share) =>
				`device: { readNoise: { kind: square-root, share: ${share} } }`,
			isRandom: beyondZero,
		},
	];
}
