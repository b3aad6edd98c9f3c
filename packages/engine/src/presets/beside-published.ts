import type { PublishedFigure } from "./preset.js";
import type { ReproducedFigure } from "./reproduced-figure.js";

/** Ours for a published figure, and what a reader must know of it: why it differs, is missing, or is close. */
export interface OurFigure {
	readonly ours: number | null;
	readonly reason?: string;
}

/** Deviation from which on a reason is due. */
const WORTH_A_REASON = 0.05;

/**
 * Published figures with ours beside them.
 *
 * @throws Error where a published figure has no counterpart, or is missing or more than 5 % off without a reason
 */
export function besidePublished(
	published: readonly PublishedFigure[],
	ours: Readonly<Record<string, OurFigure>>,
): readonly ReproducedFigure[] {
	return published.map(({ name, value, unit, source }) => {
		const own = ours[name];
		if (own === undefined) throw new Error(`${name}: nothing of ours`);
		const isClose =
			own.ours !== null && Math.abs(own.ours / value - 1) <= WORTH_A_REASON;
		if (!isClose && own.reason === undefined)
			throw new Error(`${name}: ${own.ours} without a reason`);
		return {
			name,
			published: value,
			ours: own.ours,
			unit,
			source,
			...(own.reason === undefined ? {} : { reason: own.reason }),
		};
	});
}
