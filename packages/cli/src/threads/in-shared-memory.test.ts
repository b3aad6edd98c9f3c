import { expect, test } from "vitest";
import { inSharedMemory } from "./in-shared-memory.js";

test("plain data is the same, its arrays are in shared memory, one for each array", () => {
	const weights = Int32Array.of(1, -2, 3);
	const data = {
		name: "x",
		none: undefined,
		layers: [{ weights, view: weights.subarray(1) }, { weights }],
		ranges: new Map([["a", Float64Array.of(0.5)]]),
	};
	const share = inSharedMemory();
	const shared = share(data);
	expect(shared).toEqual(data);
	expect(shared.layers[0]!.weights.buffer).toBeInstanceOf(SharedArrayBuffer);
	expect(shared.layers[1]!.weights).toBe(shared.layers[0]!.weights);
	expect(share(weights)).toBe(shared.layers[0]!.weights);
	expect(share(shared.layers[0]!.weights)).toBe(shared.layers[0]!.weights);
	expect(shared.ranges.get("a")!.buffer).toBeInstanceOf(SharedArrayBuffer);
	expect(structuredClone(shared).layers[0]!.weights.buffer).not.toBe(
		weights.buffer,
	);
});
