import { describe, expect, test } from "vitest";
import { parseCifar10 } from "./cifar10.js";
import { InputError } from "./input-error.js";

const RECORD = 3073;

describe("parseCifar10", () => {
	test("tells classes and pixels apart", () => {
		const bytes = Uint8Array.from({ length: 2 * RECORD }, (_, i) =>
			i % RECORD === 0 ? 7 + i / RECORD : i % 251,
		);
		const { images, labels } = parseCifar10(bytes, "batch");
		expect(labels).toEqual(Uint8Array.of(7, 8));
		expect(images.shape).toEqual([2, 3, 32, 32]);
		expect(images.data[0]).toBe(1);
		expect(images.data[3072]).toBe((RECORD + 1) % 251);
	});

	test.each([
		[
			"batch: 3072 bytes are no whole number of CIFAR-10 images of 3073 bytes",
			new Uint8Array(3072),
		],
		[
			"batch: 0 bytes are no whole number of CIFAR-10 images of 3073 bytes",
			new Uint8Array(0),
		],
		[
			"batch: image 0 has class 12, CIFAR-10 has 0 … 9",
			Uint8Array.from({ length: RECORD }, () => 12),
		],
	])("refuses with: %s", (message, bytes) => {
		expect(() => parseCifar10(bytes, "batch")).toThrow(new InputError(message));
	});
});
