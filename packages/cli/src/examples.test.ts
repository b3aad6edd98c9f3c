import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { commandLine } from "./command-line.support.js";
import { emptyProject } from "./document.support.js";

const folder = fileURLToPath(new URL("../../../examples", import.meta.url));
const examples = readdirSync(folder);
const { mho } = commandLine();

test.each(examples.filter((name) => name.endsWith(".js")))(
	"examples/%s runs where mho is installed",
	(name) => {
		const project = emptyProject();
		cpSync(join(folder, name), join(project, name));
		const run = () =>
			execFileSync(process.execPath, [name], {
				cwd: project,
				encoding: "utf8",
			});
		expect(run().split("\n").length).toBeGreaterThan(4);
	},
);

test.each(examples.filter((name) => name.endsWith(".yaml")))(
	"examples/%s is valid",
	async (name) => {
		const path = join(folder, name);
		const isSpace = /^axes:/m.test(readFileSync(path, "utf8"));
		const { code, stderr } = isSpace
			? await mho("sweep", path, "--dry-run")
			: await mho("design", "check", path);
		expect([stderr, code]).toEqual(["", 0]);
	},
);
