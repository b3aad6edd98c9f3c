import { unzipSync } from "fflate";
import { InputError } from "./input-error.js";
import { type NumberTensor, parseNpy } from "./npy.js";

/** Deflate makes at most so many bytes of one (RFC 1951). */
const GREATEST_RATIO = 1032;

/**
 * Reads the arrays of a `.npz` file, by name: a zip of `.npy` files.
 *
 * @throws InputError where it is none, or an entry claims more bytes than it can hold
 */
export function parseNpz(
	bytes: Uint8Array,
	name: string,
): ReadonlyMap<string, NumberTensor> {
	const arrays = unzip(bytes, name);
	return new Map(
		Object.entries(arrays).map(([entry, array]) => [
			entry.replace(/\.npy$/, ""),
			parseNpy(array, `${name}, ${entry}`),
		]),
	);
}

function unzip(
	bytes: Uint8Array,
	name: string,
): Readonly<Record<string, Uint8Array>> {
	let claimed = 0;
	try {
		return unzipSync(bytes, {
			filter: ({ name: entry, size, originalSize }) => {
				claimed += Math.max(size, originalSize / GREATEST_RATIO);
				if (claimed > bytes.length)
					throw new Error(`${entry} claims ${originalSize} bytes`);
				return entry.endsWith(".npy");
			},
		});
	} catch (error) {
		throw new InputError(
			`${name}: not an npz file: ${(error as Error).message}`,
		);
	}
}
