import { statSync } from "node:fs";

// The bundle loads faster. In a checkout, what tsc alone has built since then is newer.
const builtAt = (file) =>
	statSync(new URL(file, import.meta.url), { throwIfNoEntry: false })
		?.mtimeMs ?? 0;
const ofTsc = [
	"../dist/.tsbuildinfo",
	"../../engine/dist/.tsbuildinfo",
	"../../engine/dist/.figures.tsbuildinfo",
];
const bundle = "../bundle/main.js";
const isNewest = ofTsc.every((file) => builtAt(bundle) >= builtAt(file));
const { main } = await import(isNewest ? bundle : "../dist/main.js");

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on("error", (error) => {
	if (error.code === "EPIPE") process.exit(0);
	process.stderr.write(
		`mho: standard output cannot be written (${error.code})\n`,
	);
	process.exit(1);
});

process.exitCode = await main(process.argv.slice(2));
