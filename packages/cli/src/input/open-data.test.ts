import {
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { encode } from "fast-png";
import { zipSync } from "fflate";
import { afterAll, describe, expect, test } from "vitest";
import { openData } from "./open-data.js";

const folder = mkdtempSync(join(tmpdir(), "mho-data-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
	const path = join(folder, name);
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, content);
	return path;
}

/** Images of 2×2 pixels; those of image n are n, n + 1, n + 2, n + 3. */
const COUNT = 6;
const pixels = Uint8Array.from(
	{ length: 4 * COUNT },
	(_, i) => (i >> 2) + (i & 3),
);
const labels = Uint8Array.from({ length: COUNT }, (_, n) => n % 3);

const idxImages = Uint8Array.of(
	0,
	0,
	8,
	3,
	0,
	0,
	0,
	COUNT,
	0,
	0,
	0,
	2,
	0,
	0,
	0,
	2,
	...pixels,
);
const idxLabels = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, COUNT, ...labels);

function npy(shape: readonly number[], data: Uint8Array): Uint8Array {
	const header = `{'descr': '|u1', 'fortran_order': False, 'shape': (${shape.join(", ")},), }`;
	const text = `\x93NUMPY\x01\x00v\x00${header.padEnd(117)}\n`;
	return Uint8Array.of(...Array.from(text, (c) => c.charCodeAt(0)), ...data);
}

const png = (n: number) =>
	encode({
		width: 2,
		height: 2,
		channels: 1,
		data: pixels.subarray(4 * n, 4 * n + 4),
	});

const numbers = Array.from({ length: COUNT }, (_, n) => n);
const kinds: Readonly<Record<string, () => { data: string; labels?: string }>> =
	{
		"an idx file with its labels beside it": () => {
			file("idx/my-labels-idx1-ubyte", idxLabels);
			return { data: file("idx/my-images-idx3-ubyte", idxImages) };
		},
		"a folder of packed idx files": () => {
			file("mnist/t10k-labels-idx1-ubyte.gz", gzipSync(idxLabels));
			const path = file("mnist/t10k-images-idx3-ubyte.gz", gzipSync(idxImages));
			return { data: dirname(path) };
		},
		"an array and a table": () => ({
			data: file("array.npy", npy([COUNT, 2, 2], pixels)),
			labels: file("array.txt", labels.join("\n")),
		}),
		"arrays in one file": () => ({
			data: file(
				"arrays.npz",
				zipSync({
					"x_test.npy": npy([COUNT, 2, 2], pixels),
					"y_test.npy": npy([COUNT], labels),
				}),
			),
		}),
		"image files with a table": () => {
			for (const n of numbers) file(`files/${n}.png`, png(n));
			const rows = numbers.map((n) => `"a, b",${n}.png,${labels[n]}`);
			return {
				data: join(folder, "files"),
				labels: file("files.csv", ["title,file,label", ...rows].join("\n")),
			};
		},
		"values without a header": () => {
			file("raw.bin", pixels);
			file("raw-labels.bin", labels);
			return {
				data: file(
					"raw.yaml",
					"images: raw.bin\nlabels: raw-labels.bin\nraw: { type: uint8, shape: [1, 2, 2] }",
				),
			};
		},
	};

describe("images of the user's own", () => {
	test.each(Object.keys(kinds))("are read from %s", (kind) => {
		const { test, calibration } = openData(kinds[kind]!());
		// The first half calibrates.
		expect([...calibration.images]).toEqual([...pixels.subarray(0, 12)]);
		expect([...test.images]).toEqual([...pixels.subarray(12)]);
		expect([...test.labels]).toEqual([...labels.subarray(3)]);
	});

	test("are read from a folder for each class", () => {
		for (const n of numbers) file(`classes/${10 - n}/x.png`, png(n));
		const { calibration, test } = openData({ data: join(folder, "classes") });
		// Folders in the order of their names: 10, 5, 6, 7 …
		expect([...test.labels]).toEqual([7, 8, 9]);
		expect([calibration.images[0], calibration.images[4]]).toEqual([0, 5]);
	});

	test("are read from batches, which calibrate by their name", () => {
		const record = (label: number) => [
			label,
			...new Uint8Array(3072).fill(label),
		];
		file("cifar/data_batch_1.bin", Uint8Array.of(...record(7)));
		file("cifar/test_batch.bin", Uint8Array.of(...record(3), ...record(4)));
		file("cifar/data.yaml", "images: .\npreprocess: { mean: 1, deviation: 2 }");
		const { calibration, test } = openData({ data: join(folder, "cifar") });
		expect([calibration.count, calibration.images[0]]).toEqual([1, 3]);
		expect([...test.labels]).toEqual([3, 4]);
		expect([test.shape, test.images[0]]).toEqual([[3, 32, 32], 1]);
	});

	test("do not calibrate where they are tested", () => {
		const choice = kinds["values without a header"]!();
		symlinkSync(join(folder, "raw.bin"), join(folder, "again.bin"));
		const text = readFileSync(choice.data, "utf8");
		for (const same of ["raw.bin", "again.bin"]) {
			const data = file("same.yaml", `${text}\ncalibration: ${same}`);
			expect(() => openData({ data })).toThrow(
				/--calibration: found .*, which has the test images, expected others/,
			);
		}
	});

	test.each([
		["images: nowhere", /nowhere: found no data, file or folder of that name/],
		["labels: x.npy", /wrong.yaml: found no images, expected a field/],
		["images: array.npy", /array.npy: found no --labels, expected/],
		[
			"images: array.npy\nlabels: raw.bin",
			/found 24, .*array.npy has 6 images/,
		],
		[
			"images: files\nlabels: words.csv",
			/words.csv: line 1: found "one", expected a whole number/,
		],
		[
			"images: files\nlabels: missing.csv",
			/missing.csv: found 9.png, which is not in/,
		],
		["images: packed.gz\nlabels: raw.bin", /packed.gz: not a whole gzip file/],
		[
			"images: sizes\nlabels: sizes.txt",
			/image 1: found 1×2×1, image 0 has 1×1×2/,
		],
		[
			"images: files\nlabels: files.csv\npreprocess: { crop: 3 }",
			/a.png, image 0: found an image of 1×2 pixels, expected at least the crop of 3×3/,
		],
	])("are refused with a reason: %j", (text, message) => {
		for (const kind of Object.values(kinds)) kind();
		file("words.csv", "0.png,one");
		file("missing.csv", "9.png,1");
		file("packed.gz", gzipSync(idxImages).subarray(0, 20));
		file(
			"sizes/a.png",
			encode({ width: 2, height: 1, channels: 1, data: pixels.subarray(0, 2) }),
		);
		file(
			"sizes/b.png",
			encode({ width: 1, height: 2, channels: 1, data: pixels.subarray(0, 2) }),
		);
		file("sizes.txt", "0\n1\n");
		const data = file("wrong.yaml", `${text}\ncalibration: sizes/a.png`);
		expect(() => openData({ data })).toThrow(message);
	});
});
