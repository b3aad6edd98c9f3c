/**
 * Packs the packages as they would be published, installs them into an empty project and uses them there.
 *
 *     npm run check:packages                  on this Node
 *     npm run check:packages -- 20 22 24      on these versions of it, which come from npm
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { found, say } from "./findings.js";
import { checkBundle, checkTypes } from "./import-from.js";
import { checkInstalled, install } from "./install.js";
import { lint, lintTypes, pack } from "./pack.js";
import { run } from "./run.js";
import { hasChromium, runInPage } from "./run-in-page.js";
import { nodes, useOn } from "./use-on-node.js";
import { folder, project } from "./workplace.js";

const PACKAGES = ["packages/engine", "packages/cli"] as const;

try {
	const tarballs = PACKAGES.map(pack);
	for (const path of PACKAGES) await lint(path);
	for (const tarball of tarballs) lintTypes(tarball);
	install(tarballs);
	checkInstalled();
	checkTypes();
	await checkBundle("bundle of everything", 'export * from "mho";');
	await checkBundle(
		"bundle of cost and preset",
		'export { cost, preset } from "mho";',
	);
	for (const node of nodes()) await useOn(node);
	await checkPage();
} finally {
	rmSync(folder, { recursive: true });
}
if (found.length > 0) {
	console.error(found.map((each) => `FOUND ${each}`).join("\n"));
	process.exitCode = 1;
}

/** The ten lines of the README, which `useOn` has left in the project, print the same in a page. */
async function checkPage(): Promise<void> {
	if (!hasChromium) {
		say("page", "not run: there is no Chromium");
		return;
	}
	const script = join(project, "script-0.js");
	const inNode = run(process.execPath, [script], project);
	const files = ["network.onnx", "images.npy", "labels.npy"];
	const start = performance.now();
	const inPage = await runInPage(script, files, 3);
	const seconds = ((performance.now() - start) / 1000).toFixed(1);
	say("script 1 of the README in a page", `${seconds} s with its bundling`);
	if (inPage !== inNode)
		found.push(`in a page: printed ${inPage}, expected ${inNode}`);
}
