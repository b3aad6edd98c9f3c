import { readFileSync } from "node:fs";
import { InputError } from "@mho/engine";

/**
 * Bytes of a file that the user named.
 *
 * @param what what it is to be, for the message
 * @throws InputError where it cannot be read
 */
export function readInputFile(path: string, what: string): Uint8Array {
	try {
		return readFileSync(path);
	} catch (error) {
		throw new InputError(
			`${what} ${path}: ${reason((error as NodeJS.ErrnoException).code)}`,
		);
	}
}

function reason(code: string | undefined): string {
	switch (code) {
		case "ENOENT":
			return "there is no such file";
		case "EISDIR":
			return "found a folder, expected a file";
		case "EACCES":
			return "it may not be read";
		default:
			return `it cannot be read (${code ?? "unknown reason"})`;
	}
}
