import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { presetLookup, resolveDataFile, resolveDesign } from "@mho/engine";
import { describe, expect, test } from "vitest";
import { commandLine } from "../command-line.support.js";
import { INIT_FILES } from "./init-files.js";

const { mho, folder, file } = commandLine();

const textOf = (name: string): string =>
	INIT_FILES.find((each) => each.name === name)!.text;

/** The text as it is, and once for each comment that is a field, with that field instead of the one that is set. */
function* variants(text: string): Generator<[string, string]> {
	yield ["as it is", text];
	for (const [line, , field] of text.matchAll(/^# ?( *([a-z]\w*): .*)$/gm)) {
		const uncommented = line.replace(/^# ?/, "").replace(/^ (?=\w)/, "  ");
		const isInside = uncommented.startsWith(" ");
		const rest = isInside
			? text
			: text.replace(new RegExp(`^${field}: .*$`, "m"), "");
		yield [line, rest.replace(line, uncommented)];
	}
}

describe("the design file is valid", () => {
	test.each([...variants(textOf("design.yaml"))])("%s", (_, text) => {
		const design = resolveDesign({ name: "design.yaml", text }, presetLookup);
		expect(design.name).toBe("my-design");
		expect(design).not.toEqual(resolved(textOf("design.yaml"), text));
	});
});

/** The unchanged design, for a text that has changed it. */
const resolved = (original: string, text: string): unknown =>
	text === original
		? undefined
		: resolveDesign({ name: "design.yaml", text: original }, presetLookup);

describe("the data file is valid", () => {
	test.each([...variants(textOf("data.yaml"))])("%s", (_, text) => {
		const data = resolveDataFile({ name: "data.yaml", text });
		expect(data.preprocess.scale).toBe(1 / 255);
		if (text !== textOf("data.yaml"))
			expect(data).not.toEqual(
				resolveDataFile({ name: "data.yaml", text: textOf("data.yaml") }),
			);
	});
});

test("init writes both into a new folder, which cost takes, and never overwrites", async () => {
	const { code, stdout } = await mho("init", "chips/mine");
	expect(code).toBe(0);
	expect(stdout).toContain("chips/mine/design.yaml");
	for (const { name, text } of INIT_FILES)
		expect(readFileSync(join(folder, "chips/mine", name), "utf8")).toBe(text);
	const cost = await mho("cost", "lenet5", "-d", "chips/mine/design.yaml");
	expect([cost.code, cost.stderr]).toEqual([0, ""]);
	expect(await mho("init", "chips/mine")).toMatchObject({
		code: 2,
		stdout: "",
		stderr:
			"mho: chips/mine/design.yaml: it is there already and is not overwritten, expected another folder: mho init FOLDER\n",
	});
});

test("init leaves nothing where one of its files is there, or the folder is a file", async () => {
	file("data.yaml", "mine");
	expect((await mho("init")).code).toBe(2);
	expect((await mho("design", "check", "design.yaml")).stderr).toContain(
		"there is no such file",
	);
	expect((await mho("init", "data.yaml")).stderr).toBe(
		"mho: data.yaml: found a file, expected a folder\n",
	);
});

test.each([
	["20.18.3", 2],
	["18.20.8", 2],
	["20.19.0", 0],
	["24.1.0", 0],
])("on Node %s mho exits with %i", (version, code) => {
	const bin = fileURLToPath(new URL("../../bin/mho.js", import.meta.url));
	const pretend = `data:text/javascript,Object.defineProperty(process.versions,"node",{value:"${version}"})`;
	const { status, stderr } = spawnSync(
		process.execPath,
		["--import", pretend, bin, "--version"],
		{ encoding: "utf8" },
	);
	expect(status).toBe(code);
	expect(stderr).toBe(
		code === 0
			? ""
			: `mho: found Node ${version}, expected 20.19 or newer: https://nodejs.org, or npx -p node@22 -p mho mho\n`,
	);
});
