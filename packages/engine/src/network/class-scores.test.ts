import { expect, test } from "vitest";
import { beforeSoftmax, withClassScores } from "./class-scores.js";
import type { Network, NetworkNode } from "./network.js";

const network = (shape: readonly number[], axis: number): Network => {
	const nodes: readonly NetworkNode[] = [
		{
			kind: "activation",
			function: { kind: "relu" },
			name: "scores",
			inputs: ["data"],
		},
		{
			kind: "arg-extreme",
			function: "max",
			axis,
			keepDims: true,
			ties: "first",
			name: "place",
			inputs: ["scores"],
		},
		{ kind: "flatten", name: "class", inputs: ["place"] },
	];
	const input = { name: "data", shape };
	return { name: "x", input, nodes, output: "class" };
};

test("a network that ends in the place of the greatest score answers with the scores", () => {
	for (const shape of [[5], [5, 1, 1]]) {
		const { nodes, output } = withClassScores(network(shape, 0));
		expect(output).toBe("scores");
		expect(nodes.map(({ name }) => name)).toEqual(["scores"]);
	}
});

test("other networks stay: a class for each pixel, or no ArgMax", () => {
	const map = network([5, 4, 4], 0);
	expect(withClassScores(map)).toBe(map);
	const plain = { ...map, nodes: map.nodes.slice(0, 1), output: "scores" };
	expect(withClassScores(plain)).toBe(plain);
});

const probabilities = (
	shape: readonly number[],
	kind: "softmax" | "log-softmax",
): Network => {
	const scale = {
		scale: { shape: [], data: Float32Array.of(1 / 256) },
		zeroPoint: { shape: [], data: Float32Array.of(0) },
		min: 0,
		max: 255,
	};
	const nodes: readonly NetworkNode[] = [
		{ kind: "reshape", name: "scores", inputs: ["data"], shape },
		{ kind, axis: 0, name: "p", inputs: ["scores"] },
		{ kind: "quantize-linear", ...scale, name: "q", inputs: ["p"] },
		{ kind: "dequantize-linear", ...scale, name: "dq", inputs: ["q"] },
		{ kind: "flatten", name: "y", inputs: ["dq"] },
	];
	return { name: "x", input: { name: "data", shape }, nodes, output: "y" };
};

test.each(["softmax", "log-softmax"] as const)(
	"a %s at the end is left out, and what only moves or rounds its values",
	(kind) => {
		const { nodes, output } = beforeSoftmax(probabilities([5], kind));
		expect(output).toBe("scores");
		expect(nodes.map(({ name }) => name)).toEqual(["scores"]);
	},
);

test("a softmax for each pixel stays, and a network without", () => {
	const map = probabilities([5, 4, 4], "softmax");
	expect(beforeSoftmax(map)).toBe(map);
	const plain = { ...map, nodes: map.nodes.slice(0, 1), output: "scores" };
	expect(beforeSoftmax(plain)).toBe(plain);
});
