/**
 * Lists what comes with an installed mho: version and licence of each package, as npm would install them today. Finds
 * those that are deprecated, that run something while they are installed, or whose licence is not one of the permissive
 * ones. Advisories are asked for with `npm audit`; it is said where a registry answers neither.
 *
 *     npm run check:dependencies
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const LICENCES = [
	"MIT",
	"ISC",
	"BSD-2-Clause",
	"BSD-3-Clause",
	"Apache-2.0",
	"0BSD",
	"Unlicense",
];

/** An entry of a lock file. */
interface Locked {
	readonly version: string;
	readonly license?: string;
	readonly deprecated?: string;
	readonly hasInstallScript?: boolean;
}

const folder = mkdtempSync(join(tmpdir(), "mho-dependencies-"));
try {
	writeFileSync(
		join(folder, "package.json"),
		JSON.stringify({ private: true, dependencies: dependencies() }),
	);
	npm("install", "--package-lock-only", "--no-audit", "--no-fund");
	const lock = readFileSync(join(folder, "package-lock.json"), "utf8");
	const packages = Object.entries<Locked>(JSON.parse(lock).packages).filter(
		([path]) => path !== "",
	);
	const found = packages.flatMap(([path, entry]) => {
		const name = path.replace(/^.*node_modules\//, "");
		console.log(`${name} ${entry.version} ${entry.license ?? "no licence"}`);
		return problemsOf(entry).map((problem) => `${name}: ${problem}`);
	});
	console.log(`${packages.length} packages, ${found.length} findings`);
	console.log(`deprecated packages: ${deprecations()}`);
	console.log(`advisories: ${advisories()}`);
	if (found.length > 0) {
		console.error(found.map((each) => `FOUND ${each}`).join("\n"));
		process.exitCode = 1;
	}
} finally {
	rmSync(folder, { recursive: true });
}

/** Of both packages, without each other. */
function dependencies(): Readonly<Record<string, string>> {
	const of = (name: string): Record<string, string> => {
		const url = new URL(`../../packages/${name}/package.json`, import.meta.url);
		return JSON.parse(readFileSync(fileURLToPath(url), "utf8")).dependencies;
	};
	const { "@mho/engine": _, ...others } = { ...of("engine"), ...of("cli") };
	return others;
}

function problemsOf(entry: Locked): readonly string[] {
	const { license, deprecated, hasInstallScript } = entry;
	return [
		...(deprecated === undefined ? [] : [`deprecated: ${deprecated}`]),
		...(hasInstallScript ? ["runs something while it is installed"] : []),
		...(license !== undefined && LICENCES.includes(license)
			? []
			: [`licence ${license}, expected one of ${LICENCES.join(", ")}`]),
	];
}

/** Not every registry hands on which packages are deprecated: one that is known to be tells. */
function deprecations(): string {
	const known = npm("view", "har-validator@5.1.5", "deprecated").trim();
	return known === "" ? "not told by this registry" : "would be found above";
}

/** What `npm audit` says in a word. */
function advisories(): string {
	try {
		npm("audit", "--loglevel", "error");
		return "none known to the registry";
	} catch (error) {
		const { stdout, stderr } = error as { stdout: string; stderr: string };
		if (/audit endpoint returned an error/.test(stderr))
			return "not asked, the registry does not answer npm audit";
		process.exitCode = 1;
		return `found by npm audit\n${stdout}`;
	}
}

function npm(...args: readonly string[]): string {
	return execFileSync("npm", args, {
		cwd: folder,
		encoding: "utf8",
		stdio: "pipe",
	});
}
