import type { Joules, SquareMetres } from "../../base/units.js";
import type { AdcModelKind } from "../../design/design.js";

/** What a converter costs by its bits; the design says how fast it is. */
export interface AdcModel {
	readonly kind: AdcModelKind;
	readonly title: string;
	readonly source: string;
	energyPerConversion(bits: number): Joules;
	area(bits: number): SquareMetres;
}
