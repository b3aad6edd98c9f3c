import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const repository = fileURLToPath(new URL("..", import.meta.url));

test("all that the packages export is documented, and links in it lead somewhere", () => {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		[
			`${repository}node_modules/typedoc/bin/typedoc`,
			...["--emit", "none", "--treatWarningsAsErrors"],
		],
		{ cwd: repository, encoding: "utf8" },
	);
	expect([stdout + stderr, status]).toEqual([expect.anything(), 0]);
});

test.each(["cost", "optimize", "preset", "simulate"])(
	"%s says what it takes, gives and throws, with an example",
	(name) => {
		const path = `${repository}packages/cli/src/library/${name}.ts`;
		const text = readFileSync(path, "utf8");
		const [, docstring = ""] =
			/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport (?:async )?function/.exec(
				text,
			) ?? [];
		for (const tag of ["@throws InputError", "@example"])
			expect(docstring).toContain(tag);
		expect(docstring).toMatch(/SI units|fractions|accurac/);
	},
);

test("each function that the engine exports has a docstring", () => {
	const engine = `${repository}packages/engine/src/`;
	const index = readFileSync(`${engine}index.ts`, "utf8");
	const undocumented: string[] = [];
	let functions = 0;
	for (const [, names, file] of index.matchAll(
		/export \{([^}]*)\} from "\.\/(.*?)\.js"/g,
	)) {
		const text = readFileSync(`${engine}${file}.ts`, "utf8");
		for (const [name] of names!.matchAll(/\w+/g)) {
			const declared = new RegExp(
				`(.*)\nexport (?:async )?function ${name}\\b`,
			).exec(text);
			if (declared === null) continue;
			functions++;
			if (!declared[1]!.endsWith("*/")) undocumented.push(name);
		}
	}
	expect(undocumented).toEqual([]);
	expect(functions).toBeGreaterThan(60);
});
