import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { commandLine } from "./command-line.support.js";
import { runMain } from "./run-main.support.js";

const { folder, mho: spawned, mhoWith, file } = commandLine();
const mho = (...args: readonly string[]) => runMain(folder, args);

describe("colour", () => {
	test.each([
		["a pipe gets none", {}, false],
		["nor does a CI's log", { CI: "true", TERM: "xterm-256color" }, false],
		["who forces it gets it", { FORCE_COLOR: "1" }, true],
		["unless it is refused", { NO_COLOR: "1" }, false],
	])("%s", async (_, variables: Record<string, string>, coloured) => {
		const { stdout } = await mhoWith(variables, "cost", "lenet5");
		expect(stdout.includes("\u001b[")).toBe(coloured);
	});
});

describe("help", () => {
	test.each([
		["run"],
		["cost"],
		["compare"],
		["reproduce"],
		["init"],
		["design", "list"],
		["design", "show"],
		["design", "check"],
		["design", "schema"],
		["network", "list"],
		["network", "show"],
	])("of mho %s %s has an example", async (...command) => {
		const { code, stdout } = await mho(...command, "--help");
		expect(code).toBe(0);
		expect(stdout).toContain(`Example:\n  mho ${command.join(" ")}`);
	});
});

describe("wrong input ends in one line and exit code 2", () => {
	const cutModel = () =>
		file(
			"cut.onnx",
			readFileSync(
				fileURLToPath(
					import.meta.resolve("@mho/engine/models/lenet5-mnist.onnx"),
				),
			).subarray(0, 5000),
		);
	test.each([
		[
			"an unknown network",
			["run", "lenet6"],
			"mho: network lenet6: found no network of that name, expected one of mho network list, or an .onnx, .prototxt or .caffemodel file",
		],
		[
			"a missing file",
			["run", "nowhere.onnx"],
			"mho: network nowhere.onnx: there is no such file",
		],
		[
			"a network without weights",
			["run", "vgg-16"],
			"mho: network vgg-16: found shapes but no weights, expected a network that can run; it has a cost (mho cost)",
		],
		[
			"an option of another kind of file",
			["cost", "lenet5", "--input-shape", "1x28x28"],
			"mho: --input-shape: found it with lenet5, expected an .onnx, .prototxt or .caffemodel file",
		],
		[
			"a folder",
			["cost", "lenet5", "--design", "./"],
			"mho: design ./: found a folder, expected a file",
		],
		[
			"an unknown preset",
			["run", "lenet5", "--design", "isaak"],
			/^mho: design isaak: found no preset or file of that name, expected isaac, .*$/,
		],
		[
			"a missing design file",
			["design", "check", "nowhere.yaml"],
			"mho: design nowhere.yaml: there is no such file",
		],
		[
			"unknown data",
			["run", "lenet5", "--data", "cifar"],
			"mho: data cifar: found no data, file or folder of that name, expected mnist, images or a .yaml file",
		],
		[
			"too many images",
			["run", "lenet5", "--images", "10001"],
			"mho: --images: found 10001, mnist has 10000 test images",
		],
		[
			"an unknown ladder",
			["reproduce", "asp-dac-2018", "--network", "vgg-16", "--like", "vgg"],
			"mho: --like vgg: found no such ladder, expected LeNet-5 (MNIST), CIFAR-10 quick, ResNet-8 (CIFAR-10), ResNet-20 (CIFAR-10)",
		],
		[
			"an unknown reproduction",
			["reproduce", "tpu"],
			"mho: reproduce tpu: found no such preset, expected isaac, isaac-pe, isaac-se, asp-dac-2018, prime, binary-cnn-rram, newton, raella, puma",
		],
		[
			"an empty name",
			["compare", "lenet5", "--designs", "isaac,"],
			'mho: --designs: found "isaac,", expected names separated by commas',
		],
		[
			"too few chips",
			["cost", "vgg-16", "--chips", "2"],
			"mho: isaac: the network needs 8448 PEs, 2 chips have 4032 (168 tiles of 12): expected 5 chips, or hierarchy.chips: { kind: as-needed }",
		],
		[
			"a node beyond the table",
			["cost", "lenet5", "--node", "5"],
			"mho: technology node: found 5 nm, expected 7 to 130 nm",
		],
		[
			"an entry that is none",
			["cost", "lenet5", "--explain", "conv1"],
			'mho: --explain: found "conv1", expected LAYER/COMPONENT, such as conv1/adc',
		],
		[
			"a folder instead of a file",
			["optimize", "lenet5", "--output", "."],
			"mho: .: found a folder, expected a file to write",
		],
		[
			"a folder that is not there",
			["cost", "lenet5", "--json", "no/where.json"],
			"mho: no/where.json: cannot be written, folder no is not there or not writable",
		],
	])("%s", async (_, args, line) => {
		const { code, stdout, stderr } = await mho(...args);
		expect(code).toBe(2);
		expect(stderr.endsWith("\n")).toBe(true);
		if (typeof line === "string") expect(stderr.trimEnd()).toBe(line);
		else expect(stderr.trimEnd()).toMatch(line);
		if (!args.includes("--json")) expect(stdout).toBe("");
	});

	test.each([
		["rows: many", 'crossbar.rows: found "many", expected a number'],
		["rows: 5000", "crossbar.rows: found 5000, expected at most 1024"],
		["rows: [1", "not YAML: "],
		["rowss: 128", "crossbar.rowss: unknown field, expected rows, "],
	])("a malformed design, with line and column: %s", async (field, message) => {
		file("bad.yaml", `extends: isaac\nname: bad\ncrossbar:\n  ${field}\n`);
		const { code, stderr } = await mho("design", "check", "bad.yaml");
		expect(code).toBe(2);
		expect(stderr).toMatch(/^mho: bad\.yaml:[45]:\d+: .*\n$/);
		expect(stderr).toContain(message);
	});

	test("a design whose encoder does not serve its cells", async () => {
		file(
			"cells.yaml",
			"extends: asp-dac-2018\nname: cells\ncrossbar: { cellBits: 1 }\n",
		);
		const { code, stderr } = await mho(
			"run",
			"lenet5",
			"--design",
			"cells.yaml",
			"--threads",
			"1",
		);
		expect([code, stderr]).toEqual([
			2,
			"mho: cells: crossbar.cellBits: found 1, encoder balanced-radix serves 2, 3, 4\n",
		]);
	});

	test("a truncated network", async () => {
		const { code, stderr } = await mho("run", cutModel());
		expect(code).toBe(2);
		expect(stderr).toMatch(/^mho: network cut\.onnx: .*\n$/);
	});

	test("of the process that a user starts too", async () => {
		const args = ["design", "check", "nowhere.yaml"];
		expect(await spawned(...args)).toEqual(await mho(...args));
	});

	test("an unknown command or a missing argument", async () => {
		for (const args of [
			["frob"],
			["run"],
			["run", "lenet5", "--images", "none"],
		]) {
			const { code, stderr } = await mho(...args);
			expect(code).toBe(2);
			expect(stderr).toMatch(/^error: /);
		}
	});
});
