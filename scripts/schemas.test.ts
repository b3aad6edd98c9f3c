import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
	dataFileJsonSchema,
	designJsonSchema,
	spaceJsonSchema,
} from "@mho/engine";
import { Ajv } from "ajv";
import { createGenerator } from "ts-json-schema-generator";
import { describe, expect, test } from "vitest";

// The schemas that the package brings: of the files that mho reads from the code that reads them, of its results from
// their types. `UPDATE_DOCS=1 npx vitest run schemas` writes packages/cli/schemas.
const repository = fileURLToPath(new URL("..", import.meta.url));
const folder = `${repository}packages/cli/schemas`;
const MHO = `${repository}packages/cli/bin/mho.js`;

/** Results by the `schema` that they state, and the type that they have; a result may have more fields than it. */
const results = {
	"mho/run/1": "Evaluation",
	"mho/cost/1": "CostEvaluation",
	"mho/optimize/2": "Optimization",
} as const;

const generator = createGenerator({
	path: `${repository}packages/engine/src/index.ts`,
	tsconfig: `${repository}packages/engine/tsconfig.json`,
	skipTypeCheck: true,
	expose: "all",
	additionalProperties: true,
});

const schemas: Readonly<Record<string, object>> = {
	"mho/design/1": designJsonSchema(),
	"mho/data/1": dataFileJsonSchema(),
	"mho/space/1": spaceJsonSchema(),
	...Object.fromEntries(
		Object.entries(results).map(([name, type]) => [
			name,
			withPlainArrays(generator.createSchema(type)),
		]),
	),
};

/** Typed arrays are written as arrays; records by number are records, which the generator takes for arrays. */
function withPlainArrays(schema: object): object {
	if (Array.isArray(schema))
		return schema.map((each) =>
			typeof each === "object" ? withPlainArrays(each) : each,
		);
	const { properties } = schema as { properties?: object };
	if (properties && "BYTES_PER_ELEMENT" in properties)
		return { type: "array", items: { type: "number" } };
	return Object.fromEntries(
		Object.entries(schema).map(([key, value]) => [
			key,
			/^Readonly<Record<number,number>>$/.test(key)
				? { type: "object", additionalProperties: { type: "number" } }
				: typeof value === "object" && value !== null
					? withPlainArrays(value)
					: value,
		]),
	);
}

/** `mho/run/1` is in `run-1.schema.json`. */
const fileOf = (name: string): string =>
	`${folder}/${name.replace("mho/", "").replace("/", "-")}.schema.json`;

test.each(Object.keys(schemas))(
	"the schema of %s is that of the code",
	(name) => {
		const text = `${JSON.stringify(schemas[name], null, "\t")}\n`;
		if (process.env.UPDATE_DOCS) {
			mkdirSync(folder, { recursive: true });
			writeFileSync(fileOf(name), text);
		}
		expect(readFileSync(fileOf(name), "utf8")).toBe(text);
	},
);

describe("a result fits the schema that it names", () => {
	const few = ["--images", "20", "--threads", "1"];
	test.each([
		["run", "lenet5", "--design", "asp-dac-2018", ...few],
		["cost", "resnet-18", "--design", "isaac"],
		["cost", "vgg-16", "--design", "raella", "--chips", "40"],
	])("mho %s %s", (...command) => {
		const result = JSON.parse(
			execFileSync(process.execPath, [MHO, ...command, "--json", "-"], {
				encoding: "utf8",
				maxBuffer: 2 ** 28,
			}),
		);
		const validate = validatorOf(result.schema);
		expect(validate(result) || validate.errors).toBe(true);
		const { network: _, ...without } = result;
		expect(validate(without)).toBe(false);
		expect(validate({ ...result, schema: "mho/run/9" })).toBe(false);
	});
});

function validatorOf(name: string) {
	const schema = JSON.parse(readFileSync(fileOf(name), "utf8"));
	return new Ajv({ strict: false }).compile(schema);
}
