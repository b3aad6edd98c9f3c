import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { findZooNetwork } from "../../network/zoo/zoo-networks.js";
import { costedLadderTable } from "../../report/costed-ladder-table.js";
import { headlineTables } from "../../report/headline-tables.js";
import type { Table } from "../../report/table.js";
import { costRungs } from "./cost-rungs.js";
import { readLadderRecord } from "./ladder-record.js";
import { tunedLadders } from "./tuned/tuned-ladders.js";

// What was measured of the tuned ladders. `UPDATE_DOCS=1 npx vitest run ladders-document` writes docs/ladders.md.
const docs = fileURLToPath(new URL("../../../../../docs/", import.meta.url));

function writeDocument(): string {
	const files = readdirSync(`${docs}figures/ladders`).toSorted();
	const records = files.map((file) =>
		readLadderRecord(
			readFileSync(`${docs}figures/ladders/${file}`, "utf8"),
			file,
		),
	);
	return `# Ladders: measured

Baselines and mechanisms of \`asp-dac-2018\` on each network, tuned one after the other by [\`mho ladder\`](mechanisms.md) for
energy and images/s alike and measured on test images that the search did not see. Rungs are those of
[mechanisms.md](mechanisms.md#the-ladder-mho-ladder-mho-reproduce-asp-dac-2018); losses are in points against float with their
95 % interval. Written by \`UPDATE_DOCS=1 npx vitest run ladders-document\` from [figures/ladders](figures/ladders), which
\`mho reproduce asp-dac-2018 --full --record FILE\` wrote, those with other cells (\`--cells\`) of 10 to 1,000 images.
Designs of LeNet-5, quick and the float ResNets come with mho, the others are in [figures/tuned-ladders](figures/tuned-ladders) (\`--ladder\`).
\`mho reproduce asp-dac-2018 --summary docs/figures/ladders/*.json\` prints the same tables, \`--network NAME --like LADDER\` those of
networks without weights.

${headlineTables(records).map(section).join("\n")}
${shapeTables().map(section).join("\n")}`;
}

/** Networks without weights, each with the designs of the measured network that is nearest. */
function shapeTables(): readonly Table[] {
	const nearest = {
		alexnet: "CIFAR10_quick_test",
		"vgg-16": "CIFAR10_quick_test",
		"resnet-18": "torch_jit",
		"resnet-50": "torch_jit",
	};
	return Object.entries(nearest).map(([name, like]) => {
		const tuned = tunedLadders().find(({ network }) => network === like)!;
		return costedLadderTable(costRungs(findZooNetwork(name)!.build(), tuned));
	});
}

function section({ title, columns, rows, notes }: Table): string {
	const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
	return `## ${title}

${line(columns.map(({ header }) => header))}
${line(columns.map(({ align }) => (align === "left" ? "---" : "---:")))}
${rows.map(line).join("\n")}
${notes.map((note) => `\n${note.replace(/^\*/, "\\*")}\n`).join("")}`;
}

test("docs/ladders.md says what was recorded", () => {
	const document = writeDocument();
	if (process.env.UPDATE_DOCS) writeFileSync(`${docs}ladders.md`, document);
	// The formatter aligns tables.
	const words = (text: string): string => text.replace(/[\s-]+/g, " ");
	expect(words(readFileSync(`${docs}ladders.md`, "utf8"))).toBe(
		words(document),
	);
});
