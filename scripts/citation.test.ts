import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";

const read = (name: string): string =>
	readFileSync(new URL(`../${name}`, import.meta.url), "utf8");

test("CITATION.cff has what version 1.2.0 of its format requires, and the packages' version", () => {
	const citation = parse(read("CITATION.cff"));
	for (const name of [
		"package.json",
		"packages/cli/package.json",
		"packages/engine/package.json",
	])
		expect(JSON.parse(read(name)).version).toBe(citation.version);
	expect(citation).toMatchObject({
		"cff-version": "1.2.0",
		type: "software",
		title: "mho",
		license: "MIT",
		authors: [{ name: "The mho authors" }],
		message: expect.any(String),
	});
});
