import type { AnalysedPoint, Space } from "@mho/engine";
import type { ResultStore } from "../store/result-store.js";

/** Points of a space that are done, each on the most images that it was evaluated on. */
export async function spacePoints(
	store: ResultStore,
	{ axes, evaluate }: Space,
): Promise<readonly AnalysedPoint[]> {
	const figures = await store.figures();
	const columns = axes.map(({ name }) => `"${name.replaceAll('"', '""')}"`);
	const full =
		evaluate === "accuracy"
			? "images = (select max(images) from points)"
			: "images = 0";
	const { rows } = await store.query(
		`select ${["key", ...columns].join(", ")} from points where status = 'done' and ${full}`,
	);
	// A store may hold points of other spaces too.
	const isOfSpace = (value: unknown, at: number) =>
		value === null ||
		axes[at]!.values.some(({ label }) => String(label) === String(value));
	return rows.flatMap(([key, ...values]) => {
		if (!values.every(isOfSpace)) return [];
		const known = figures.get(String(key));
		return known
			? [
					{
						key: String(key),
						values: values.map(
							(value) => value ?? undefined,
						) as AnalysedPoint["values"],
						figures: known,
					},
				]
			: [];
	});
}
