import { expect, test } from "vitest";
import { valueStep } from "./value-step.js";

test("the step of values is the greatest power of two that divides all of them", () => {
	expect(valueStep(Float32Array.of(0, 255, 7))).toBe(1);
	expect(valueStep(Float32Array.of(-64, 96))).toBe(32);
	expect(valueStep(Float32Array.of(-1, 127 / 128))).toBe(1 / 128);
});

test("values on no grid have none", () => {
	expect(valueStep(Float32Array.of(1, 0.1))).toBeUndefined();
	expect(valueStep(Float32Array.of(2 ** -20))).toBeUndefined();
	expect(valueStep(Float32Array.of(Number.NaN))).toBeUndefined();
	expect(
		valueStep(Float32Array.of(1, Number.POSITIVE_INFINITY)),
	).toBeUndefined();
});
