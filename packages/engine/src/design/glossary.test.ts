import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inputEncoders } from "../encode/input-encoders.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import { presetDesign } from "../presets/preset-designs.js";

const glossary = readFileSync(
	new URL("../../../../docs/glossary.md", import.meta.url),
	"utf8",
);

test("the glossary says what an action of each component is, and of no other", () => {
	const [, section = ""] = glossary.split("\n## Components\n");
	const rows = [...section.split("\n## ")[0]!.matchAll(/^\| `(\w+)` *\|/gm)];
	expect(rows.map(([, component]) => component).sort()).toEqual(
		Object.keys(presetDesign("isaac").components).sort(),
	);
});

test.each([...Object.values(weightEncoders), ...Object.values(inputEncoders)])(
	"the glossary has encoder $label: $kind",
	({ kind, label }) => {
		const row = glossary
			.split("\n")
			.find((line) => line.includes(`\`${kind}\``));
		expect(row).toMatch(new RegExp(`\\b${label}\\b`));
	},
);
