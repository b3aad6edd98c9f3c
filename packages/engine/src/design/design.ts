import type {
	Hertz,
	Joules,
	Metres,
	Ohms,
	Seconds,
	SquareMetres,
	Volts,
	Watts,
} from "../base/units.js";

/** One design point of an accelerator as plain data, in SI units. It survives JSON, a queue and a hash. */
export interface Design {
	readonly schema: typeof DESIGN_SCHEMA;
	readonly name: string;
	readonly description: string;
	/** Technology node that the components below are given for; costs are not scaled from it. */
	readonly technologyNode: Metres;
	readonly operands: Operands;
	readonly encoding: Encoding;
	readonly adc: AdcPolicy;
	/** How converters deviate from the policy; not at all if not stated. */
	readonly adcDefects?: AdcDefects | undefined;
	readonly partialProducts: PartialProductPolicy;
	/** What single layers do otherwise, by layer name. */
	readonly layers: Readonly<Record<string, LayerOverrides>>;
	readonly crossbar: Crossbar;
	readonly device: Device;
	readonly hierarchy: Hierarchy;
	readonly replication: Replication;
	readonly schedule: Schedule;
	/**
	 * `gated`: what holds no layer is off, the rest burns its static power; `always-on`: everything burns its power at
	 * full utilisation all the time, which is the other bound.
	 */
	readonly idle: "gated" | "always-on";
	readonly components: Components;
}

export const DESIGN_SCHEMA = "mho/design/1";

export interface Operands {
	/** Bits of a weight, sign included: 1 … 16; 1 bit means ±1 times a scale. */
	readonly weightBits: number;
	/** Bits of an activation, 1 … 16; 1 bit means ±1, or 0 and 1 where it is unsigned. */
	readonly inputBits: number;
	/** `signed`: always two's complement. `where-needed`: unsigned where the graph proves ≥ 0. */
	readonly inputSign: "signed" | "where-needed";
	readonly activationRange: ActivationRange;
	/** Whether biases take back what rounding the weights adds to the mean of each output. */
	readonly biasCorrection: boolean;
}

/** Magnitudes that the codes of an activation reach, from calibration images; the network's input keeps all. */
export type ActivationRange =
	/** All that were seen. */
	| { readonly kind: "min-max" }
	/** This fraction of the values. */
	| { readonly kind: "percentile"; readonly fraction: number }
	/** The least mean square error of rounding and saturation. */
	| { readonly kind: "minimum-error" };

export interface Encoding {
	readonly weights: WeightEncoderKind;
	readonly inputs: InputEncoderKind;
	/** Bits of one input digit, its sign aside: the radix of the input planes is 2^digitBits unless they say another. */
	readonly digitBits: number;
	/** How `Σ X_i` for offsets and flips is had: counted in logic, or read from a column of ones. */
	readonly correction: "digital-count" | "unit-column";
}

export type WeightEncoderKind =
	| "offset-binary"
	| "column-flip"
	| "twos-complement"
	| "sign-magnitude"
	| "canonical-signed-digits"
	| "balanced-radix"
	| "balanced-radix-5"
	| "balanced-radix-7"
	| "symmetric-radix"
	| "centre-offset";
export type InputEncoderKind =
	| "binary-planes"
	| "inverted-planes"
	| "balanced-radix"
	| "balanced-radix-5"
	| "balanced-radix-7"
	| "symmetric-radix";

export type AdcPolicy =
	| StaircasePolicy
	/** Any quantiser: codes[n] where the sum reaches n of the thresholds (levels, ascending); a code is worth `step` levels. */
	| {
			readonly kind: "table";
			readonly thresholds: readonly number[];
			readonly codes: readonly number[];
			readonly step: number;
	  }
	/**
	 * The codes of another converter in fewer comparisons where they are small: each range of magnitudes, in bits,
	 * is tried by one comparison before the next wider one is, and within the first that holds the code the search
	 * goes on by halves. `calibrated` takes those that need the fewest on calibration images.
	 */
	| {
			readonly kind: "early-stop";
			readonly converter: StaircasePolicy;
			readonly ranges: readonly number[] | "calibrated";
	  };

/** Converters whose codes are evenly spaced and clamped. */
export type StaircasePolicy =
	/** Bits from the bound that the encoding gives for the array height. */
	| { readonly kind: "lossless" }
	/** `step` in levels per code; signed codes reach −2^(bits−1) … 2^(bits−1)−1, others 0 … 2^bits−1. */
	| {
			readonly kind: "fixed";
			readonly bits: number;
			readonly step: number;
			readonly signed: boolean;
	  }
	/** The same for each partial product, [input planes][weight planes]; one of 0 bits does not run. */
	| {
			readonly kind: "per-product";
			readonly bits: readonly (readonly number[])[];
			readonly step: readonly (readonly number[])[];
			readonly signed: boolean;
	  }
	/** Of the lossless bits of each partial product, those that the output sees. */
	| { readonly kind: "significance"; readonly window: OutputWindow }
	/** From the column sums of calibration images, for the layer or for each partial product. */
	| {
			readonly kind: "calibrated";
			readonly range: CalibratedRange;
			readonly per: "layer" | "product";
	  };

/** In codes of the conversion at hand, which are what data sheets give as LSB. */
export interface AdcDefects {
	/**
	 * Added to each sum before it is rounded: the same for all converters, and normal from one to the next. Whole sums
	 * fall halfway between the codes of an even step, and go to the even one where the offset is 0.
	 */
	readonly offset: Spread;
	/** Share by which a sum comes out greater. */
	readonly gain: Spread;
	/**
	 * Standard deviation of a unit capacitor, as a share of it: of b bits, the width of the middle code deviates by
	 * 2^(b/2) of these (its DNL), and thresholds by half of that (their INL).
	 */
	readonly capacitorMismatch: number;
	/** Standard deviation, drawn anew for each conversion. */
	readonly thermalNoise: number;
}

/** One value for all, and how far each is from it. */
export interface Spread {
	readonly mean: number;
	readonly deviation: number;
}

/** Bits of a layer's sum of products that its output sees. */
export type OutputWindow =
	/** Least bit, and first bit above, as log2 of their significance; without `top`, all above. */
	| {
			readonly unit: "significance";
			readonly least: number;
			readonly top?: number | undefined;
	  }
	/** From `guardBits` below the step of the layer's output on, as calibration images scale it. */
	| { readonly unit: "output-step"; readonly guardBits: number };

export type CalibratedRange =
	/** Step 1, and the fewest bits that clip no more than a share of 1 − quantile of the sums. */
	| { readonly kind: "quantile"; readonly quantile: number }
	/** The step for these bits with the least mean square error, partial products counting by their significance. */
	| { readonly kind: "least-error"; readonly bits: number };

export type PartialProductPolicy =
	| StaticPartialProducts
	/** An input plane that drives no row of a segment is not read; of others runs what `otherwise` says. */
	| { readonly kind: "zero-plane"; readonly otherwise: StaticPartialProducts }
	/**
	 * Of what `otherwise` says, the partial products of a segment that are no more than so many bits below the most
	 * significant one of its inputs: of the top weight plane and the top input plane that drives any of its rows.
	 */
	| {
			readonly kind: "runtime";
			readonly bitsBelowTop: number;
			readonly otherwise: StaticPartialProducts;
	  }
	/**
	 * Input planes are read most significant first, and an output is stopped when what remains cannot change it: of
	 * what `otherwise` says, only that runs which some output still needs.
	 */
	| EarlyTermination;

export interface EarlyTermination {
	readonly kind: "early-terminate";
	readonly otherwise: StaticPartialProducts;
	/**
	 * `negative`: when it will be no more than what the activation function clamps to its least value. `settled`: when
	 * all that can remain gives the same code of the layer's output.
	 */
	readonly when: "negative" | "settled";
	/**
	 * What can remain: of any digits (`worst-case`), or of digits that sum to what was counted in the planes to come
	 * (`counted`).
	 */
	readonly bound: "worst-case" | "counted";
	/** Share of those bounds that is taken not to be reached: 0 changes no output. */
	readonly tolerance: number;
}

/** The same partial products for all inputs. */
export type StaticPartialProducts =
	| { readonly kind: "all" }
	/** Partial product (i, j) runs iff its significance is at least the threshold. */
	| {
			readonly kind: "threshold";
			readonly at: Threshold;
			/** What becomes of those that do not: nothing (if not stated), or their mean over calibration images joins the bias. */
			readonly skipped?: "dropped" | "mean-in-bias" | undefined;
	  };

export type Threshold =
	/** log2 of the least significance that runs. */
	| { readonly unit: "significance"; readonly bits: number }
	/** The same, counted down from the most significant partial product of the layer. */
	| { readonly unit: "bits-below-top"; readonly bits: number }
	/** The lowest threshold that keeps at most this fraction of the layer's partial products, but never none. */
	| { readonly unit: "kept-fraction"; readonly fraction: number };

export interface LayerOverrides {
	readonly weightBits?: number | undefined;
	readonly inputBits?: number | undefined;
	readonly adc?: AdcPolicy | undefined;
	readonly partialProducts?: PartialProductPolicy | undefined;
}

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

/** Resistances of the wires of a crossbar, as `WireNetwork` has them, and what makes up for them. */
export interface Wires {
	readonly rowSegment: Ohms;
	readonly columnSegment: Ohms;
	readonly rowSource: Ohms;
	readonly columnSense: Ohms;
	readonly compensation: WireCompensationKind;
}

/**
 * `column-gain`: each column's current is scaled by what all its cells together lose. `row-order`: rows that hold most
 * lie nearest to the sense amplifiers. `row-order-and-gain`: both.
 */
export type WireCompensationKind =
	| "none"
	| "column-gain"
	| "row-order"
	| "row-order-and-gain";

/** What is done against cells that deviate or stick. */
export interface Mitigations {
	/** Cells that hold the same digit: their columns lie side by side and are read as one, at the mean of their currents. */
	readonly cellsPerDigit: number;
	readonly columnOrder: ColumnOrderKind;
	/** `corrected`: what calibration images show the programmed chip to be off by on average is taken back by the biases. */
	readonly biases: "as-quantised" | "corrected";
}

/**
 * Which place in its array each output takes: that of its number, or the one where the stuck cells of the chip harm it
 * least, idle columns included.
 */
export type ColumnOrderKind = "as-numbered" | "around-faults";

export interface Crossbar {
	readonly rows: number;
	readonly columns: number;
	/** Rows that are driven at once, an operation unit: an array is read unit after unit. All rows if not stated. */
	readonly operationUnitRows?: number | undefined;
	/** A cell holds a level 0 … 2^cellBits − 1. */
	readonly cellBits: number;
	/** Time for the column currents to settle: bounds the read cycle. */
	readonly arrayReadTime: Seconds;
	/** Time that the rows are driven: sets the energy of the cells. */
	readonly readPulse: Seconds;
	/** `interleaved`: the slices of a weight in adjacent columns; `slice-per-array`: one slice an array. */
	readonly columnLayout: "interleaved" | "slice-per-array";
	/**
	 * How an ADC goes through its columns: each takes as long as the longest may (`lockstep`, if not stated), or the next
	 * starts when one is done and stopped ones are passed over (`compacted`).
	 */
	readonly adcSequence?: "lockstep" | "compacted" | undefined;
	/** Groups of a convolution in arrays of their own, or as many on the diagonal of an array as fit, read in turn. */
	readonly groups: "own-arrays" | "block-diagonal";
	readonly inputDrive: InputDrive;
	/**
	 * Arrays side by side whose word lines one set of row drivers drives, so that they see the same inputs: a layer
	 * takes whole such sets. A shared driver switches once, and is as wide as the drivers that it stands for.
	 */
	readonly arraysPerDriver: number;
	readonly pairs: Pairs;
	/** Where sizes and times are from. */
	readonly source?: string | undefined;
	/** None if not stated. Cells must have resistances. */
	readonly wires?: Wires | undefined;
	/** None if not stated. */
	readonly mitigations?: Mitigations | undefined;
}

/**
 * How a digit of several levels or of either sign drives its row. `amplitude`: one read, voltage
 * proportional to the digit, of either polarity. `two-phase`: positive digits, then negative ones,
 * sampled with opposite sign: two array reads, one conversion. `pulse-count`: |digit| pulses in sequence.
 */
export type InputDrive = "amplitude" | "two-phase" | "pulse-count";

/** How a positive and a negative cell form one signed digit; only encoders of pairs use it. */
export interface Pairs {
	/** `analog`: one signed conversion of the difference; `digital`: two conversions. */
	readonly subtraction: "analog" | "digital";
	readonly layout: "adjacent-columns" | "twin-arrays";
	/** Twin arrays on the same word lines, or each with drivers of its own. */
	readonly rowDrivers: "shared" | "own";
}

export interface Hierarchy {
	/** Physical crossbars in a PE. */
	readonly crossbarsPerPe: number;
	readonly adcsPerPe: number;
	readonly pesPerTile: number;
	readonly tiles: TileCount;
	readonly chips: ChipCount;
	/** Read cycles that a position spends around its reads: buffers, conversion, shift-add, activation. */
	readonly pipelineStages: number;
	/** Where the counts are from. */
	readonly source?: string | undefined;
}

export type TileCount =
	| { readonly kind: "count"; readonly count: number }
	/** As many tiles as fit beside the chip link. */
	| { readonly kind: "area"; readonly chipArea: SquareMetres };

export type ChipCount =
	| { readonly kind: "count"; readonly count: number }
	/** As few chips as hold the network; copies fill them. */
	| { readonly kind: "as-needed" };

export type Replication =
	| { readonly kind: "none" }
	/** Copies go to the slowest layer until the chip is full. */
	| { readonly kind: "balanced" }
	| {
			readonly kind: "given";
			readonly copies: Readonly<Record<string, number>>;
	  };

/** In which order layers work; all weights stay where they are unless they are rewritten. */
export type Schedule =
	/** All layers at once, each on another part of the images: the slowest one sets the pace. */
	| { readonly kind: "layer-pipeline" }
	/** All layers are there, and one image passes through them one after the other. */
	| { readonly kind: "layer-by-layer" }
	/** One layer at a time on all arrays, written before each use for a batch of images. */
	| { readonly kind: "rewriting"; readonly batch: number };

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
	/** A row driver of one bit; more bits and polarity multiply it. Action: one row set for one read. */
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
