import { expect, test } from "vitest";
import { roundToFloat32 } from "./round-to-float32.js";

test("finite numbers that float32 cannot hold are refused, infinite ones kept", () => {
	const kept = [0.1, -0, 3.4028235e38, Number.POSITIVE_INFINITY, Number.NaN];
	expect(roundToFloat32(Float64Array.from(kept), "w")).toEqual(
		Float32Array.from(kept),
	);
	for (const value of [3.5e38, -1e308])
		expect(() => roundToFloat32(Float64Array.of(0, value), "w")).toThrow(
			`w: ${value} is beyond float32`,
		);
});
