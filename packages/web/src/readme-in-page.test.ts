import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import {
	hasChromium,
	runInPage,
} from "../../../scripts/check-packages/run-in-page.js";
import {
	bringOwnFiles,
	codeBlocks,
	emptyProject,
} from "../../cli/src/document.support.js";

test.skipIf(!hasChromium)(
	"the README's ten lines print in a page what they print in Node",
	async () => {
		const readme = fileURLToPath(
			new URL("../../cli/README.md", import.meta.url),
		);
		const [script] = codeBlocks(readFileSync(readme, "utf8")).filter(
			({ language }) => language === "js",
		);
		const project = emptyProject();
		bringOwnFiles(project, 90);
		const path = join(project, "script.mjs");
		writeFileSync(path, script!.text);
		const files = ["network.onnx", "images.npy", "labels.npy"];
		const [{ stdout }, printed] = await Promise.all([
			promisify(execFile)(process.execPath, [path], { cwd: project }),
			runInPage(path, files, 3),
		]);
		expect(stdout.split("\n").length).toBe(4);
		expect(printed).toBe(stdout);
	},
);
