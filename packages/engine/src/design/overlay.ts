import { isRecord } from "./yaml-file.js";

/**
 * Fields laid over others: maps are merged key by key, a map whose `kind` or `unit` differs is replaced whole, as is
 * everything that is no map.
 */
export function overlay(base: unknown, top: unknown): unknown {
	if (!isRecord(base) || !isRecord(top)) return top;
	if (choosesOther("kind", base, top) || choosesOther("unit", base, top))
		return top;
	return Object.fromEntries([
		...Object.entries(base),
		...Object.entries(top).map(([key, value]) => [
			key,
			Object.hasOwn(base, key) ? overlay(base[key], value) : value,
		]),
	]);
}

function choosesOther(
	discriminator: "kind" | "unit",
	base: Readonly<Record<string, unknown>>,
	top: Readonly<Record<string, unknown>>,
): boolean {
	const choice = top[discriminator];
	return typeof choice === "string" && choice !== base[discriminator];
}
