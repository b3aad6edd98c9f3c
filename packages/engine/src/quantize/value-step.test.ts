import { expect, test } from "vitest";
import { valueStep } from "./value-step.js";

test("the step of values is the greatest power of two that divides all of them", () => {
	expect(valueStep(Float32Array.of(0, 255, 7))).toBe(1);
	expect(valueStep(Float32Array.of(-64, 96))).toBe(32);
	expect(valueStep(Float32Array.of(-1, 127 / 128))).toBe(1 / 128);
});

test("the step of scaled integers is their scale", () => {
	const pixels = Float32Array.from(
		{ length: 256 },
		(_, code) => (code - 83) * 0.5847029,
	);
	expect(valueStep(pixels)).toBeCloseTo(0.5847029, 6);
	expect(valueStep(pixels.map((value) => value / 255))).toBeCloseTo(
		0.5847029 / 255,
		9,
	);
});

test("values on no grid have none", () => {
	const waves = Float32Array.from({ length: 2000 }, (_, i) => Math.sin(i));
	expect(valueStep(waves)).toBeUndefined();
	expect(valueStep(Float32Array.of(1, 0.37, Math.SQRT2))).toBeUndefined();
	expect(valueStep(new Float32Array(9))).toBe(256);
	expect(valueStep(Float32Array.of(Number.NaN))).toBeUndefined();
	expect(
		valueStep(Float32Array.of(1, Number.POSITIVE_INFINITY)),
	).toBeUndefined();
});
