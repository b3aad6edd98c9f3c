import type { Joules, Seconds, SquareMetres, Watts } from "../base/units.js";
import type { InputBuffer } from "../map/buffers.js";
import type { ComponentName } from "./component-models.js";
import type { ProgrammingCost } from "./programming-cost.js";
import type { RewritingCost } from "./schedule/schedule-times.js";

/** What a network costs on a design. SI units, except the figures of merit that their names give. */
export interface Cost {
	readonly energyPerImage: Joules;
	/** One image alone, from its first pixel to its scores. */
	readonly latency: Seconds;
	readonly imagesPerSecond: number;
	/** What holds the pipeline up, `layer/component`. */
	readonly boundBy: string;
	/** At that rate; unused tiles are gated. */
	readonly power: Watts;
	/** Of all chips. */
	readonly area: SquareMetres;
	readonly chips: { readonly available: number; readonly used: number };
	readonly tiles: { readonly available: number; readonly used: number };
	/** Used: those that hold weights. */
	readonly arrays: { readonly available: number; readonly used: number };
	/** Cells that hold weights over all cells of the arrays that do. */
	readonly cellUtilisation: number;
	readonly copies: Readonly<Record<string, number>>;
	readonly network: FiguresOfMerit;
	/** Of one chip. */
	readonly peak: FiguresOfMerit;
	/** What writing weights costs, per image, where the schedule does. */
	readonly rewriting?: Omit<RewritingCost, "energies"> & {
		readonly energy: Joules;
	};
	/** Writing all weights once, where the design says what a cell takes; not in the other figures. */
	readonly programming?: ProgrammingCost;
	/** Energy and area add up to the totals; times are what each component is busy and overlap. */
	readonly breakdown: readonly CostEntry[];
	readonly layers: readonly LayerCost[];
}

/** One operation is a multiplication or an addition: half a MAC. */
export interface FiguresOfMerit {
	readonly gops: number;
	readonly gopsPerWatt: number;
	readonly gopsPerMm2: number;
}

export interface CostEntry {
	/** A layer, `shared` for what layers take in turn, `unused` for what no layer sits on, `chip`, or `idle` for what is burnt without an action. */
	readonly layer: string;
	readonly component: ComponentName;
	/** Per image. */
	readonly energy: Joules;
	/** Busy time per image. */
	readonly time: Seconds;
	readonly area: SquareMetres;
}

export interface LayerCost {
	readonly layer: string;
	readonly macs: number;
	readonly arrays: number;
	readonly copies: number;
	readonly cellUtilisation: number;
	/** What its input takes of the eDRAM of its tiles. */
	readonly buffer: InputBuffer;
	/** Chips that hold a part of it, counted from 0. */
	readonly chips: readonly number[];
	readonly adcBits: number;
	/** Of a conversion on average: its bits, unless converters stop early. */
	readonly comparisonsPerConversion: number;
	/** Share of the partial products that ran, as the activity says. */
	readonly executedFraction: number;
	readonly time: Seconds;
	readonly boundBy: ComponentName;
	readonly energy: Joules;
}
