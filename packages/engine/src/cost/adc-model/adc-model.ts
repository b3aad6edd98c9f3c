import type { Hertz, Joules, Metres, SquareMetres } from "../../base/units.js";
import type { AdcModelKind } from "../../design/components.js";

/** What a converter costs by its bits; the design says how fast it is. */
export interface AdcModel {
	readonly kind: AdcModelKind | "table";
	readonly title: string;
	/** Node that its figures are for; `any` where it scales to that of the design. */
	readonly technologyNode: Metres | "any";
	readonly source: string;
	energyPerConversion(bits: number, operation: AdcOperation): Joules;
	area(bits: number, operation: AdcOperation): SquareMetres;
}

/** How a converter is operated, for models that ask. */
export interface AdcOperation {
	readonly conversionsPerSecond: Hertz;
	/** Of the design. */
	readonly technologyNode: Metres;
}
