#!/usr/bin/env node
// Syntax that old versions of Node know too, so that they can say that they are too old.
var version = process.versions.node.split(".").map(Number);
if (version[0] > 20 || (version[0] === 20 && version[1] >= 19))
	import("./start.js");
else {
	process.stderr.write(
		"mho: found Node " +
			process.versions.node +
			", expected 20.19 or newer: https://nodejs.org, or npx -p node@22 -p mho mho\n",
	);
	process.exitCode = 2;
}
