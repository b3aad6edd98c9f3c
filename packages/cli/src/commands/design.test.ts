import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { presets } from "@mho/engine";
import { describe, expect, test } from "vitest";
import { commandLine } from "../command-line.support.js";

const { folder, mho, json, file } = commandLine();

test("a design extends one that lies beside it", async () => {
	mkdirSync(join(folder, "designs"), { recursive: true });
	file("designs/base.yaml", "extends: isaac\nname: base\n");
	file("designs/child.yaml", "extends: base.yaml\nname: child\n");
	const { code, stdout } = await mho("design", "check", "designs/child.yaml");
	expect(stdout).toContain("child");
	expect(code).toBe(0);
});

test("a design that gives itself no name has that of its file, not of what it extends", async () => {
	const design = file("narrow.yaml", "extends: isaac\n");
	const { stdout } = await mho("design", "check", design);
	expect(stdout).toContain('valid design "narrow"');
	const compared = await mho(
		...["compare", "lenet5", "--designs", `isaac,${design}`, "-n", "2"],
	);
	expect(compared.stdout).toMatch(/isaac +narrow/);
});

test("a design names no layer that the network does not have", async () => {
	for (const [name, fields] of [
		["layers", "layers: { conv9: { weightBits: 4 } }"],
		["copies", "replication: { kind: given, copies: { conv9: 4 } }"],
	] as const) {
		const design = file(`${name}.yaml`, `extends: isaac\n${fields}\n`);
		const { code, stderr } = await mho("cost", "lenet5", "-d", design);
		expect(stderr).toMatch(/found layer conv9, the network has conv1, conv2/);
		expect(code).toBe(2);
	}
});

describe("mho design", () => {
	test("lists all presets", async () => {
		const list = await json("design", "list");
		expect(list.presets.map(({ name }: { name: string }) => name)).toEqual(
			presets.map(({ name }) => name),
		);
	});

	test("shows text that is itself a valid design", async () => {
		const { stdout } = await mho("design", "show", "asp-dac-2018");
		file("shown.yaml", stdout);
		expect((await mho("design", "check", "shown.yaml")).stdout).toMatch(
			/valid design "asp-dac-2018"/,
		);
	});

	test("shows the complete design as JSON that is itself a valid design", async () => {
		file(
			"complete.json",
			JSON.stringify(await json("design", "show", "isaac")),
		);
		expect((await mho("design", "check", "complete.json")).code).toBe(0);
	});

	test("prints a JSON schema", async () => {
		const { stdout } = await mho("design", "schema");
		expect(JSON.parse(stdout).properties).toHaveProperty("partialProducts");
	});
});
