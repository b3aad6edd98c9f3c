import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { reproductionTable } from "../report/reproduction-tables.js";
import type { Preset } from "./preset.js";
import { presetDesign } from "./preset-designs.js";
import { presets } from "./presets.js";

// Every figure beside what was published or computed by others. `UPDATE_DOCS=1 npx vitest run validation-document`
// writes docs/validation.md.
const repository = new URL("../../../../", import.meta.url);
const path = fileURLToPath(new URL("docs/validation.md", repository));

/** What other programs compute, and the test that holds ours to it. */
const independent: readonly {
	readonly what: string;
	readonly program: string;
	readonly agreement: string;
	readonly file: string;
}[] = [
	{
		what: "column currents of crossbars with wires",
		program: "ngspice 39.3, operating point, reltol 1e-12",
		agreement: "1e-9 of the greatest current",
		file: "packages/engine/src/kernels/wire-network/wire-network.oracle.ts",
	},
	{
		what: "matrix products through converters, bit slices and wires",
		program: "CrossSim 3.2.0",
		agreement:
			"the tolerance of each record, 1e-9 or 1e-6 of the greatest value; docs/crossbar.md has where the two differ",
		file: "packages/engine/src/simulate/crossbar-case/run-crosssim-case.oracle.ts",
	},
	{
		what: "logits and classes of trained networks in float",
		program: "ONNX Runtime 1.30",
		agreement: "1e-4 of the logit, or of 1 % of the greatest; the same classes",
		file: "packages/engine/src/network/models.oracle.ts",
	},
	{
		what: "codes of networks that arrive quantised",
		program: "ONNX Runtime 1.30",
		agreement:
			"equal to those of its integer operators; docs/quantisation.md has how its float32 layers differ",
		file: "packages/engine/src/quantize/stored-models.oracle.ts",
	},
	{
		what: "the operators of ONNX",
		program:
			"backend node tests of the standard 1.22.0, reference evaluator of onnx 1.23.1",
		agreement: "right or refused, none wrong (docs/onnx-operators.md)",
		file: "packages/engine/src/network/import/onnx/onnx-node-tests.oracle.ts",
	},
	{
		what: "scores of networks that Caffe has trained",
		program: "ONNX Runtime 1.30 on conversions",
		agreement: "5e-5",
		file: "packages/engine/src/network/import/caffe/import-caffe.oracle.ts",
	},
	{
		what: "weights and MACs of the zoo's networks",
		program: "shapes of published files",
		agreement: "equal",
		file: "packages/engine/src/network/zoo/zoo-networks.oracle.ts",
	},
];

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

function table(
	head: readonly string[],
	rows: readonly (readonly string[])[],
): string {
	return [head, head.map(() => "---"), ...rows].map(row).join("\n");
}

function section({ name, title, reproduce }: Preset): string {
	if (!reproduce) return "";
	const figures = reproduce(presetDesign(name), presetDesign("isaac"));
	const { rows, notes } = reproductionTable(title, figures);
	const sourced = rows.map((cells, at) => [...cells, figures[at]!.source]);
	return [
		`## ${title}`,
		`Again: \`mho reproduce ${name}\`.`,
		table(["figure", "published", "ours", "deviation", "source"], sourced),
		...(notes.length > 0 ? [notes.map((note) => `- ${note}`).join("\n")] : []),
		"",
	].join("\n\n");
}

function writeDocument(): string {
	const programs = independent.map(({ what, program, agreement, file }) => [
		what,
		program,
		agreement,
		`\`npx vitest run ${file.replace(/^.*\//, "")}\``,
	]);
	return `# Validation

Each figure that was published, ours beside it, how far apart they are, where the published one stands, and the reason for
what is more than 5 % off or missing; then what other programs compute. Published figures and ours are never mixed, and
agreement is evidence only where the circuits are those of the paper: [model.md](model.md) says which are. Written by
\`UPDATE_DOCS=1 npx vitest run validation-document\`; a test holds this file to what the code computes.

The claims of ASP-DAC 2018, which need images, are in [ladders.md](ladders.md), and again by
\`mho reproduce asp-dac-2018 --full\`.

## Other programs

${table(["what", "program", "agreement that the test holds", "again"], programs)}

${presets.map(section).join("")}`;
}

const cells = (text: string): string => text.replace(/[\s-]+/g, " ").trim();

test("docs/validation.md shows what the code computes", () => {
	const document = writeDocument();
	if (process.env.UPDATE_DOCS) writeFileSync(path, document);
	expect(cells(readFileSync(path, "utf8"))).toBe(cells(document));
});

test.each(independent)("$what has its test", ({ file }) => {
	expect(existsSync(fileURLToPath(new URL(file, repository)))).toBe(true);
});
