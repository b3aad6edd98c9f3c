import type { ChipShare } from "./chip-shares.js";
import type { LayerPlan } from "./layer-plan.js";

/** A network on one or several chips: how every layer is cut, how often it is there, and where its arrays lie. */
export interface Mapping {
	readonly layers: readonly LayerMapping[];
	/** ADC bits that every converter of the chip must have: the most that a layer needs. */
	readonly installedAdcBits: number;
	/** A network of many weights takes several chips; tiles and PEs are those of all chips. */
	readonly chips: { readonly available: number; readonly used: number };
	readonly tiles: { readonly available: number; readonly used: number };
	readonly pes: { readonly available: number; readonly used: number };
}

export interface LayerMapping extends LayerPlan {
	readonly copies: number;
	/** Arrays of all copies. */
	readonly arrays: number;
	/** PEs that hold them; a PE belongs to one layer. */
	readonly pes: number;
	/** Rows that all PEs of a copy together load for one position of all groups. */
	readonly rowLoadsPerPosition: number;
	/** On which chips the layer lies, and with which part; chips count from 0. */
	readonly chips: readonly ChipShare[];
}
