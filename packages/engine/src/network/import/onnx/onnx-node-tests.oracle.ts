import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { InputError } from "../../../base/input-error.js";
import { createWasmGemm } from "../../../kernels/gemm/wasm.js";
import { runFloatReference } from "../../float-reference.js";
import { evaluateOnnx, importOnnx } from "./import-onnx.js";
import type { OnnxModel } from "./onnx-model.js";
import type { OnnxConstant } from "./operator.js";
import { ONNX_OPERATORS } from "./operators.js";
import { readOnnx, readOnnxTensor } from "./read-onnx.js";
import { storedConstant } from "./tensor-values.js";

// The backend node tests of the ONNX standard, v1.22.0. `UPDATE_DOCS=1 npx vitest run onnx-node-tests` writes the
// list of what is supported.
const repository = fileURLToPath(
	new URL("../../../../../../", import.meta.url),
);
const folder = join(repository, "../shared/data/onnx-node-tests");
const documentPath = join(repository, "docs/onnx-operators.md");

interface NodeTest {
	readonly name: string;
	readonly bytes: Uint8Array;
	readonly model: OnnxModel;
	/** By name in the file. */
	readonly inputs: ReadonlyMap<string, OnnxConstant>;
	readonly outputs: ReadonlyMap<string, OnnxConstant>;
}

/** One way to compute the outputs of a test: with one input computed and the others stored, or all of them stored. */
interface Way {
	readonly name: "computed" | "stored";
	readonly run: (test: NodeTest) => ReadonlyMap<string, Answer>;
}

interface Answer {
	readonly data: ArrayLike<number>;
	/** Not known of networks, which compute in float32. */
	readonly expected?: { readonly type: string; readonly shape: string };
}

interface Outcome {
	readonly name: string;
	readonly operator: string;
	/** Ways that gave the right outputs. */
	readonly passed: ReadonlySet<Way["name"]>;
	/** Why the ways that were tried are not supported. */
	readonly refusals: readonly string[];
	/** Ways that gave wrong outputs, or failed with anything but an InputError. */
	readonly failures: readonly string[];
}

const gemm = createWasmGemm();

describe.skipIf(!existsSync(folder))("the node tests of the standard", () => {
	const tests = existsSync(folder) ? readTests() : [];
	const outcomes = tests.map(outcomeOf);

	test.each(outcomes)("$name is right or refused", ({ failures }) => {
		expect(failures).toEqual([]);
	});

	test("are those that docs/onnx-operators.md lists", () => {
		const document = writeDocument(outcomes);
		if (process.env.UPDATE_DOCS) writeFileSync(documentPath, document);
		const words = (text: string): string => text.replace(/[\s-]+/g, " ");
		expect(words(readFileSync(documentPath, "utf8"))).toBe(words(document));
	});
});

function readTests(): readonly NodeTest[] {
	return readdirSync(folder)
		.filter((name) => name.startsWith("test_"))
		.sort()
		.map((name) => {
			const bytes = readFileSync(join(folder, name, "model.onnx"));
			const model = readOnnx(bytes);
			const values = (kind: string, names: readonly string[]) =>
				new Map(names.map((key, i) => [key, readValue(name, kind, i)]));
			return {
				name: name.replace("test_", ""),
				bytes,
				model,
				inputs: values(
					"input",
					model.graph.inputs.map((input) => input.name),
				),
				outputs: values(
					"output",
					model.graph.outputs.map((output) => output.name),
				),
			};
		});
}

function readValue(name: string, kind: string, index: number): OnnxConstant {
	const path = join(folder, name, "test_data_set_0", `${kind}_${index}.pb`);
	return storedConstant(readOnnxTensor(readFileSync(path)), path);
}

function outcomeOf(nodeTest: NodeTest): Outcome {
	const passed = new Set<Way["name"]>();
	const refusals: string[] = [];
	const failures: string[] = [];
	for (const { name, run } of waysOf(nodeTest)) {
		try {
			compare(run(nodeTest), nodeTest.outputs);
			passed.add(name);
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error);
			if (error instanceof InputError) refusals.push(message);
			else failures.push(`${name}: ${message}`);
		}
	}
	const operator = operatorName(nodeTest);
	return { name: nodeTest.name, operator, passed, refusals, failures };
}

/** Operator whose test it is: of the one node, or of the function whose expansion the nodes are. */
function operatorName({ name, model }: NodeTest): string {
	const base = join(
		folder,
		`test_${name.replace(/_expanded.*/, "")}`,
		"model.onnx",
	);
	const { graph } = existsSync(base) ? readOnnx(readFileSync(base)) : model;
	return graph.nodes.at(-1)!.opType;
}

function waysOf({ inputs }: NodeTest): readonly Way[] {
	const computed = [...inputs.keys()].flatMap((input) =>
		(["first-axis", "none"] as const).map(
			(batch): Way => ({
				name: "computed",
				run: (nodeTest) => runAsNetwork(nodeTest, input, batch),
			}),
		),
	);
	return [...computed, { name: "stored", run: runStored }];
}

function runAsNetwork(
	{ bytes, inputs, outputs }: NodeTest,
	input: string,
	batch: "first-axis" | "none",
): ReadonlyMap<string, Answer> {
	const others = new Map([...inputs].filter(([name]) => name !== input));
	const images = Float32Array.from(inputs.get(input)!.data);
	return new Map(
		[...outputs.keys()].map((output) => {
			const network = importOnnx(bytes, "test", {
				constants: others,
				batch,
				output,
			});
			return [output, { data: runFloatReference(network, images, { gemm }) }];
		}),
	);
}

function runStored({ bytes, inputs, outputs }: NodeTest) {
	const values = evaluateOnnx(bytes, inputs);
	return new Map(
		[...outputs.keys()].map((name, i): [string, Answer] => {
			const { data, type, shape } = values[i]!;
			return [name, { data, expected: { type, shape: String(shape) } }];
		}),
	);
}

/** At the tolerance of the standard's own runner; integers exactly. */
function compare(
	answers: ReadonlyMap<string, Answer>,
	outputs: ReadonlyMap<string, OnnxConstant>,
): void {
	for (const [name, { data, type, shape }] of outputs) {
		const answer = answers.get(name)!;
		if (answer.expected) {
			expect(answer.expected).toEqual({ type, shape: String(shape) });
		}
		expect(answer.data.length).toBe(data.length);
		const isInteger = data instanceof Float64Array && type !== "DOUBLE";
		for (const [i, value] of data.entries()) {
			const found = answer.data[i]!;
			if (Object.is(found, value) || found === value) continue;
			const allowed = isInteger ? 0 : 1e-7 + 1e-3 * Math.abs(value);
			if (Number.isNaN(value) || !(Math.abs(found - value) <= allowed))
				throw new Error(`${name}[${i}] is ${found}, expected ${value}`);
		}
	}
}

function writeDocument(outcomes: readonly Outcome[]): string {
	const names = [...new Set(outcomes.map(({ operator }) => operator))].sort();
	const count = (
		list: readonly Outcome[],
		holds: (outcome: Outcome) => boolean,
	): number => list.filter(holds).length;
	const isComputed = ({ passed }: Outcome): boolean => passed.has("computed");
	const isStored = ({ passed }: Outcome): boolean =>
		passed.has("stored") && !passed.has("computed");
	const isRefused = ({ passed }: Outcome): boolean => passed.size === 0;
	const rows = [...names, ""].map((operator) => {
		const own = operator
			? outcomes.filter((outcome) => outcome.operator === operator)
			: outcomes;
		const counts = [
			own.length,
			count(own, isComputed),
			count(own, isStored),
			count(own, isRefused),
		];
		return `| ${operator || "all"} | ${counts.join(" | ")} |`;
	});
	const listed = (holds: (outcome: Outcome) => boolean): string =>
		outcomes
			.filter(holds)
			.map(({ name, refusals }) => `| ${name} | ${reasonOf(refusals)} |`)
			.join("\n");
	const supported = ONNX_OPERATORS.map(({ opType }) => opType).join(", ");
	return `# ONNX operators

These are imported, in versions 6 to 25 of the standard and with the attributes of the standard that mean something when a
network runs:

${supported}.

Values of all floating-point types are computed in float32, without the roundings of narrower ones in between.

Any other operator is an error that names its node. \`mho network show\` and \`mho cost\` list it instead: where the
file says the shape of what it makes, something of that shape stands for it, else what depends on it is left out, and the
rest has shapes and a cost.

## The tests of the standard

What the importer makes of the ${outcomes.length} backend node tests of the ONNX standard (v1.22.0) that the project keeps. Written by
\`UPDATE_DOCS=1 npx vitest run onnx-node-tests\`; a test holds this file to the result.

A test is run with each of its inputs as the network's input in turn and the others stored in the file, and with all of
them stored. _Computed_ tests give the right outputs as a network, _stored_ ones only in the arithmetic on stored values that
import does. Whatever else a test asks for is refused with an error that names node, operator and reason: no test
gives a wrong value.

| operator | tests | computed | stored only | refused |
| --- | --- | --- | --- | --- |
${rows.join("\n")}

## Refused

| test | why |
| --- | --- |
${listed(isRefused)}

## Computed from stored values only

| test | why not as a network |
| --- | --- |
${listed(isStored)}
`;
}

/** What is said of the operator rather than of the way in which the test was run. */
function reasonOf(refusals: readonly string[]): string {
	const isOfTheWay = (reason: string): boolean =>
		/one by one$|batch axis|batch and at least|no node makes it/.test(reason);
	const own = refusals.find((reason) => !isOfTheWay(reason)) ?? refusals[0];
	return own ?? "no input";
}
