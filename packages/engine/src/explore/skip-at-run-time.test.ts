import { expect, test } from "vitest";
import type { LayerOverrides } from "../design/design.js";
import { presetDesign } from "../presets/preset-designs.js";
import type { Choice } from "./choose-options.js";
import { skippingAtRunTime } from "./skip-at-run-time.js";

const threshold = {
	kind: "threshold",
	at: { unit: "bits-below-top", bits: 6 },
} as const;

const choiceOf = (...settings: readonly LayerOverrides[]): Choice =>
	({
		options: settings.map((setting, n) => ({ layer: `layer${n}`, setting })),
		noise: 0.01,
		score: 3,
	}) as unknown as Choice;

test("what runs is left to the threshold of each layer, and less of it with every policy", () => {
	const found = skippingAtRunTime(
		choiceOf({ weightBits: 6, partialProducts: threshold }, { weightBits: 5 }),
		presetDesign("asp-dac-2018"),
	);
	const policies = found.map(({ skipping: { options } }) =>
		options.map(({ setting }) => setting.partialProducts),
	);
	expect(policies[0]).toEqual([
		{ kind: "zero-plane", otherwise: threshold },
		{ kind: "zero-plane", otherwise: { kind: "all" } },
	]);
	const bits = policies.slice(1).map(([first, second]) => {
		expect(first).toMatchObject({ kind: "runtime", otherwise: threshold });
		expect(second).toMatchObject({ otherwise: { kind: "all" } });
		return first?.kind === "runtime" ? first.bitsBelowTop : Number.NaN;
	});
	expect(bits).toEqual(bits.toSorted((a, b) => b - a));
	expect(new Set(bits).size).toBe(bits.length);
	for (const { skipping } of found)
		expect(skipping.options.map(({ setting }) => setting.weightBits)).toEqual([
			6, 5,
		]);
});

test("a layer that has a policy of the run keeps it", () => {
	const partialProducts = {
		kind: "runtime",
		bitsBelowTop: 3,
		otherwise: threshold,
	} as const;
	const found = skippingAtRunTime(
		choiceOf({ partialProducts }),
		presetDesign("asp-dac-2018"),
	);
	for (const { skipping } of found)
		expect(skipping.options[0]?.setting.partialProducts).toEqual(
			partialProducts,
		);
});

test("nothing is left out where offsets are multiplied by whole inputs", () => {
	const raella = presetDesign("raella");
	const encoding = { ...raella.encoding, offsetProduct: undefined };
	expect(skippingAtRunTime(choiceOf({}), raella)).toEqual([]);
	expect(skippingAtRunTime(choiceOf({}), { ...raella, encoding })).not.toEqual(
		[],
	);
});
