import { type ChildProcess, execFile, spawn } from "node:child_process";
import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished } from "vitest";
import { builtInDigits } from "./input/built-in-digits.js";

const REPOSITORY = fileURLToPath(new URL("../../../", import.meta.url));
const PACKAGE = join(REPOSITORY, "packages/cli");

/** A fenced block of a Markdown file: its language and, behind it, the name of the file that it is. */
export interface CodeBlock {
	readonly language: string;
	readonly file: string | undefined;
	readonly text: string;
}

export function codeBlocks(markdown: string): readonly CodeBlock[] {
	const fences = /^```(\w+)(?: (\S+))?\n(.*?)^```$/gms;
	return [...markdown.matchAll(fences)].map(([, language, file, text]) => ({
		language: language!,
		file,
		text: text!,
	}));
}

/** What a block printed. */
export interface Printed extends CodeBlock {
	readonly stdout: string;
}

/** An empty project that has mho installed; it is removed after the test. */
export function emptyProject(): string {
	const folder = mkdtempSync(join(tmpdir(), "mho-project-"));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	mkdirSync(join(folder, "node_modules/.bin"), { recursive: true });
	symlinkSync(PACKAGE, join(folder, "node_modules/mho"));
	symlinkSync(
		join(PACKAGE, "bin/mho.js"),
		join(folder, "node_modules/.bin/mho"),
	);
	writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
	return folder;
}

/**
 * Does in a project what a document says. A block with the name of a file is written there, or is an excerpt that the
 * file of the repository must hold; blocks of `js` and `sh` are run and must not fail, `sh repository` in the
 * repository and `sh background` until the document is done.
 *
 * @param said what stands for something else here, such as the name of a machine
 */
export async function followDocument(
	path: string,
	folder: string,
	said: readonly (readonly [string, string])[] = [],
): Promise<readonly Printed[]> {
	const markdown = said.reduce(
		(text, [from, to]) => text.replaceAll(from, to),
		readFileSync(join(REPOSITORY, path), "utf8"),
	);
	const background: ChildProcess[] = [];
	const printed: Printed[] = [];
	try {
		for (const block of codeBlocks(markdown)) {
			if (block.file === "background")
				background.push(spawn(...programOf(block, folder)));
			else if (/^(js|sh)$/.test(block.language) && !isFile(block))
				printed.push({ ...block, stdout: await run(block, folder) });
			else if (block.file?.startsWith("packages/")) expectExcerpt(block);
			else if (block.file !== undefined)
				writeFileSync(join(folder, block.file), block.text);
		}
	} finally {
		for (const child of background) process.kill(-child.pid!);
	}
	return printed;
}

const isFile = ({ file }: CodeBlock): boolean =>
	file !== undefined && file !== "repository";

function expectExcerpt({ file, text }: CodeBlock): void {
	expect(readFileSync(join(REPOSITORY, file!), "utf8")).toContain(text);
}

function run(block: CodeBlock, folder: string): Promise<string> {
	const [program, args, options] = programOf(block, folder);
	return new Promise((resolve, reject) => {
		execFile(
			program,
			args,
			{ ...options, maxBuffer: 2 ** 26 },
			(error, stdout, stderr) =>
				error
					? reject(new Error(`${block.text}\n${stdout}\n${stderr}`))
					: resolve(stdout),
		);
	});
}

/** A machine of one core: so little work is done before a second thread has loaded the engine, which costs as much. */
const ONE_CORE = `import os from "node:os";
import { syncBuiltinESMExports } from "node:module";
os.availableParallelism = () => 1;
syncBuiltinESMExports();`;
const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(ONE_CORE)}`;

/** What runs a block, as a group of processes of its own. */
function programOf(
	{ language, file, text }: CodeBlock,
	folder: string,
): [
	string,
	string[],
	{ cwd: string; env: NodeJS.ProcessEnv; detached: boolean; stdio: "pipe" },
] {
	const PATH = `${join(folder, "node_modules/.bin")}:${process.env.PATH}`;
	const { FORCE_COLOR: _, ...environment } = process.env;
	const options = {
		cwd: file === "repository" ? REPOSITORY : folder,
		env: { ...environment, PATH, NODE_OPTIONS },
		detached: file === "background",
		stdio: "pipe" as const,
	};
	if (language === "sh")
		return ["bash", ["-euo", "pipefail", "-c", commands(text)], options];
	const script = join(folder, "block.mjs");
	writeFileSync(script, text);
	return [process.execPath, [script], options];
}

/** What is installed already is not installed again. */
function commands(text: string): string {
	return text.replaceAll("npx mho", "mho").replaceAll(/^npm install .*$/gm, "");
}

/** A user's network, images and labels: LeNet-5 and its first test digits, as `network.onnx` and `.npy` files. */
export function bringOwnFiles(folder: string, count: number): void {
	cpSync(
		join(REPOSITORY, "packages/engine/models/lenet5-mnist.onnx"),
		join(folder, "network.onnx"),
	);
	const { pixels, labels } = builtInDigits("t10k", count);
	writeFileSync(
		join(folder, "images.npy"),
		npy(
			"<f4",
			`${count}, 1, 28, 28`,
			Float32Array.from(pixels, (pixel) => pixel / 256),
		),
	);
	writeFileSync(join(folder, "labels.npy"), npy("|u1", `${count},`, labels));
}

export function npy(
	type: string,
	shape: string,
	data: ArrayBufferView,
): Buffer {
	const fields = `{'descr': '${type}', 'fortran_order': False, 'shape': (${shape}), }`;
	const header = `${fields.padEnd(117)}\n`;
	const preamble = Buffer.from("\x93NUMPY\x01\x00\x00\x00", "latin1");
	preamble.writeUInt16LE(header.length, 8);
	return Buffer.concat([
		preamble,
		Buffer.from(header, "latin1"),
		Buffer.from(data.buffer, data.byteOffset, data.byteLength),
	]);
}
