import type { Design } from "@mho/engine";
import { withField } from "./with-field.js";

/** Something that keeps an array from being ideal, as a number that a slider sets in the text of a design. */
export interface Deviation {
	readonly label: string;
	readonly most: number;
	readonly step: number;
	readonly of: (design: Design) => number;
	readonly set: (text: string, value: number, design: Design) => string;
}

/**
 * Resistances of cells for a design that states none, which wires need: those that burn ISAAC's 30 pJ an array read at
 * 0.2 V for 100 ns (0.3 mW an array of Table I, ISCA 2016, over 100 ns).
 */
export const CELL = {
	kind: "resistances",
	low: "100 kOhm",
	high: "1.7 MOhm",
	readVoltage: "0.2 V",
} as const;

export const DEVIATIONS: readonly Deviation[] = [
	{
		label: "Deviation of cells (% of range)",
		most: 20,
		step: 0.5,
		of: ({ device: { programming } }) =>
			programming.kind === "normal" ? 100 * programming.ofRange : 0,
		set: (text, value) =>
			withField(text, ["device", "programming"], normal(value / 100)),
	},
	{
		label: "Read noise (% of range)",
		most: 10,
		step: 0.25,
		of: ({ device: { readNoise } }) =>
			readNoise.kind === "normal" ? 100 * readNoise.ofRange : 0,
		set: (text, value) =>
			withField(text, ["device", "readNoise"], normal(value / 100)),
	},
	{
		label: "Wire resistance (Ω between cells)",
		most: 20,
		step: 0.5,
		of: ({ crossbar: { wires } }) => wires?.rowSegment ?? 0,
		set: (text, value, { device }) => {
			const ohms = `${value} Ohm`;
			const wired = withField(text, ["crossbar", "wires"], {
				rowSegment: ohms,
				columnSegment: ohms,
			});
			return device.cell.kind === "resistances"
				? wired
				: withField(wired, ["device", "cell"], CELL);
		},
	},
];

const normal = (ofRange: number) =>
	ofRange === 0
		? { kind: "none" }
		: { kind: "normal", ofRange, ofConductance: 0 };
