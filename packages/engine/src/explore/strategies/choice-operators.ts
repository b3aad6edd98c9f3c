import { type Choice, validChoice } from "../sweep/choices.js";
import type { Axis } from "../sweep/space.js";
import type { Operators } from "./evolve.js";

/** Share of mutations that go to a neighbouring value; others go to any. */
const NEIGHBOUR_SHARE = 0.5;

/** Points of a space: each axis is taken from either parent, and one axis in the mean is changed. */
export function choiceOperators(axes: readonly Axis[]): Operators<Choice> {
	// Axes that do not vary keep a value for when they do.
	const anyOf = (at: number, draw: () => number) =>
		Math.floor(draw() * axes[at]!.values.length);
	const neighbour = (value: number, at: number, draw: () => number) => {
		const last = axes[at]!.values.length - 1;
		const next = value + (draw() < 0.5 ? -1 : 1);
		return Math.min(last, Math.max(0, next));
	};
	const filled = (choice: Choice, draw: () => number) =>
		choice.map((value, at) => (value < 0 ? anyOf(at, draw) : value));
	return {
		random: (draw) =>
			validChoice(
				axes,
				axes.map((_, at) => anyOf(at, draw)),
			),
		cross(a, b, draw) {
			const [full, other] = [filled(a, draw), filled(b, draw)];
			const first: number[] = [];
			const second: number[] = [];
			for (let at = 0; at < axes.length; at++) {
				const isSwapped = draw() < 0.5;
				first.push((isSwapped ? other : full)[at]!);
				second.push((isSwapped ? full : other)[at]!);
			}
			return [first, second];
		},
		mutate: (choice, draw) =>
			validChoice(
				axes,
				choice.map((value, at) => {
					if (draw() >= 1 / axes.length) return value;
					return draw() < NEIGHBOUR_SHARE
						? neighbour(value, at, draw)
						: anyOf(at, draw);
				}),
			),
		nameOf: (choice) => choice.join(),
	};
}
