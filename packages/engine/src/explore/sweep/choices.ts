import type { Axis } from "./space.js";

/** A point of a space: index of the value of each axis, or −1 where the axis does not vary. */
export type Choice = readonly number[];

/** All points in order, the last axis first to change; one at a time, so that a space may be larger than memory. */
export function* allChoices(axes: readonly Axis[]): Generator<Choice> {
	const isMet = conditionsOf(axes);
	const choice: number[] = axes.map(() => -1);
	yield* from(0);
	function* from(at: number): Generator<Choice> {
		if (at === axes.length) {
			yield choice.slice();
			return;
		}
		if (!isMet[at]!(choice)) {
			choice[at] = -1;
			yield* from(at + 1);
			return;
		}
		for (let value = 0; value < axes[at]!.values.length; value++) {
			choice[at] = value;
			yield* from(at + 1);
		}
	}
}

/** How many points there are, without going through them: only axes that others depend on are. */
export function countChoices(axes: readonly Axis[]): number {
	const isMet = conditionsOf(axes);
	const controls = new Set(
		axes.flatMap(({ when }) => when.map(({ axis }) => axis)),
	);
	const choice: number[] = axes.map(() => -1);
	const from = (at: number): number => {
		if (at === axes.length) return 1;
		choice[at] = -1;
		if (!isMet[at]!(choice)) return from(at + 1);
		const { name, values } = axes[at]!;
		if (!controls.has(name)) return values.length * from(at + 1);
		let sum = 0;
		for (let value = 0; value < values.length; value++) {
			choice[at] = value;
			sum += from(at + 1);
		}
		choice[at] = -1;
		return sum;
	};
	return from(0);
}

/** The point that is meant by an index for every axis: −1 for those that do not vary there. */
export function validChoice(
	axes: readonly Axis[],
	indices: readonly number[],
): Choice {
	const isMet = conditionsOf(axes);
	const choice = axes.map(() => -1);
	for (let at = 0; at < axes.length; at++)
		if (isMet[at]!(choice)) choice[at] = indices[at]!;
	return choice;
}

const compiled = new WeakMap<
	readonly Axis[],
	readonly ((choice: Choice) => boolean)[]
>();

/** Whether each axis varies, told from the axes before it. */
function conditionsOf(
	axes: readonly Axis[],
): readonly ((choice: Choice) => boolean)[] {
	const known = compiled.get(axes);
	if (known) return known;
	const tests = axes.map(({ when }) => {
		const conditions = when.map(({ axis, labels }) => {
			const at = axes.findIndex(({ name }) => name === axis);
			const isWanted = axes[at]!.values.map(({ label }) =>
				labels.includes(label),
			);
			return { at, isWanted };
		});
		return (choice: Choice) =>
			conditions.every(({ at, isWanted }) => isWanted[choice[at]!] === true);
	});
	compiled.set(axes, tests);
	return tests;
}
