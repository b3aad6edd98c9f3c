// Joins the files that tsc has written, the engine's too, into one file for each thread and one for each command that
// loads more: several hundred files take half a second to find and load, one file a tenth of that. Packages of
// others stay outside.

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const cli = dirname(dirname(fileURLToPath(import.meta.url)));
const OWN = /^(\.|\/|@mho\/)/;

const bundle = await rolldown({
	cwd: cli,
	// All lie in one folder, so that what a file finds beside it is there.
	input: [
		"dist/main.js",
		"dist/threads/image-worker.js",
		"dist/executors/point-worker.js",
		"dist/executors/redis-worker.js",
	],
	platform: "node",
	external: (id) => !OWN.test(id),
});
await bundle.write({ dir: join(cli, "bundle"), cleanDir: true });
await bundle.close();
