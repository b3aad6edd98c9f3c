import { expect, test } from "vitest";
import { InputError } from "../base/input-error.js";
import { splitData } from "./split-data.js";

const tensor = (count: number) => ({
	shape: [count, 1, 2],
	data: Uint8Array.from({ length: 2 * count }, (_, at) => at),
});
const labels = (count: number) => Array.from({ length: count }, (_, n) => n);

test("the first images calibrate and are not tested on", () => {
	const { calibration, test } = splitData(tensor(5), labels(5), {
		calibrationImages: 2,
	});
	expect([...calibration.images]).toEqual([0, 1, 2, 3]);
	expect([...test.images]).toEqual([4, 5, 6, 7, 8, 9]);
	expect([...test.labels]).toEqual([2, 3, 4]);
	expect([calibration.count, test.count]).toEqual([2, 3]);
	expect(test.shape).toEqual([1, 2]);
});

test.each([
	[2, 1],
	[1023, 511],
	[5000, 512],
])("of %i images %i calibrate", (count, calibrate) => {
	const { calibration } = splitData(tensor(count), labels(count));
	expect(calibration.count).toBe(calibrate);
});

test("what does not fit is wrong input", () => {
	expect(() => splitData(tensor(5), labels(4), { name: "mine" })).toThrow(
		new InputError("data mine: found 4 labels for 5 images"),
	);
	expect(() => splitData(tensor(1), labels(1))).toThrow(InputError);
	expect(() =>
		splitData(tensor(5), labels(5), { calibrationImages: 5 }),
	).toThrow(InputError);
});
