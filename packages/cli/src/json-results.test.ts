import {
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv, type ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runMain } from "./run-main.support.js";
import { resultColumns } from "./store/result-columns.js";
import { bringTinyNetwork } from "./tiny-network.support.js";

// What commands write with --json, held to the schemas that come with the package.
const schemas = fileURLToPath(new URL("../schemas/", import.meta.url));
const examples = fileURLToPath(
	new URL("../../../docs/examples/", import.meta.url),
);
const folder = mkdtempSync(join(tmpdir(), "mho-json-"));
const at = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(() => {
	bringTinyNetwork(folder, 40);
	writeFileSync(at("space.yaml"), SPACE);
});

const SPACE = `network: lenet5
set:
  adc: { kind: fixed, bits: 8, step: 1, signed: true }
axes:
  crossbar.columns: [4, 128]
  adc.bits: [6, 7]
`;

const images = (): readonly string[] => [
	...["--data", at("data.yaml"), "--images", "10", "--threads", "1"],
];

/** Commands by the schema of what they write, in an order in which each finds the files that it reads. */
const commands: readonly (readonly [string, () => readonly string[]])[] = [
	["design-list-1", () => ["design", "list"]],
	["design-1", () => ["design", "show", "raella"]],
	["design-diff-1", () => ["design", "diff", "isaac", "newton"]],
	["network-list-1", () => ["network", "list"]],
	["network-1", () => ["network", "show", "resnet-18"]],
	["init-1", () => ["init", at("start")]],
	["cost-1", () => ["cost", "vgg-16", "--design", "raella", "--chips", "40"]],
	["explain-1", () => ["cost", "lenet5", "--explain", "conv1/adc"]],
	["sensitivity-1", () => ["cost", "lenet5", "--sensitivity"]],
	[
		"compare-costs-1",
		() => ["compare", "lenet5,alexnet", "--designs", "isaac,puma"],
	],
	["device-iv-1", () => ["device", "iv", "--rate", "1e5"]],
	["device-pulse-1", () => ["device", "pulse", "--voltages", "1.6x2"]],
	[
		"device-program-1",
		() => ["device", "program", "--target", "4e-6,2e-5", "--cells", "2"],
	],
	["crossbar-1", () => ["crossbar", `${examples}crossbar-wires.json`]],
	[
		"crossbar-1",
		() => ["crossbar", `${examples}crossbar-weights.json`, "--trace"],
	],
	["run-1", () => ["run", at("tiny.onnx"), ...images()]],
	[
		"run-1",
		() => [
			...["run", at("tiny.onnx"), ...images(), "--trials", "2", "--diagnose"],
			...["--design", `${examples}programmed-cells.yaml`],
		],
	],
	[
		"compare-1",
		() => ["compare", at("tiny.onnx"), "--designs", "isaac", ...images()],
	],
	[
		"optimize-2",
		() => [
			...["optimize", at("tiny.onnx"), "--max-accuracy-loss", "100"],
			...["--knobs", "operands", "-o", at("tuned.yaml"), ...images()],
		],
	],
	[
		"ladder-search-2",
		() => [
			...["ladder", at("tiny.onnx"), "--max-accuracy-loss", "100"],
			...["--checks", "1", "--exchanges", "1", "--rungs", "R1,R2"],
			...["-o", at("ladder.yaml"), ...images()],
		],
	],
	[
		"reproduce-1",
		() => [
			...["reproduce", "asp-dac-2018", "--network", at("tiny.onnx")],
			...["--ladder", at("ladder.yaml"), "--record", at("record.json")],
			...images(),
		],
	],
	["reproduce-1", () => ["reproduce", "puma"]],
	[
		"ladder-summary-1",
		() => ["reproduce", "asp-dac-2018", "--summary", at("record.json")],
	],
	[
		"costed-ladder-1",
		() => [
			...["reproduce", "asp-dac-2018", "--network", "resnet-18"],
			...["--like", "lenet5"],
		],
	],
	[
		"sweep-estimate-1",
		() => ["sweep", at("space.yaml"), "--dry-run", "--threads", "1"],
	],
	[
		"sweep-1",
		() => [
			...["sweep", at("space.yaml"), "--executor", "in-process"],
			...["--store", at("s.duckdb")],
		],
	],
	["pareto-1", () => ["pareto", at("s.duckdb")]],
	["query-1", () => ["query", at("s.duckdb")]],
];

test.each(commands)("%s fits its schema", async (name, command) => {
	const result = await written(command());
	expect(`${result.schema}`).toBe(schemaOf(name));
	const validate = validatorOf(name);
	expect(validate(result) || validate.errors).toBe(true);
	expect(validate({ ...result, schema: "mho/run/9" })).toBe(false);
	const [field] = Object.keys(result).filter((key) => key !== "schema");
	const { [field!]: _, ...without } = result;
	expect(validate(without)).toBe(false);
});

test("rows of a sweep fit theirs, and it names every column", async () => {
	const rows = at("rows.json");
	await runMain(folder, ["query", at("s.duckdb"), "-o", rows]);
	const validate = validatorOf("sweep-row-1");
	const points = JSON.parse(readFileSync(rows, "utf8"));
	expect(points.map(({ status }: { status: string }) => status).sort()).toEqual(
		["done", "done", "refused", "refused"],
	);
	for (const row of points) expect(validate(row) || validate.errors).toBe(true);
	const { SweepRow } = schemaFile("sweep-row-1").definitions;
	expect(Object.keys(SweepRow.properties).sort()).toEqual(
		resultColumns.map(({ name }) => name).sort(),
	);
});

test("no schema of a result is left out here", () => {
	const files = ["data-1", "space-1", "sweep-row-1"];
	const tried = [...new Set(commands.map(([name]) => name)), ...files];
	const names = readdirSync(schemas);
	expect(tried.map((name) => `${name}.schema.json`).sort()).toEqual(
		names.sort(),
	);
});

/** `run-1` is of `mho/run/1`. */
const schemaOf = (name: string): string =>
	`mho/${name.replace(/-(\d+)$/, "/$1")}`;

/** What a command writes, run in this process. */
async function written(
	command: readonly string[],
): Promise<Record<string, unknown>> {
	const file = at("result.json");
	const { code, stderr } = await runMain(folder, [...command, "--json", file]);
	expect([code, stderr]).toEqual([0, expect.not.stringContaining("mho: ")]);
	return JSON.parse(readFileSync(file, "utf8"));
}

function validatorOf(name: string): ValidateFunction {
	const schema = schemaFile(name);
	const Validator = /2020-12/.test(schema.$schema) ? Ajv2020 : Ajv;
	return new Validator({ strict: false }).compile(schema);
}

// biome-ignore lint/suspicious/noExplicitAny: it is handed to ajv
const schemaFile = (name: string): any =>
	JSON.parse(readFileSync(`${schemas}${name}.schema.json`, "utf8"));
