// What a browser loads before the first result may weigh at most so much, compressed as hosts do; the built-in network
// and its digits come on top. The editor, plots, further pages and readers of files load when they are needed.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const MOST_KILOBYTES = 350;

const app = new URL("../../cli/web/", import.meta.url);
const page = readFileSync(new URL("index.html", app), "utf8");
const named = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(
	([, file]) => file,
);
const worker = readdirSync(new URL("assets/", app)).find((name) =>
	name.startsWith("session-worker-"),
);
const files = ["index.html", ...named, `assets/${worker}`];
let sum = 0;
for (const file of files) {
	const { length } = gzipSync(readFileSync(new URL(file, app)), { level: 9 });
	sum += length / 1000;
	console.log(`${(length / 1000).toFixed(1).padStart(7)} kB  ${file}`);
}
console.log(`${sum.toFixed(1).padStart(7)} kB  of ${MOST_KILOBYTES} kB`);
if (named.length === 0 || !worker || sum > MOST_KILOBYTES) {
	console.error(
		`first load: found ${sum.toFixed(1)} kB in ${files.length} files, expected at most ${MOST_KILOBYTES} kB`,
	);
	process.exit(1);
}
