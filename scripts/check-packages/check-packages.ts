/**
 * Packs the packages as they would be published, installs them into an empty project and uses them there.
 *
 *     npm run check:packages                  on this Node
 *     npm run check:packages -- 20 22 24      on these versions of it, which come from npm
 */
import { rmSync } from "node:fs";
import { found } from "./findings.js";
import { checkBundle, checkTypes } from "./import-from.js";
import { checkInstalled, install } from "./install.js";
import { lint, lintTypes, pack } from "./pack.js";
import { nodes, useOn } from "./use-on-node.js";
import { folder } from "./workplace.js";

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
} finally {
	rmSync(folder, { recursive: true });
}
if (found.length > 0) {
	console.error(found.map((each) => `FOUND ${each}`).join("\n"));
	process.exitCode = 1;
}
