import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect } from "vitest";

const MHO = fileURLToPath(new URL("../bin/mho.js", import.meta.url));

/** The variables that ask for colour, or for none, whoever runs the tests. */
const { FORCE_COLOR: _, NO_COLOR: __, ...environment } = process.env;

export interface Outcome {
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
}

/** The command line in a folder of its own, which is removed after the tests of a file. */
export interface CommandLine {
	readonly folder: string;
	/** Runs the built command line as a user does. */
	mho(...args: string[]): Promise<Outcome>;
	/** The same with variables of the environment. */
	mhoWith(
		variables: Record<string, string>,
		...args: string[]
	): Promise<Outcome>;
	/** Its result, where all goes well. */
	// biome-ignore lint/suspicious/noExplicitAny: results are looked at field by field
	json(...args: string[]): Promise<any>;
	/** Writes a file into the folder, and gives its name. */
	file(name: string, text: string | Uint8Array): string;
	/** Of the sections of a report page. */
	headings(name: string): readonly string[];
}

export function commandLine(): CommandLine {
	const folder = mkdtempSync(join(tmpdir(), "mho-"));
	afterAll(() => rmSync(folder, { recursive: true }));
	const mhoWith: CommandLine["mhoWith"] = (variables, ...args) =>
		new Promise((resolve) => {
			execFile(
				process.execPath,
				[MHO, ...args],
				{
					cwd: folder,
					env: { ...environment, ...variables },
					maxBuffer: 2 ** 26,
				},
				(error, stdout, stderr) => {
					resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
				},
			);
		});
	const mho: CommandLine["mho"] = (...args) => mhoWith({}, ...args);
	return {
		folder,
		mho,
		mhoWith,
		async json(...args) {
			const { code, stdout, stderr } = await mho(...args, "--json", "-");
			expect(stderr).toBe("");
			expect(code).toBe(0);
			return JSON.parse(stdout);
		},
		file(name, text) {
			writeFileSync(join(folder, name), text);
			return name;
		},
		headings(name) {
			const page = readFileSync(join(folder, name), "utf8");
			return [...page.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, text]) => text!);
		},
	};
}
