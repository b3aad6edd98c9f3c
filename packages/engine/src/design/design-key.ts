import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Design } from "./design.js";

/** Hexadecimal digits of a key: 128 bits, so that two of 10^9 contents meet with a chance of 10^−21. */
const KEY_DIGITS = 32;

/** Content as a short name: the same text gives the same key on every machine. */
export function contentKey(text: string): string {
	return bytesToHex(sha256(utf8ToBytes(text))).slice(0, KEY_DIGITS);
}

/**
 * Content of a design as a short name. What it is called and how it is described does not count, nor does the order
 * of fields; all that can change a result does.
 */
export function designKey({
	name: _,
	description: __,
	...fields
}: Design): string {
	const parts = Object.keys(fields)
		.sort()
		.map(
			(field) => `${field}:${partKey(fields[field as keyof typeof fields])}`,
		);
	return contentKey(parts.join("\n"));
}

/** Keys of parts that were met before: designs of a sweep share most of theirs. */
const known = new WeakMap<object, string>();

function partKey(part: unknown): string {
	if (typeof part !== "object" || part === null) return JSON.stringify(part);
	const key = known.get(part) ?? contentKey(canonicalJson(part));
	known.set(part, key);
	return key;
}

/** JSON with the fields of every map in alphabetical order, and without those that are undefined. */
export function canonicalJson(value: unknown): string {
	return JSON.stringify(value, (_, part: unknown) =>
		typeof part === "object" && part !== null && !Array.isArray(part)
			? Object.fromEntries(
					Object.entries(part).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
				)
			: part,
	);
}
