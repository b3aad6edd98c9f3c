import fc from "fast-check";
import { expect } from "vitest";
import { InputError } from "./input-error.js";

/** What transport and hostility do to a file. */
export type Damage =
	/** Cut short to a share of its length. */
	| { readonly keep: number }
	/** More bytes behind it. */
	| { readonly grow: Uint8Array }
	/** Bytes at shares of its length that are others. */
	| { readonly flips: readonly (readonly [number, number])[] }
	/** A number at a share of its length that is an extreme one, in a way that files write numbers. */
	| { readonly put: Uint8Array; readonly at: number };

const share = fc.double({ min: 0, max: 1, noNaN: true });
const EXTREMES = [
	0,
	1,
	65_537,
	2 ** 28,
	2 ** 31 - 1,
	2 ** 31,
	2 ** 32 - 1,
	2 ** 40,
	2 ** 53,
];

/** Little and big endian of four and eight bytes, a protobuf varint, text. */
const WRITINGS: readonly ((value: number) => Uint8Array)[] = [
	(value) => ofView(4, (view) => view.setUint32(0, value, true)),
	(value) => ofView(4, (view) => view.setUint32(0, value)),
	(value) => ofView(8, (view) => view.setBigUint64(0, BigInt(value), true)),
	(value) => ofView(8, (view) => view.setFloat64(0, -(2 ** value), true)),
	(value) => Uint8Array.from(varint(BigInt(value))),
	(value) => new TextEncoder().encode(String(value)),
];

export const damage: fc.Arbitrary<Damage> = fc.oneof(
	fc.record({ keep: share }),
	fc.record({ grow: fc.uint8Array({ minLength: 1, maxLength: 64 }) }),
	fc.record({
		flips: fc.array(fc.tuple(share, fc.nat(255)), {
			minLength: 1,
			maxLength: 4,
		}),
	}),
	fc
		.tuple(fc.constantFrom(...EXTREMES), fc.constantFrom(...WRITINGS), share)
		.map(([value, write, at]) => ({ put: write(value), at })),
);

export function damaged(file: Uint8Array, how: Damage): Uint8Array {
	if ("keep" in how)
		return file.subarray(0, Math.floor(how.keep * file.length));
	if ("grow" in how) return Uint8Array.of(...file, ...how.grow);
	// `slice` would not copy where the file is a Node Buffer.
	const bytes = new Uint8Array(file);
	const place = (at: number) => Math.floor(at * (file.length - 1));
	if ("put" in how)
		bytes.set(how.put.subarray(0, file.length - place(how.at)), place(how.at));
	else for (const [at, byte] of how.flips) bytes[place(at)] = byte;
	return bytes;
}

/** CPU time of one small file, seconds, that only what never ends takes; some milliseconds are usual. */
const ENDLESS = 10;

/**
 * Reads a file that may be damaged: it is read, or refused with one line, and neither takes long.
 *
 * @returns the message, undefined where it was read
 */
export function refusal(read: () => unknown): string | undefined {
	const start = process.cpuUsage();
	const message = messageOf(read);
	const { user, system } = process.cpuUsage(start);
	expect((user + system) / 1e6).toBeLessThan(ENDLESS);
	expect(message ?? "").not.toContain("\n");
	return message;
}

function messageOf(read: () => unknown): string | undefined {
	try {
		read();
		return undefined;
	} catch (error) {
		if (error instanceof InputError) return error.message;
		throw error;
	}
}

function ofView(length: number, write: (view: DataView) => void): Uint8Array {
	const bytes = new Uint8Array(length);
	write(new DataView(bytes.buffer));
	return bytes;
}

function varint(value: bigint): readonly number[] {
	return value < 128n
		? [Number(value)]
		: [Number(value & 127n) | 128, ...varint(value >> 7n)];
}
