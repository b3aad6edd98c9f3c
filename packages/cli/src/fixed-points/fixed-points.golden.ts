import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { evaluateFixedPoints } from "./evaluate-fixed-points.support.js";

// What a change moves is printed. Where it is meant: UPDATE_GOLDEN=1 npx vitest run fixed-points, and say so in CHANGELOG.md.
const path = fileURLToPath(new URL("fixed-points.json", import.meta.url));

type Points = Record<string, Record<string, number | string>>;

/** Nine digits: processors may differ in the last ones. */
const rounded = (value: number | string): number | string =>
	typeof value === "number" ? Number(value.toPrecision(9)) : value;

function movedFigures(before: Points, after: Points): string[] {
	const names = new Set([...Object.keys(before), ...Object.keys(after)]);
	return [...names].flatMap((name) => {
		const old = before[name] ?? {};
		const now = after[name] ?? {};
		const metrics = new Set([...Object.keys(old), ...Object.keys(now)]);
		return [...metrics]
			.filter((metric) => old[metric] !== now[metric])
			.map((metric) => {
				const ratio = Number(now[metric]) / Number(old[metric]);
				const change = Number.isFinite(ratio)
					? ` (${((ratio - 1) * 100).toPrecision(3)} %)`
					: "";
				return `${name}: ${metric} ${old[metric] ?? "was not there"} → ${now[metric] ?? "is gone"}${change}`;
			});
	});
}

test("no figure of the fixed design points moves unnoticed", async () => {
	const points = await evaluateFixedPoints();
	const after: Points = Object.fromEntries(
		[...points].map(([name, figures]) => [
			name,
			Object.fromEntries(
				Object.entries(figures).map(([key, value]) => [key, rounded(value)]),
			),
		]),
	);
	const text = `${JSON.stringify(after, undefined, "\t")}\n`;
	if (process.env.UPDATE_GOLDEN) writeFileSync(path, text);
	const moved = movedFigures(JSON.parse(readFileSync(path, "utf8")), after);
	for (const line of moved) console.warn(line);
	expect(moved).toEqual([]);
	expect(points.size).toBeGreaterThanOrEqual(50);
}, 120_000);
