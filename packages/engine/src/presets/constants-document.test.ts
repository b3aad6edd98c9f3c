import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { adcModels } from "../cost/adc-model/adc-models.js";
import { edramPoints, sramPoints } from "../cost/memory-fit.js";
import { SCALING_SOURCE } from "../cost/technology-scaling.js";
import {
	type DesignConstant,
	designConstants,
} from "../design/design-constants.js";
import { formatQuantity } from "../report/format-quantity.js";
import { presetDesign } from "./preset-designs.js";
import { presets } from "./presets.js";
import { publishedRows } from "./published-rows.js";

// Every constant with its source. `UPDATE_DOCS=1 npx vitest run constants-document` writes docs/constants.md.
const path = fileURLToPath(
	new URL("../../../../docs/constants.md", import.meta.url),
);

const isaac = designConstants(presetDesign("isaac"));
const key = ({ path, value, source }: DesignConstant): string =>
	[path, value, source].join();
const ofIsaac = new Set(isaac.map(key));

/** Constants of each preset, those that it takes over from ISAAC aside. */
const constants = presets.map(({ name }) => ({
	name,
	own: designConstants(presetDesign(name)).filter(
		(constant) => name === "isaac" || !ofIsaac.has(key(constant)),
	),
}));

function writeDocument(): string {
	const value = ({ value, unit }: DesignConstant): string =>
		unit === "m2"
			? `${Number((value * 1e12).toPrecision(6))} µm²`
			: formatQuantity(value, unit);
	const rows = (lines: readonly (readonly string[])[]): string =>
		lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
	const table = (
		head: readonly string[],
		lines: readonly (readonly string[])[],
	): string => rows([head, head.map(() => "---"), ...lines]);
	const sections = constants
		.filter(({ own }) => own.length > 0)
		.map(
			({ name, own }) => `## Preset ${name}

${table(
	["constant", "value", "source"],
	own.map((constant) => [
		`\`${constant.path}\``,
		value(constant),
		constant.source ?? "",
	]),
)}
`,
		);
	const points = [...sramPoints, ...edramPoints].map((point) => [
		`${point.bytes} B`,
		`${Number((point.area * 1e6).toPrecision(6))} mm²`,
		point.energy === undefined ? "–" : formatQuantity(point.energy, "J"),
		point.leakage === undefined ? "–" : formatQuantity(point.leakage, "W"),
		point.source,
	]);
	return `# Constants

Every constant of the cost model with where it is from. Written by \`UPDATE_DOCS=1 npx vitest run constants-document\`; a
test holds this file to the code and fails on a constant without a source. "From memory, to be checked" means what it
says. A preset lists what it does not take over from \`isaac\`.

${sections.join("\n")}
## Converters

${table(
	["model", "what it is", "source"],
	Object.values(adcModels).map(({ kind, title, source }) => [
		`\`${kind}\``,
		title,
		source,
	]),
)}

## Memories that the fit goes through

${table(["size", "area", "energy of an access", "static power", "source"], points)}

## Technology nodes

${SCALING_SOURCE}.

## Published figures

${table(
	["preset", "figure", "published", "source"],
	presets.flatMap(({ name, published }) =>
		published.map((figure) => [
			name,
			figure.name,
			`${figure.value} ${figure.unit}`.trim(),
			figure.source,
		]),
	),
)}

## Accelerators shown as published

${table(
	["name", "source"],
	publishedRows.map(({ name, source }) => [name, source]),
)}
`;
}

describe("constants", () => {
	test.each(constants)("of $name all have a source", ({ name }) => {
		for (const { path, source } of designConstants(presetDesign(name)))
			expect([path, (source ?? "").length > 10]).toEqual([path, true]);
	});

	test("are those that docs/constants.md lists", () => {
		const document = writeDocument();
		if (process.env.UPDATE_DOCS) writeFileSync(path, document);
		const words = (text: string): string => text.replace(/[\s-]+/g, " ");
		expect(words(readFileSync(path, "utf8"))).toBe(words(document));
	});
});
