import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { InputError } from "@mho/engine";

/**
 * Bytes of a file that the user named.
 *
 * @param what what it is to be, for the message
 * @param most bytes that are wanted from its start; all by default
 * @throws InputError where it cannot be read
 */
export function readInputFile(
	path: string,
	what: string,
	most?: number,
): Uint8Array {
	try {
		return most === undefined ? readFileSync(path) : readHead(path, most);
	} catch (error) {
		throw new InputError(
			`${what} ${path}: ${reason((error as NodeJS.ErrnoException).code)}`,
		);
	}
}

function readHead(path: string, most: number): Uint8Array {
	const file = openSync(path, "r");
	try {
		const bytes = new Uint8Array(most);
		let length = 0;
		for (let read = -1; read !== 0 && length < most; length += read) {
			read = readSync(file, bytes, length, most - length, length);
		}
		return bytes.subarray(0, length);
	} finally {
		closeSync(file);
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
