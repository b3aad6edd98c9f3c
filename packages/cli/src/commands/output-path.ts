import { accessSync, constants, statSync } from "node:fs";
import { dirname } from "node:path";
import { InputError } from "@mho/engine";

/**
 * Path of a file to write, or `-` for standard output. Whether it can be written is found out before the work, not
 * after it.
 *
 * @throws InputError where the folder is not there or not writable, or the path is a folder
 */
export function outputPath(path: string): string {
	if (path === "-") return path;
	const folder = dirname(path);
	try {
		accessSync(folder, constants.W_OK);
	} catch {
		throw new InputError(
			`${path}: cannot be written, folder ${folder} is not there or not writable`,
		);
	}
	if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
		throw new InputError(`${path}: found a folder, expected a file to write`);
	return path;
}
