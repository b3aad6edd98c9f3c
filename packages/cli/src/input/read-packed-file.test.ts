import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { InputError, parseIdx } from "@mho/engine";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { readPackedFile } from "./read-packed-file.js";

const folder = mkdtempSync(join(tmpdir(), "mho-packed-"));
const path = join(folder, "images.gz");
afterAll(() => rmSync(folder, { recursive: true }));

const header = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 2];
const file = gzipSync(Uint8Array.of(...header, ...Array(12).keys()));

/** What reading makes of a file: nothing, or the message that refuses it. */
function refusal(bytes: Uint8Array): string | undefined {
	writeFileSync(path, bytes);
	try {
		parseIdx(readPackedFile(path, "data"), "x");
		return undefined;
	} catch (error) {
		if (error instanceof InputError) return error.message;
		throw error;
	}
}

test("a broken idx.gz file is refused with one line, or read", () => {
	expect(refusal(file)).toBeUndefined();
	const byte = fc.tuple(fc.nat(file.length - 1), fc.nat(255));
	const broken = fc.oneof(
		fc.nat(file.length - 1).map((length) => file.subarray(0, length)),
		fc.array(byte, { minLength: 1, maxLength: 4 }).map((changes) => {
			const bytes = Uint8Array.from(file);
			for (const [at, value] of changes) bytes[at] = value;
			return bytes;
		}),
	);
	let refused = 0;
	fc.assert(
		fc.property(broken, (bytes) => {
			const message = refusal(bytes);
			if (message === undefined) return;
			expect(message).not.toContain("\n");
			refused++;
		}),
		{ seed: 20180122, numRuns: 1000 },
	);
	expect(refused).toBeGreaterThan(500);
});

test("a file that unpacks to more than it says is not unpacked", () => {
	const bomb = gzipSync(new Uint8Array(1e6));
	new DataView(bomb.buffer, bomb.byteOffset).setUint32(
		bomb.length - 4,
		28,
		true,
	);
	expect(refusal(bomb)).toContain("not a whole gzip file");
});
