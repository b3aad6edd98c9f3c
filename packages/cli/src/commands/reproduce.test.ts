import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { commandLine } from "../command-line.support.js";

const { mho, json } = commandLine();

test("mho reproduce gives published figures, ours and reasons", async () => {
	const { figures } = await json("reproduce", "isaac-ce");
	const named = (name: string) =>
		figures.find((figure: { name: string }) => figure.name === name);
	expect(named("power of the chip").published).toBe(65.8);
	const { figures: ofPe } = await json("reproduce", "isaac-pe");
	expect(
		ofPe.find(({ name }: { name: string }) => name.includes("proceedings")),
	).toMatchObject({ published: 380.7 });
	const { stdout } = await mho("reproduce", "newton");
	expect(stdout).toContain("bits converted, adaptive");
});

test("mho reproduce asp-dac-2018 costs shapes on the designs of another network, and sums up what was recorded", async () => {
	const shapes = await mho(
		...["reproduce", "asp-dac-2018", "--network", "resnet-18"],
		...["--like", "lenet5"],
	);
	expect(shapes.stdout).toContain(
		"resnet-18: shapes only, with the designs tuned for LeNet-5 (MNIST)",
	);
	const refused = await mho(
		...["reproduce", "asp-dac-2018", "--network", "resnet-18"],
		...["--like", "lenet5", "--cells", "isaac"],
	);
	expect(refused).toMatchObject({ code: 2, stdout: "" });
	expect(refused.stderr).toContain("--cells: found it with --like");
	const docs = fileURLToPath(
		new URL("../../../../docs/figures/ladders/", import.meta.url),
	);
	const { summaries } = await json(
		...["reproduce", "asp-dac-2018", "--summary"],
		...["lenet5-cells.json", "lenet5.json"].map((name) => `${docs}${name}`),
	);
	const averaged = summaries.map(({ cells, headlines }: Summary) => [
		cells !== undefined,
		headlines[0].networks.map((network) => network.averaged),
	]);
	expect(averaged).toEqual([
		[false, [true]],
		[true, [false]],
	]);
});

interface Summary {
	readonly cells?: string;
	readonly headlines: readonly [
		{ readonly networks: readonly { readonly averaged: boolean }[] },
	];
}

test("mho reproduce isaac stays within 1 % of Table I and its headlines, and gives a reason for all else", async () => {
	const { figures } = await json("reproduce", "isaac");
	const plain = figures.filter(
		({ reason, published }: { reason?: string; published: number | null }) =>
			reason === undefined && published !== null,
	);
	expect(plain.length).toBeGreaterThan(40);
	for (const { name, published, ours } of plain)
		expect(Math.abs(ours / published - 1), name).toBeLessThan(0.01);
	for (const { source } of figures) expect(source).not.toBe("");
});
