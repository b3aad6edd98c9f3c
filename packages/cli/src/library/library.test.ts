import { InputError, presetDesign } from "@mho/engine";
import { expect, test } from "vitest";
import {
	bringOwnFiles,
	emptyProject,
	followDocument,
} from "../document.support.js";
import { cost, optimize, preset, simulate, splitData } from "../index.js";
import { builtInDigits } from "../input/built-in-digits.js";
import { openNetwork } from "../node.js";

test("the README's scripts run as they stand there", async () => {
	const project = emptyProject();
	bringOwnFiles(project, 90);
	const printed = await followDocument("packages/cli/README.md", project);
	const [, steps, threads] = printed.map(({ stdout }) => stdout);
	const [estimate, accuracy, tuned] = steps!.split("\n");
	expect(estimate).toMatch(/^0\.00000\d+ J\/image, from shapes$/);
	expect(Number(accuracy)).toBeGreaterThan(0.9);
	expect(Number.parseFloat(tuned!)).toBeLessThan(Number.parseFloat(estimate!));
	expect(threads).toMatch(/simulated: (1|0\.9\d*),/);
});

const digits = (count: number) => {
	const { pixels, labels } = builtInDigits("t10k", count);
	const data = Float32Array.from(pixels, (pixel) => pixel / 256);
	return splitData({ shape: [count, 1, 28, 28], data }, labels);
};

test("a preset with changes is the preset with them", () => {
	expect(preset("isaac")).toEqual(presetDesign("isaac"));
	const changed = preset("isaac", { crossbar: { rows: 64 } });
	expect(changed).toEqual({
		...presetDesign("isaac"),
		name: "isaac-changed",
		crossbar: { ...presetDesign("isaac").crossbar, rows: 64 },
	});
});

test.each([
	["isaak", undefined, /^design isaak: found no preset of that name/],
	[
		"isaac",
		{ crossbar: { rowss: 64 } },
		/^changes of isaac:1:\d+: crossbar.rowss: unknown field, expected rows/,
	],
	[
		"isaac",
		{ adc: { kind: "fixed", bits: 99 } },
		/^changes of isaac:1:\d+: adc/,
	],
	["isaac", { extends: "prime" }, /^preset isaac: found extends/],
])("preset %s with %j is wrong input", (name, changes, message) => {
	expect(() => preset(name, changes)).toThrow(InputError);
	expect(() => preset(name, changes)).toThrow(message);
});

test("cost and simulate agree on what follows from shapes alone", async () => {
	const network = openNetwork("lenet5");
	const design = preset("isaac");
	const simulated = await simulate(network, design, digits(60));
	expect(simulated.images).toBe(30);
	expect(simulated.accuracy.simulated).toBeGreaterThan(0.9);
	expect(simulated.cost.area).toBe(cost(network, design).cost.area);
});

test("optimize keeps to its budget and takes an objective as text", async () => {
	const { tuned, start, objective } = await optimize(
		openNetwork("lenet5"),
		preset("isaac"),
		digits(80),
		{
			objective: "energy=1,throughput=2",
			knobs: ["operands"],
			searchImages: 20,
			maxAccuracyLoss: 0.05,
		},
	);
	expect(objective).toEqual({ energy: 1, throughput: 2 });
	expect(tuned.evaluation.images).toBe(20);
	expect(tuned.evaluation.cost.energyPerImage).toBeLessThan(
		start.cost.energyPerImage,
	);
});
