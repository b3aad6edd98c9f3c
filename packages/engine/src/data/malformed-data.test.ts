import fc from "fast-check";
import { encode as encodePng } from "fast-png";
import { zipSync } from "fflate";
import { encode as encodeJpeg } from "jpeg-js";
import { expect, test } from "vitest";
import { parseCifar10 } from "../base/cifar10.js";
import { damage, damaged, refusal } from "../base/damage.support.js";
import { parseIdx } from "../base/idx.js";
import { parseNpy } from "../base/npy.js";
import { parseNpz } from "../base/npz.js";
import { decodeImage } from "./decode-image.js";
import { resolveDataFile } from "./resolve-data-file.js";

const RUNS = 1000;

const text = (content: string) => new TextEncoder().encode(content);
const noise = (length: number) =>
	Uint8Array.from({ length }, (_, i) => (i * 2654435761) >>> 24);

const npy = Uint8Array.of(
	...[0x93, ...text("NUMPY"), 1, 0, 118, 0],
	...text(
		`${"{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3, 2), }".padEnd(117)}\n`,
	),
	...noise(48),
);
const levels = noise(4 * 8 * 8);

/** A small file of each kind, whole, and what reads it. */
const kinds: Readonly<
	Record<string, { file: Uint8Array; read: (bytes: Uint8Array) => unknown }>
> = {
	idx: {
		file: Uint8Array.of(
			0,
			0,
			8,
			3,
			0,
			0,
			0,
			2,
			0,
			0,
			0,
			3,
			0,
			0,
			0,
			2,
			...noise(12),
		),
		read: (bytes) => parseIdx(bytes, "x"),
	},
	"CIFAR-10": {
		file: Uint8Array.of(1, ...noise(3072), 9, ...noise(3072)),
		read: (bytes) => parseCifar10(bytes, "x"),
	},
	npy: { file: npy, read: (bytes) => parseNpy(bytes, "x") },
	"stored npz": {
		file: zipSync({ "x.npy": npy, "y.npy": npy }, { level: 0 }),
		read: (bytes) => parseNpz(bytes, "x"),
	},
	"packed npz": {
		file: zipSync({ "x.npy": npy, "y.npy": npy }),
		read: (bytes) => parseNpz(bytes, "x"),
	},
	PNG: {
		file: encodePng({ width: 8, height: 8, channels: 4, data: levels }),
		read: (bytes) => decodeImage(bytes, "x"),
	},
	JPEG: {
		file: encodeJpeg({ width: 8, height: 8, data: levels }, 90).data,
		read: (bytes) => decodeImage(bytes, "x"),
	},
	YAML: {
		file: text(
			"images: &a x.npy\nlabels: *a\npreprocess:\n  resize: { kind: shorter-side, pixels: 256 }\n  crop: 224\n  mean: [1/2, 3]\n",
		),
		read: (bytes) =>
			resolveDataFile({ name: "x", text: new TextDecoder().decode(bytes) }),
	},
};

test.each(Object.keys(kinds))(
	"a broken %s file is refused with a message, or read",
	(kind) => {
		const { file, read } = kinds[kind]!;
		expect(() => read(file)).not.toThrow();
		let refused = 0;
		fc.assert(
			fc.property(damage, (how) => {
				const message = refusal(() => read(damaged(file, how)));
				if (message === undefined) return;
				expect(message).toMatch(/^x.*: ./);
				refused++;
			}),
			{ numRuns: RUNS, seed: 20180122 },
		);
		expect(refused).toBeGreaterThan(RUNS / 10);
	},
);

test("a file that claims more than there is takes no memory for it", () => {
	const claiming = (shape: string) => {
		const file = npy.slice();
		const at = new TextDecoder().decode(npy).indexOf("'shape'");
		file.set(text(`'shape': (${shape}), }`.padEnd(30)), at);
		return file;
	};
	for (const shape of [`${2 ** 40},`, `${2 ** 20}, ${2 ** 20}`])
		expect(() => parseNpy(claiming(shape), "x")).toThrow(
			`needs ${2 ** 42} bytes, found 48`,
		);
	expect(() => parseNpy(claiming("9".repeat(18)), "x")).toThrow("npy shape");
	const greatest = [255, 255, 255, 255];
	const idx = Uint8Array.of(0, 0, 8, 3, ...greatest, ...greatest, ...greatest);
	expect(() => parseIdx(idx, "x")).toThrow("needs");
	const zip = kinds["packed npz"]!.file.slice();
	const directory = zip.findLastIndex(
		(_, i) => zip[i] === 0x50 && zip[i + 2] === 1 && zip[i + 3] === 2,
	);
	// Uncompressed size of an entry of the central directory.
	zip.set([255, 255, 255, 127], directory + 24);
	expect(() => parseNpz(zip, "x")).toThrow("claims 2147483647 bytes");
});
