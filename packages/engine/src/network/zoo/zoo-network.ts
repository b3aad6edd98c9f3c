import type { Network } from "../network.js";

/** A network of the literature whose shapes are known: it has a cost but, without weights, cannot run. */
export interface ZooNetwork {
	readonly name: string;
	/** What it is called too. */
	readonly aliases?: readonly string[];
	readonly title: string;
	/** Where the shapes are published. */
	readonly source: string;
	build(): Network;
}
