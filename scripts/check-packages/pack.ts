import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { found, megabytes, say } from "./findings.js";
import { run } from "./run.js";
import { folder, REPOSITORY } from "./workplace.js";

/** Packs a package and looks at its files. Returns the tarball. */
export function pack(path: string): string {
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

/** What publint has to say of it. */
export async function lint(path: string): Promise<void> {
	const pkgDir = join(REPOSITORY, path);
	const pkg = JSON.parse(readFileSync(join(pkgDir, "package.json"), "utf8"));
	const { messages } = await publint({ pkgDir, strict: true });
	for (const message of messages)
		found.push(`${path}: ${formatMessage(message, pkg)}`);
	say(path, `publint: ${messages.length} messages`);
}

/** Types resolve for whoever imports; there is no CommonJS form. */
export function lintTypes(tarball: string): void {
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
