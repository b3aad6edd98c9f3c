import { execFile } from "node:child_process";
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
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
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
 * Does in a project what a document says: a block with the name of a file is written there, other blocks of `js` and
 * `sh` are run, and must not fail.
 */
export async function followDocument(
	path: string,
	folder: string,
): Promise<readonly Printed[]> {
	const markdown = readFileSync(join(REPOSITORY, path), "utf8");
	const printed: Printed[] = [];
	for (const block of codeBlocks(markdown)) {
		const { language, file, text } = block;
		if (file !== undefined) {
			mkdirSync(dirname(join(folder, file)), { recursive: true });
			writeFileSync(join(folder, file), text);
		} else if (language === "js" || language === "sh")
			printed.push({ ...block, stdout: await run(block, folder) });
	}
	return printed;
}

function run({ language, text }: CodeBlock, folder: string): Promise<string> {
	const script = join(folder, "block.mjs");
	if (language === "js") writeFileSync(script, text);
	const [program, args] =
		language === "js"
			? [process.execPath, [script]]
			: ["bash", ["-euo", "pipefail", "-c", commands(text)]];
	const PATH = `${join(folder, "node_modules/.bin")}:${process.env.PATH}`;
	const { FORCE_COLOR: _, ...environment } = process.env;
	return new Promise((resolve, reject) => {
		execFile(
			program,
			args,
			{ cwd: folder, env: { ...environment, PATH }, maxBuffer: 2 ** 26 },
			(error, stdout, stderr) =>
				error
					? reject(new Error(`${text}\n${stdout}\n${stderr}`))
					: resolve(stdout),
		);
	});
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
