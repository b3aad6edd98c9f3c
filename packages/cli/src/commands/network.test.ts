import { expect, test } from "vitest";
import { commandLine } from "../command-line.support.js";

const { mho, file } = commandLine();

test("mho network shows layers, MACs and weights", async () => {
	const { stdout } = await mho("network", "show", "lenet5");
	expect(stdout).toMatch(/total +2,293,000 +430,500/);
});

test("mho network lists and shows networks of the literature", async () => {
	const { stdout } = await mho("network", "list");
	expect(stdout).toMatch(/lenet5 +LeNet-5/);
	expect(stdout).toMatch(/vgg-d +vgg-16 +VGG/);
	const shown = await mho("network", "show", "resnet18");
	expect(shown.stdout).toMatch(/total +1,814,073,344 +11,678,912/);
	expect(shown.stdout).toContain("shapes alone, no weights");
});

test("mho reads networks of Caffe, and costs what it can of others", async () => {
	const layers = (type: string): string =>
		`layer { name: "c" type: "Convolution" bottom: "data" top: "c" convolution_param { num_output: 4 kernel_size: 3 } }
		layer { name: "x" type: "${type}" bottom: "c" top: "x" }`;
	const good = file(
		"good.prototxt",
		`input: "data" input_dim: 1 input_dim: 1 input_dim: 8 input_dim: 8 ${layers("ReLU")}`,
	);
	const shown = await mho("network", "show", good);
	expect(shown.stdout).toMatch(/c +4×6×6 +9 +36 +1,296 +36/);
	const data = `layer { name: "d" type: "Data" top: "data" }`;
	const odd = file("odd.prototxt", `${data} ${layers("Python")}`);
	const cost = await mho("cost", odd, "--input-shape", "1,8,8");
	expect(cost.code).toBe(0);
	expect(cost.stdout).toContain(
		"not in these figures: x (line 2): layer type Python is not supported",
	);
	for (const [args, message] of [
		[["cost", odd], "d (line 1): the definition does not say the shape"],
		[["run", odd, "--input-shape", "1x8x8"], "x (line 2): layer type Python"],
		[["run", good], "found shapes but no weights"],
		[["run", good, "--weights", "no.caffemodel"], "there is no such file"],
	] as const) {
		const { code, stderr } = await mho(...args);
		expect(code).toBe(2);
		expect(stderr).toContain(message);
		expect(stderr.trimEnd().split("\n").length).toBe(1);
	}
});
