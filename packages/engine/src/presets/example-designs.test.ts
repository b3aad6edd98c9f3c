import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { resolveDesign } from "../design/resolve-design.js";
import { evaluateCost } from "../evaluate/evaluate-cost.js";
import { lenet5 } from "../network/zoo/lenet.js";
import { presetDesign, presetLookup } from "./preset-designs.js";

const example = (name: string) => {
	const file = `examples/${name}`;
	const url = new URL(`../../../../${file}`, import.meta.url);
	return resolveDesign(
		{ name: file, text: readFileSync(url, "utf8") },
		presetLookup,
	);
};

test.each([
	["stop-early.yaml", "isaac", "early-terminate"],
	["below-top-digit.yaml", "asp-dac-2018", "runtime"],
])(
	"example %s is %s with policy %s, whose control has an area",
	(file, base, kind) => {
		const design = example(file);
		const { partialProducts, operands } = design;
		expect(partialProducts.kind).toBe(kind);
		const bare = {
			...presetDesign(base),
			operands,
			partialProducts: { kind: "all" } as const,
		};
		const { hierarchy } = bare;
		const onTiles = {
			...hierarchy,
			tiles: { kind: "count", count: 168 },
		} as const;
		const areaOf = (of: typeof design): number =>
			evaluateCost(lenet5.build(), { ...of, hierarchy: onTiles }).cost.area;
		expect(areaOf(design)).toBeGreaterThan(areaOf(bare));
	},
);
