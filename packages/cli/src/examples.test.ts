import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { resolveSpace } from "@mho/engine";
import { expect, test } from "vitest";
import { emptyProject } from "./document.support.js";
import { openDesign } from "./input/open-design.js";

const folder = fileURLToPath(new URL("../../../examples", import.meta.url));
const examples = readdirSync(folder);

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
	(name) => {
		const text = readFileSync(join(folder, name), "utf8");
		if (/^axes:/m.test(text))
			expect(resolveSpace({ name, text }, openDesign).axes).not.toEqual([]);
		else expect(openDesign(join(folder, name)).name).toBe(name.slice(0, -5));
	},
);
