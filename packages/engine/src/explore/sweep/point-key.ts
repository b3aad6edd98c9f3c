import { contentKey, designKey } from "../../design/design-key.js";
import type { Point } from "./point-designer.js";
import type { Space } from "./space.js";

/** What files hold, as short names. */
export interface ContentKeys {
	/** Of networks, by the name that the space gives them. */
	readonly networks: Readonly<Record<string, string>>;
	/** Of images and labels, likewise. */
	readonly data: Readonly<Record<string, string>>;
	/** Of mho: another version may give other results. */
	readonly version: string;
}

/** A point as a short name: its design, network, data and seed, whatever they are called, and the version of mho. */
export function pointKey(
	point: Point,
	{ evaluate }: Pick<Space, "evaluate">,
	keys: ContentKeys,
): string {
	return contentKey(
		[
			designKey(point.design),
			keys.networks[point.network],
			evaluate === "accuracy" ? keys.data[point.data!] : evaluate,
			point.seed,
			keys.version,
		].join("\n"),
	);
}
