import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportOnnx, InputError, type Network } from "@mho/engine";
import { afterAll, describe, expect, test } from "vitest";
import { openNetwork } from "./open-network.js";

const folder = mkdtempSync(join(tmpdir(), "mho-network-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A layer between two functions, the second of them called by another name. */
function file(name: string, operator: "Relu" | "Warp"): string {
	const network: Network = {
		name: "small",
		input: { name: "data", shape: [2] },
		nodes: [
			{
				kind: "dense",
				name: "ip",
				inputs: ["data"],
				weights: { shape: [3, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6) },
				bias: new Float32Array(3),
			},
			{
				kind: "activation",
				function: { kind: "relu" },
				name: "out",
				inputs: ["ip"],
			},
		],
		output: "out",
	};
	const bytes = Buffer.from(exportOnnx(network));
	bytes.write(operator, bytes.indexOf("Relu"));
	const path = join(folder, name);
	writeFileSync(path, bytes);
	return path;
}

describe("an ONNX file with a node that is not supported", () => {
	const odd = file("odd.onnx", "Warp");

	test("has a cost, of the rest", () => {
		const { nodes, unsupported } = openNetwork(odd, {}, "cost");
		expect(nodes.map(({ name }) => name)).toContain("ip");
		expect(unsupported?.map(({ operator }) => operator)).toEqual(["Warp"]);
	});

	test("does not run, but runs up to there", () => {
		expect(() => openNetwork(odd)).toThrow(
			new InputError(
				`network ${odd}: out: operator Warp is not supported; docs/onnx-operators.md lists those that are`,
			),
		);
		expect(openNetwork(odd, { scores: "ip" }).output).toBe("ip");
	});
});

test("options that mean nothing for a network are refused", () => {
	const good = file("good.onnx", "Relu");
	expect(openNetwork(good, { inputShape: [2] }).input.shape).toEqual([2]);
	expect(() => openNetwork(good, { inputShape: [3] })).toThrow(
		"images of [2] cannot have the shape [3] that is asked for",
	);
	expect(() => openNetwork(good, { weights: "x" })).toThrow(
		`--weights: found it with ${good}, expected a .prototxt`,
	);
	expect(() => openNetwork("resnet-18", { scores: "x" }, "cost")).toThrow(
		"--scores: found it with resnet-18, expected an .onnx",
	);
});
