import fc from "fast-check";
import { expect, test } from "vitest";
import { InputError } from "../base/input-error.js";
import { referenceGemm } from "../kernels/gemm/reference.js";
import { isMatrixNode, type Network } from "../network/network.js";
import { anyStoredNetwork } from "../network/stored-network.arbitrary.js";
import { takeOverScales } from "../network/stored-scales.js";
import { calibrate } from "./calibration.js";

const network = (weight: number): Network => ({
	name: "net",
	input: { name: "data", shape: [2] },
	nodes: [
		{
			kind: "dense",
			name: "first",
			inputs: ["data"],
			weights: { shape: [2, 2], data: Float32Array.of(1, 2, 3, weight) },
			bias: new Float32Array(2),
		},
		{
			kind: "dense",
			name: "second",
			inputs: ["first"],
			weights: { shape: [1, 2], data: Float32Array.of(1, -1) },
			bias: new Float32Array(1),
		},
	],
	output: "second",
});
const images = Float32Array.of(1, 1, 3, -2);

test("ranges and means are those of all images", () => {
	const { min, max, means } = calibrate(
		network(4),
		images,
		2,
		referenceGemm,
	).get("first")!;
	expect([min, max]).toEqual([-1, 7]);
	expect(means).toEqual(Float32Array.of(1, 4));
});

test("values that are not finite are refused where they first appear", () => {
	for (const [weight, found] of [
		[Number.NaN, "NaN"],
		[Number.POSITIVE_INFINITY, "Infinity"],
		[3.4e38, "-Infinity"],
	] as const)
		expect(() => calibrate(network(weight), images, 2, referenceGemm)).toThrow(
			new InputError(
				`net: first: found ${found} for a calibration image, expected finite values: weights of this node or before it are damaged`,
			),
		);
});

test("of a quantised file, the values that layers read are noted with their means, conversions are not", () => {
	fc.assert(
		fc.property(anyStoredNetwork(2), ({ network, images }) => {
			const ranges = calibrate(network, images, 2, referenceGemm);
			const { nodes } = takeOverScales(network).network;
			for (const { inputs } of nodes.filter(isMatrixNode))
				expect(ranges.get(inputs[0]!)?.means).toBeDefined();
			for (const { name, kind } of network.nodes)
				if (kind === "dequantize-linear") expect(ranges.has(name)).toBe(false);
		}),
		{ numRuns: 50 },
	);
});
