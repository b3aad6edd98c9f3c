import { expect, test } from "vitest";
import { commandLine } from "../command-line.support.js";

const { mho, json, file } = commandLine();

test("mho compare puts designs side by side, files among them", async () => {
	const mine = file(
		"mine.yaml",
		"extends: isaac\nname: mine\noperands: { weightBits: 8, inputBits: 8 }\n",
	);
	const { evaluations } = await json(
		"compare",
		"lenet5",
		"--designs",
		`isaac,${mine}`,
		"--images",
		"10",
	);
	expect(evaluations.map(({ design }: { design: string }) => design)).toEqual([
		"isaac",
		"mine",
	]);
	const [isaac, narrow] = evaluations.map(
		({ cost }: { cost: { energyPerImage: number } }) => cost.energyPerImage,
	);
	expect(isaac / narrow).toBeGreaterThan(3);
});

test("mho compare takes networks without weights, and several, by cost alone", async () => {
	const { schema, evaluations } = await json(
		"compare",
		"resnet-18,vgg-16",
		"--designs",
		"isaac,raella",
	);
	expect(schema).toBe("mho/compare-costs/1");
	expect(
		evaluations.map((ofNetwork: { network: string; design: string }[]) =>
			ofNetwork.map(({ network, design }) => `${network} on ${design}`),
		),
	).toEqual([
		["resnet-18 on isaac", "resnet-18 on raella"],
		["vgg-d on isaac", "vgg-d on raella"],
	]);
	const { stdout } = await mho(
		"compare",
		"lenet5",
		"--designs",
		"isaac",
		"--cost-only",
		"--published",
	);
	expect(stdout).toContain("activity: estimated, so that there is no accuracy");
	expect(stdout).toContain("Published, not simulated");
});
