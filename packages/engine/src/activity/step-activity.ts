/**
 * How long copies keep each other waiting, per image. Copies of a layer work on neighbouring positions of an image,
 * plane by plane and in step: a plane takes all of them as long as it takes the slowest. Counted for 1, 2, 4, …
 * copies up to all positions of an image, since what is simulated does not depend on how many there are.
 */
export interface StepActivity {
	/**
	 * Positions whose step reads the plane in some array, [log2 of the copies][input planes]; each counts as often as the
	 * array that reads most operation units, except where the ADC sequence is compacted.
	 */
	readonly positions: readonly (readonly number[])[];
	/**
	 * Comparisons of the busiest array of the step, summed over those positions; where the ADC sequence is compacted.
	 * The time of a plane is taken from their mean, which hardly differs from step to step.
	 */
	readonly comparisons?: readonly (readonly number[])[];
}

/** Steps of two parts of a whole. */
export function addSteps(a: StepActivity, b: StepActivity): StepActivity {
	return combine(a, (value, table, level, plane) => {
		return value + b[table]![level]![plane]!;
	});
}

/** Steps per image of those of `images` images. */
export function stepsPerImage(
	total: StepActivity,
	images: number,
): StepActivity {
	return combine(total, (value) => value / images);
}

function combine(
	steps: StepActivity,
	value: (
		value: number,
		table: keyof StepActivity,
		level: number,
		plane: number,
	) => number,
): StepActivity {
	const table = (name: keyof StepActivity) =>
		steps[name]!.map((planes, level) =>
			planes.map((count, plane) => value(count, name, level, plane)),
		);
	return {
		positions: table("positions"),
		...(steps.comparisons && { comparisons: table("comparisons") }),
	};
}
