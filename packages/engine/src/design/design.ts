import type { Metres, Ohms, Seconds, SquareMetres } from "../base/units.js";
import type { AdcDefects, AdcPolicy } from "./adc-policy.js";
import type { Components } from "./components.js";
import type { Device } from "./device.js";
import type { PartialProductPolicy } from "./partial-product-policy.js";

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

/**
 * Codes of activations. `signed`: always two's complement. `where-needed`: unsigned where the graph proves ≥ 0. `shifted`:
 * all from 0 on, those of either sign by a zero point, which stands for 0 also in the padding; but signs of 1 bit.
 */
export type InputSign = "signed" | "where-needed" | "shifted";

export interface Operands {
	/** Bits of a weight, sign included: 1 … 16; 1 bit means ±1 times a scale. */
	readonly weightBits: number;
	/** Bits of an activation, 1 … 16; 1 bit means ±1, or 0 and 1 where it is unsigned. */
	readonly inputBits: number;
	/** Greatest magnitude of a weight's code, where that is less than the bits hold: digits of some radix hold it in fewer planes. */
	readonly greatestWeight?: number | undefined;
	/** Greatest magnitude of an activation's code, likewise. */
	readonly greatestInput?: number | undefined;
	readonly inputSign: InputSign;
	/** Whether images are never below 0, as bytes are: what reads them needs no sign where `inputSign` asks for none. */
	readonly unsignedImages?: boolean | undefined;
	readonly activationRange: ActivationRange;
	/** Whether biases take back what rounding the weights adds to the mean of each output. */
	readonly biasCorrection: boolean;
	/**
	 * Whether channels of a tensor are scaled to more even ranges, undone by the weights behind; `joined`: in networks
	 * that concatenate channels, which puts those of several layers on one scale.
	 */
	readonly channelEqualization: boolean | "joined";
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
	/**
	 * Bits of the slices of a weight, most significant first; of `cellBits` bits each if not stated. Weights of fewer bits
	 * do without the top ones or a part of them, those of more have further ones of `cellBits` bits on top.
	 */
	readonly weightSlices?: readonly number[] | undefined;
	/** Bits of one input digit, its sign aside: the radix of the input planes is 2^digitBits unless they say another. */
	readonly digitBits: number;
	/** How `Σ X_i` for offsets and flips is had: counted in logic, or read from a column of ones. */
	readonly correction: "digital-count" | "unit-column";
	/**
	 * Where offsets are any integers: each plane's `ΣX_i` is multiplied (if not stated), or their weighted sum `Σx` once,
	 * which takes that all partial products run.
	 */
	readonly offsetProduct?: "each-plane" | "once" | undefined;
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

export interface LayerOverrides {
	readonly weightBits?: number | undefined;
	readonly inputBits?: number | undefined;
	/** As of the operands of all layers; a layer with bits of its own has all that they hold where it does not state this. */
	readonly greatestWeight?: number | undefined;
	readonly greatestInput?: number | undefined;
	readonly weightSlices?: readonly number[] | undefined;
	/** Digits of its operands, in the cells and with the correction of all layers. */
	readonly encoding?: LayerDigits | undefined;
	readonly adc?: AdcPolicy | undefined;
	readonly partialProducts?: PartialProductPolicy | undefined;
}

/** What a layer may have of an encoding of its own; what it does not state is that of all layers. */
export interface LayerDigits {
	readonly weights?: WeightEncoderKind | undefined;
	readonly inputs?: InputEncoderKind | undefined;
	readonly digitBits?: number | undefined;
}

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
