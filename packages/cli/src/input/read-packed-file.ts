import { gunzipSync } from "node:zlib";
import { InputError } from "@mho/engine";
import { readInputFile } from "./read-input-file.js";

/** A file never unpacks to more: the largest array that holds all of it. */
const MOST_BYTES = 2 ** 31;

/**
 * Bytes of a file that the user named, unpacked where it is a gzip file.
 *
 * @throws InputError where it cannot be read or unpacked
 */
export function readPackedFile(path: string, what: string): Uint8Array {
	const bytes = readInputFile(path, what);
	if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
	try {
		return gunzipSync(bytes, { maxOutputLength: mostBytes(bytes) });
	} catch (error) {
		throw new InputError(
			`${what} ${path}: not a whole gzip file: ${(error as Error).message}`,
		);
	}
}

/** What a gzip file says of its own length, modulo 2^32; more is not unpacked. */
function mostBytes(bytes: Uint8Array): number {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const length = bytes.length < 18 ? 0 : view.getUint32(bytes.length - 4, true);
	return Math.min(length + 1, MOST_BYTES);
}
