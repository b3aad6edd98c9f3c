import type { Design } from "./design.js";

/** A field in which two designs differ; a value is absent where a design does not have it. */
export interface DesignDifference {
	/** Such as `crossbar.rows`. */
	readonly field: string;
	readonly first?: unknown;
	readonly second?: unknown;
}

/** Fields that differ between two designs, in the order of the first one, all in SI units. */
export function diffDesigns(
	first: Design,
	second: Design,
): readonly DesignDifference[] {
	const a = flatten(first, "");
	const b = flatten(second, "");
	return [...new Set([...a.keys(), ...b.keys()])]
		.filter((field) => a.get(field) !== b.get(field))
		.map((field) => ({ field, first: a.get(field), second: b.get(field) }));
}

/** Leaves by their path; an empty record or list is a leaf of its own. */
function flatten(value: unknown, path: string): Map<string, unknown> {
	if (typeof value !== "object" || value === null)
		return new Map([[path, value]]);
	const entries = Object.entries(value).filter(
		([, field]) => field !== undefined,
	);
	if (entries.length === 0)
		return new Map(
			path === "" ? [] : [[path, Array.isArray(value) ? "[]" : "{}"]],
		);
	return new Map(
		entries.flatMap(([key, field]) => [
			...flatten(field, path === "" ? key : `${path}.${key}`),
		]),
	);
}
