// Compiles every src/**/X.as.ts (AssemblyScript) to src/**/X.wasm.ts, a module that carries the WebAssembly
// deflated, as base64 text: no file or network access is needed to load it, in Node or in a browser. Zopfli deflates to
// 5 % less than zlib. Files X.part.as.ts are imported by others in their folder.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import zopfli from "@gfx/zopfli";
import asc from "assemblyscript/asc";

// Relaxed SIMD stays off: its results differ between machines.
const FLAGS = [
	"-O3",
	"--runtime",
	"stub",
	"--noAssert",
	"--importMemory",
	"--enable",
	"simd",
];

const PART = ".part.as.ts";

const engine = dirname(dirname(fileURLToPath(import.meta.url)));

for (const name of readdirSync(join(engine, "src"), { recursive: true })) {
	if (name.endsWith(".as.ts") && !name.endsWith(PART))
		await buildKernel(join(engine, "src", name));
}

async function buildKernel(source) {
	const target = source.replace(/\.as\.ts$/, ".wasm.ts");
	const folder = dirname(source);
	const parts = readdirSync(folder).filter((name) => name.endsWith(PART));
	const newestInput = Math.max(
		modified(source),
		...parts.map((name) => modified(join(folder, name))),
		modified(fileURLToPath(import.meta.url)),
	);
	if (modified(target) > newestInput) return;
	const binary = await compile(source);
	const deflated = await zopfli.deflateAsync(binary, {});
	const base64 = Buffer.from(deflated).toString("base64");
	writeFileSync(
		target,
		`// Generated from ${basename(source)} by build-kernels.js.\nexport const wasmBase64: string =\n\t"${base64}";\n`,
	);
	console.log(`${relative(engine, target)}: ${binary.length} bytes`);
}

async function compile(source) {
	let binary;
	const { error, stderr } = await asc.main(
		[basename(source), "--outFile", "kernel.wasm", ...FLAGS],
		{
			readFile: (name, base) =>
				readTextIfPresent(join(dirname(source), base, name)),
			writeFile: (name, contents) => {
				if (name === "kernel.wasm") binary = contents;
			},
			listFiles: () => [],
		},
	);
	if (error || !binary) {
		console.error(stderr.toString());
		throw new Error(`${relative(engine, source)} does not compile`);
	}
	return binary;
}

function readTextIfPresent(path) {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return null;
	}
}

function modified(path) {
	return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
