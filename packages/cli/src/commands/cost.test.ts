import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commandLine } from "../command-line.support.js";

const { folder, mho, json, headings } = commandLine();

test("mho cost needs no data and says so", async () => {
	const result = await json("cost", "lenet5", "--design", "isaac");
	expect(result).toMatchObject({
		schema: "mho/cost/1",
		activity: { source: "estimated" },
	});
	expect(result.accuracy).toBeUndefined();
});

test("mho cost and mho compare write reports of networks without weights", async () => {
	await mho("cost", "resnet-50", "--report", "cost.html");
	expect(headings("cost.html")).toEqual([
		"Energy per image",
		"Area of the chip",
		"Pipeline occupancy",
		"Layers",
		"Components",
		"Command",
		"Design isaac",
	]);
	// What a page of a network of 54 layers may weigh.
	expect(readFileSync(join(folder, "cost.html")).length).toBeLessThan(3e6);
	const networks = "resnet-50,vgg-16";
	const args = ["--designs", "isaac,raella", "--report", "costs.html"];
	await mho("compare", networks, ...args);
	const found = headings("costs.html");
	expect(new Set(found).size).toBe(found.length);
	expect(found).toContain("Pipeline occupancy, vgg-d on raella");
	expect(found).toContain("Gains over isaac, resnet-50");
});

test("mho cost lays large networks out on several chips, as many as they need or as it is told", async () => {
	const needed = await json("cost", "vgg-16");
	expect(needed.cost.chips).toEqual({ available: 5, used: 5 });
	const more = await json("cost", "vgg-16", "--chips", "8");
	expect(more.cost.chips.available).toBe(8);
	expect(more.cost.imagesPerSecond).toBeGreaterThan(
		needed.cost.imagesPerSecond,
	);
	const on = await json("cost", "vgg-16", "--idle", "always-on");
	expect(on.cost.power / (5 * 65.8)).toBeCloseTo(1, 1);
});

test("mho cost explains a figure down to its constants, and says which constants move it", async () => {
	const explained = await json("cost", "lenet5", "--explain", "conv1/dac");
	expect(explained).toMatchObject({
		schema: "mho/explain/1",
		layer: "conv1",
		component: "dac",
	});
	const { entries } = await json("cost", "lenet5", "--sensitivity");
	expect(entries.length).toBeGreaterThan(20);
	const { stdout } = await mho("cost", "lenet5", "--sensitivity");
	expect(stdout).toContain("What moves the cost of lenet5 on isaac");
});
