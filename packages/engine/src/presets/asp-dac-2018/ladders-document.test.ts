import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { headlineTables } from "../../report/headline-tables.js";
import type { Table } from "../../report/table.js";
import { readLadderRecord } from "./ladder-record.js";

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
\`mho reproduce asp-dac-2018 --full --record FILE\` wrote; \`mho reproduce asp-dac-2018 --summary docs/figures/ladders/*.json\` prints the
same tables.

${headlineTables(records).map(section).join("\n")}`;
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
