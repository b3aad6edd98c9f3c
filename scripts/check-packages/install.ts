import {
	mkdirSync,
	readdirSync,
	readFileSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { found, hold, megabytes, say } from "./findings.js";
import { run, timed } from "./run.js";
import { folder, project } from "./workplace.js";

/** Installs tarballs into an empty project from an empty cache. */
export function install(tarballs: readonly string[]): void {
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
export function checkInstalled(): void {
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

function sizeOf(path: string): number {
	return readdirSync(path, { recursive: true, encoding: "utf8" })
		.map((name) => statSync(join(path, name)))
		.filter((entry) => entry.isFile())
		.reduce((sum, { size }) => sum + size, 0);
}
