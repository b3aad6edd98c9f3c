import { contentKey, designKey } from "../../design/design-key.js";
import type { Point } from "./point-designer.js";

/** What files hold, as short names. */
export interface ContentKeys {
	/** Of networks, by the name that the space gives them. */
	readonly networks: Readonly<Record<string, string>>;
	/** Of images and labels, likewise. */
	readonly data: Readonly<Record<string, string>>;
	/** Of mho: another version may give other results. */
	readonly version: string;
}

/**
 * A point as a short name: its design, network, data and seed, whatever they are called, and the version of mho.
 *
 * @param images test images that it is evaluated on; 0 for the cost alone
 */
export function pointKey(
	point: Point,
	images: number,
	keys: ContentKeys,
): string {
	return contentKey(
		[
			designKey(point.design),
			keys.networks[point.network],
			images > 0 ? keys.data[point.data!] : "cost",
			images,
			point.seed,
			keys.version,
		].join("\n"),
	);
}
