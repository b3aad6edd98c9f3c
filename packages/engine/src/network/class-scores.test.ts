import { expect, test } from "vitest";
import { withClassScores } from "./class-scores.js";
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
