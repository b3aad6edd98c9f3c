import { expect, test } from "vitest";
import { commandLine } from "./command-line.support.js";

const { mhoWith, file } = commandLine();

/** Node's options under which packages are not to be found. */
function without(...names: readonly string[]): string {
	const resolve = `export const resolve = (name, context, next) => {
		if (!${JSON.stringify(names)}.includes(name)) return next(name, context);
		throw Object.assign(new Error("Cannot find package " + name), { code: "ERR_MODULE_NOT_FOUND" });
	};`;
	const module = (text: string): string =>
		`data:text/javascript,${encodeURIComponent(text)}`;
	return `--import=${module(`import { register } from "node:module"; register(${JSON.stringify(module(resolve))});`)}`;
}

test.each([
	[
		["query", "points.duckdb", "select 1"],
		"DuckDB is not installed, which result stores are files of: npm install @duckdb/node-api",
	],
	[
		["sweep", "space.yaml"],
		"DuckDB is not installed, which result stores are files of: npm install @duckdb/node-api",
	],
	[
		["worker", "--redis", "redis://127.0.0.1:1"],
		"BullMQ is not installed, which sweeps on several machines need: npm install bullmq ioredis",
	],
])(
	"mho %j without its optional package says how to install it",
	async (args, message) => {
		file("points.duckdb", "");
		file("space.yaml", "network: lenet5\naxes: { crossbar.rows: [64, 128] }\n");
		const NODE_OPTIONS = without("@duckdb/node-api", "bullmq", "ioredis");
		expect(await mhoWith({ NODE_OPTIONS }, ...args)).toEqual({
			code: 2,
			stdout: "",
			stderr: `mho: ${message}\n`,
		});
	},
);
