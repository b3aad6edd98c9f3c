import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { emptyProject } from "../document.support.js";

/** Some digits, and what the threads and their options have left on the way. */
const SCRIPT = `import { preset, simulate } from "mho";
import { openData, openNetwork, withThreads } from "mho/node";
import { getHeapStatistics } from "node:v8";
const data = openData({ data: "mnist", images: 40 });
const { accuracy } = await withThreads(2, (executor) =>
	simulate(openNetwork("lenet5"), preset("isaac"), data, { executor }),
);
console.log(accuracy.simulated, getHeapStatistics().heap_size_limit < 700 * 2 ** 20);
`;

/** Says which threads it was loaded into. */
const HOOK = `import { writeSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
writeSync(1, isMainThread ? "main\\n" : "thread\\n");
`;

test.each([
	["a file", ["script.mjs"]],
	["text", ["--input-type=module", "--eval", SCRIPT]],
])(
	"threads of %s run with the options of Node that it was given",
	async (_, program) => {
		const project = emptyProject();
		writeFileSync(join(project, "script.mjs"), SCRIPT);
		writeFileSync(join(project, "hook.mjs"), HOOK);
		const { stdout, stderr } = await promisify(execFile)(
			process.execPath,
			[...["--max-old-space-size=512", "--import", "./hook.mjs"], ...program],
			{ cwd: project },
		);
		expect(stderr).toBe("");
		const lines = stdout.trim().split("\n");
		expect(lines.sort()).toEqual(["1 true", "main", "thread"]);
	},
);
