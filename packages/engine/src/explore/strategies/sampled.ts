import { type Choice, countChoices, validChoice } from "../sweep/choices.js";
import type { Axis } from "../sweep/space.js";

/** Draws in vain, in units of the points that are wanted, after which a space counts as exhausted. */
const PATIENCE = 50;

/**
 * Different points of a space at places of the unit cube: coordinate k picks the value of axis k. Places that fall
 * on a point that was there already are passed over.
 *
 * @param place of number n: one coordinate for each axis, in [0, 1)
 */
export function* choicesAt(
	axes: readonly Axis[],
	points: number,
	place: (n: number) => ArrayLike<number>,
): Generator<Choice> {
	const wanted = Math.min(points, countChoices(axes));
	const seen = new Set<string>();
	for (let n = 0; seen.size < wanted && n < PATIENCE * points; n++) {
		const at = place(n);
		const indices = axes.map(({ values }, k) =>
			Math.min(Math.floor(at[k]! * values.length), values.length - 1),
		);
		const choice = validChoice(axes, indices);
		const name = choice.join();
		if (seen.has(name)) continue;
		seen.add(name);
		yield choice;
	}
}
