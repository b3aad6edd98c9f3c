#!/usr/bin/env node
import { main } from "../dist/main.js";

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on("error", (error) => {
	if (error.code === "EPIPE") process.exit(0);
	process.stderr.write(
		`mho: standard output cannot be written (${error.code})\n`,
	);
	process.exit(1);
});

process.exitCode = await main(process.argv.slice(2));
