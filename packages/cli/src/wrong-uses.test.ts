import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bringOwnFiles, npy } from "./document.support.js";
import { runMain } from "./run-main.support.js";
import { files, wrongUses } from "./wrong-uses.support.js";

// Every wrong use with its answer. `UPDATE_DOCS=1 npx vitest run wrong-uses` writes docs/errors.md.
const path = fileURLToPath(new URL("../../../docs/errors.md", import.meta.url));

const folder = mkdtempSync(join(tmpdir(), "mho-"));

const at = (name: string): string => join(folder, name);

beforeAll(() => {
	bringOwnFiles(folder, 40);
	cpSync(at("network.onnx"), at("net.onnx"));
	const cut = (name: string) => readFileSync(at(name)).subarray(0, 5000);
	writeFileSync(at("cut.onnx"), cut("net.onnx"));
	writeFileSync(at("cut.npy"), cut("images.npy"));
	for (const name of ["folder.onnx", "empty-folder", "taken"])
		mkdirSync(at(name));
	writeFileSync(at("taken/data.yaml"), "mine");
	for (const [name, text] of Object.entries(files))
		writeFileSync(at(name), text);
	const ones = (count: number): Float32Array => new Float32Array(count).fill(1);
	const arrays = {
		"wide.npy": npy("<f4", "4, 1, 28, 29", ones(4 * 28 * 29)),
		"wide-labels.npy": npy("|u1", "4,", new Uint8Array(4)),
		"flat.npy": npy("<f4", "784,", ones(784)),
		"nan.npy": npy("<f4", "40, 1, 28, 28", ones(40 * 784).fill(Number.NaN)),
		"few.npy": npy("|u1", "39,", new Uint8Array(39)),
		"great.npy": npy("|u1", "40,", new Uint8Array(40).fill(10)),
		"halves.npy": npy("<f4", "40,", ones(40).fill(0.5)),
		"one.npy": npy("<f4", "1, 1, 28, 28", ones(784)),
		"one-label.npy": npy("|u1", "1,", new Uint8Array(1)),
	};
	for (const [name, bytes] of Object.entries(arrays))
		writeFileSync(at(name), bytes);
});

afterAll(() => rmSync(folder, { recursive: true }));

/** As a shell splits it; on one thread, since the others run what is built. */
function wordsOf(command: string): readonly string[] {
	const words = command.split(" ").map((word) => (word === "''" ? "" : word));
	const takesThreads = /^(run|compare|optimize|ladder) ./.test(command);
	const isGiven = words.includes("--threads") || words.length < 2;
	return takesThreads && !isGiven ? [...words, "--threads", "1"] : words;
}

/** Without the folder's name, and of what is expected no more than three: a field that comes changes no answer. */
function withShortLists(answer: string): string {
	return answer
		.replaceAll(`${folder}/`, "")
		.replace(
			/(expected (?:[\w.-]+(?:, | or )){3})[\w.-]+(?:(?:, | or )[\w.-]+)+/,
			"$1…",
		)
		.replace("… .yaml file", "… or a .yaml file");
}

const answers = new Map<string, string>();

describe.each(Object.entries(wrongUses))("%s", (_, commands) => {
	test.each(commands)("mho %s", async (command) => {
		const { code, stdout, stderr } = await runMain(folder, wordsOf(command));
		answers.set(command, withShortLists(stderr.trimEnd()));
		expect([code, stdout]).toEqual([2, ""]);
		expect(stderr).toMatch(
			/^(mho: .{10,400}|error: .{10,400}\n(\(Did you mean .*\)\n)?\(--help shows the usage\))\n$/,
		);
		expect(stderr).not.toMatch(
			/undefined|NaN\b(?! at)|\[object|\bat .*\.[jt]s:/,
		);
	});
});

test("there are 200, and each has the answer that docs/errors.md shows", () => {
	expect(answers.size).toBeGreaterThanOrEqual(200);
	const sections = Object.entries(wrongUses).map(([topic, commands]) =>
		[
			`## ${topic}\n`,
			...commands.map(
				(command) =>
					`\`mho ${command}\`\n\n${answers.get(command)!.replaceAll(/^/gm, "    ")}\n`,
			),
		].join("\n"),
	);
	const document = [
		"# Errors",
		"",
		"What wrong uses of the command line are answered: one line that says where, what was found and what was",
		"expected, and exit code 2. A run that fails for another reason exits with 1. Written by `UPDATE_DOCS=1 npx vitest run",
		"wrong-uses`; a test holds this file to the program. Of long lists it shows three. The files that are named here are in",
		"[wrong-uses.support.ts](../packages/cli/src/wrong-uses.support.ts).",
		"",
		...sections,
	].join("\n");
	if (process.env.UPDATE_DOCS) writeFileSync(path, document);
	expect(readFileSync(path, "utf8")).toBe(document);
});
