import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createWasmGemm, importOnnx, randomFor } from "@mho/engine";
import { describe, expect, test } from "vitest";
import type { Lenet5Layer, Lenet5Parameters } from "./lenet5.js";
import { initialLenet5, LENET5_LAYERS, lenet5Network } from "./lenet5.js";
import { createLenet5Gradient } from "./lenet5-gradient.js";

const BATCH = 3;
const random = randomFor(5, "gradient test");
const images = Float32Array.from({ length: BATCH * 784 }, (_, i) =>
	random.uniform(i),
);
const labels = Uint8Array.of(3, 9, 0);

describe("the gradient that training descends", () => {
	const parameters = initialLenet5(random);
	const { gradient, compute } = createLenet5Gradient(createWasmGemm(), BATCH);

	test.each(LENET5_LAYERS)("is the slope of the loss in %s", (layer) => {
		compute(parameters, images, labels);
		const slopes = [
			gradient[layer].weights.data.slice(),
			gradient[layer].bias.slice(),
		];
		const squaredLength = slopes
			.flatMap((slope) => [...slope])
			.reduce((sum, slope) => sum + slope ** 2, 0);
		// Short, because ReLU and max-pool bend the loss everywhere.
		const step = 0.0003 / Math.sqrt(squaredLength);
		const lossAt = (distance: number): number =>
			compute(moved(parameters, layer, slopes, distance), images, labels);
		const slopeAlong = (lossAt(step) - lossAt(-step)) / (2 * step);
		expect(slopeAlong / squaredLength).toBeCloseTo(1, 2);
	});
});

/** One layer moved along a direction, the others as they are. */
function moved(
	parameters: Lenet5Parameters,
	layer: Lenet5Layer,
	[weightSlope, biasSlope]: readonly Float32Array[],
	distance: number,
): Lenet5Parameters {
	const { weights, bias } = parameters[layer];
	const data = weights.data.map((w, i) => w + distance * weightSlope![i]!);
	return {
		...parameters,
		[layer]: {
			weights: { ...weights, data },
			bias: bias.map((b, i) => b + distance * biasSlope![i]!),
		},
	};
}

test("the built-in model is the network that training makes", () => {
	const path = fileURLToPath(
		new URL("../packages/engine/models/lenet5-mnist.onnx", import.meta.url),
	);
	const builtIn = importOnnx(readFileSync(path));
	const withoutValues = (value: unknown): unknown =>
		JSON.parse(
			JSON.stringify(value, (_, part) =>
				part instanceof Float32Array ? part.length : part,
			),
		);
	expect(withoutValues(builtIn)).toEqual(
		withoutValues(lenet5Network(initialLenet5(random))),
	);
});
