import type { Metres, SquareMetres, Watts } from "../base/units.js";

/** An accelerator of which only published figures are shown: nothing here is simulated. */
export interface PublishedRow {
	readonly name: string;
	readonly title: string;
	readonly technologyNode?: Metres;
	/** Bits of its operands. */
	readonly bits?: number;
	readonly gops?: number;
	readonly power?: Watts;
	readonly area?: SquareMetres;
	/** Where the publication gives these and not what they follow from. */
	readonly gopsPerWatt?: number;
	readonly gopsPerMm2?: number;
	/** Gains as published, over what they name. */
	readonly gains?: string;
	readonly source: string;
}
