import type {
	Hertz,
	Joules,
	Seconds,
	SquareMetres,
	Watts,
} from "../base/units.js";

/** What one kind of component costs. `docs/glossary.md` says what an action of each is. */
export interface Component {
	readonly energyPerAction: Joules;
	/** Of one instance. */
	readonly area: SquareMetres;
	/** Actions per second that one instance can do; absent where another component sets the pace. */
	readonly throughput?: Hertz | undefined;
	/** Actions per second at full utilisation; energyPerAction × peakRate is the published power. */
	readonly peakRate?: Hertz | undefined;
	/** Of one instance, while its PE, tile or chip is on, whether it acts or not; none where no source splits it off. */
	readonly staticPower?: Watts | undefined;
	/** Paper, table, row, node, and the arithmetic from it. */
	readonly source: string;
}

/** A component of which the design says how many there are. A fraction means shared between tiles. */
export interface CountedComponent extends Component {
	readonly count: number;
}

export interface Components {
	/** Successive approximation: time is proportional to the bits converted; the model gives energy and area. */
	readonly adc: {
		readonly model: AdcModelKind | AdcTable;
		readonly timePerBit: Seconds;
		readonly staticPower?: Watts | undefined;
		readonly source: string;
	};
	/** A row driver of one bit; more bits and polarity multiply it. Action: one of those set for one read. */
	readonly dac: Component & {
		/** Multiplies the energy: what drivers of another circuit would change. */
		readonly energyFactor: number;
	};
	/** Action: one cell level driven by a digit of 1 for one read of `readPulse`; area of one cell. */
	readonly cell: Component & {
		readonly readPulse: Seconds;
		readonly write?: CellWrite | undefined;
		readonly programming?: CellProgramming | undefined;
	};
	/** One column. Action: one column sampled. */
	readonly sampleHold: Component;
	/** Holds the voltage of one column while its current is taken. Action: one column held for one read. */
	readonly columnClamp: Component;
	/** Takes one column of a pair off the other, before a converter. Action: one pair subtracted. */
	readonly subtractor: Component;
	/** Action: one conversion shifted and added. */
	readonly shiftAdd: CountedComponent;
	/** Action: one bit delivered to a row driver. */
	readonly inputRegister: Component;
	/** Action: one bit written. */
	readonly outputRegister: Component;
	/** Decides which partial products run and which outputs stop. Action: one decision; none under policy `all`. */
	readonly partialProductControl: Component;
	/** Adds up `Σ X_i` under `digital-count`. Action: one row's digit added. */
	readonly inputCounter: Component;
	/** Multiplies `ΣX_i` by the offset of a column where that is any integer. Action: one multiplication. */
	readonly offsetMultiplier: Component;
	/** One bit of the sums of weights that inverted planes are taken off, and that bound what remains. Action: one bit read. */
	readonly weightSumStore: Component;
	/** One bit of the table that converters are set by where they differ by partial product. Action: one bit read. */
	readonly converterTable: Component;
	/** One bit of an adder that takes digits off inputs, and of the comparators that find them. Action: the same. */
	readonly inputEncoder: Component;
	/** Action: one word of `wordBits` read or written. */
	readonly edram: CountedComponent & {
		readonly wordBits: number;
		readonly capacityBits: number;
	};
	/** Action: one bit moved between the tile's buffer and a PE. */
	readonly bus: CountedComponent;
	/** Action: one packet of `packetBits` routed. */
	readonly router: CountedComponent & { readonly packetBits: number };
	/** Action: one activation function applied. */
	readonly activation: CountedComponent;
	/** Action: one output of a pooling window. */
	readonly maxPool: CountedComponent;
	/** Adds the partial sums of several row segments. Action: one addition. */
	readonly tileShiftAdd: CountedComponent;
	/** Action: one word of `wordBits` written. */
	readonly tileOutputRegister: CountedComponent & { readonly wordBits: number };
	/** Of the chip. Action: one bit in or out. */
	readonly chipLink: Component & { readonly booked: LinkEnergy };
}

/** Writing a cell, for schedules that do. */
export interface CellWrite {
	readonly energyPerCell: Joules;
	/** All cells of a row of an array at once; arrays are written side by side. */
	readonly timePerRow: Seconds;
	/** Writes that a cell stands; without it there is no lifetime. */
	readonly endurance?: number | undefined;
	readonly source: string;
}

/** Writing a cell until a read shows what was meant, once: for what it takes to program a network. */
export interface CellProgramming {
	/** On average. */
	readonly pulsesPerCell: number;
	/** Of pulses and reads together. */
	readonly energyPerCell: Joules;
	readonly timePerCell: Seconds;
	/** Cells of an array that are written at a time. */
	readonly cellsAtOnce: number;
	readonly source: string;
}

export type AdcModelKind =
	| "isaac-2016"
	| "saberi-2011"
	| "accelergy-2024"
	| "zigzag-imc"
	| "published-points";

/** A model of one's own: widths between the points are interpolated. */
export interface AdcTable {
	/** By ascending bits. */
	readonly points: readonly AdcPoint[];
	readonly source: string;
}

export interface AdcPoint {
	readonly bits: number;
	/** Of one conversion. */
	readonly energy: Joules;
	readonly area: SquareMetres;
}

/**
 * What the link burns: its energy for each bit; its power at the peak rate all the time; or nothing that is booked.
 * Its area and its rate hold in any case.
 */
export type LinkEnergy = "per-bit" | "always-on" | "none";
