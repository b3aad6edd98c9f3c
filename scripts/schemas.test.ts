import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
	dataFileJsonSchema,
	designJsonSchema,
	spaceJsonSchema,
} from "@mho/engine";
import { createGenerator } from "ts-json-schema-generator";
import { expect, test } from "vitest";

// The schemas that the package brings: of the files that mho reads from the code that reads them, of its results from
// their types. `UPDATE_DOCS=1 npx vitest run schemas` writes packages/cli/schemas.
const cli = fileURLToPath(new URL("../packages/cli/", import.meta.url));
const folder = `${cli}schemas`;

const generator = createGenerator({
	path: `${cli}src/terminal/json-result.ts`,
	tsconfig: `${cli}tsconfig.json`,
	skipTypeCheck: true,
	expose: "all",
	additionalProperties: true,
});

/** As the generator writes it. */
interface Schema {
	readonly $ref?: string;
	readonly anyOf?: readonly Schema[];
	readonly properties?: { readonly schema?: { readonly const: string } };
	readonly definitions?: Readonly<Record<string, Schema>>;
}

const files: Readonly<Record<string, object>> = {
	"mho/design/1": designJsonSchema(),
	"mho/data/1": dataFileJsonSchema(),
	"mho/space/1": spaceJsonSchema(),
};

const schemas: Readonly<Record<string, object>> = {
	...resultSchemas(),
	...files,
	"mho/sweep-row/1": plain(generator.createSchema("SweepRow")),
};

/** One for each member of `JsonResult`. */
function resultSchemas(): Readonly<Record<string, object>> {
	const { definitions = {} } = generator.createSchema("JsonResult") as Schema;
	const members = definitions.JsonResult!.anyOf!.map(({ $ref }) =>
		decodeURIComponent($ref!.replace("#/definitions/", "")),
	);
	return Object.fromEntries(
		members.map((type) => {
			const { properties, anyOf } = definitions[type]!;
			const { schema } = (properties ?? anyOf![0]!.properties)!;
			return [schema!.const, plain(generator.createSchema(type))];
		}),
	);
}

/**
 * As JSON has it: typed arrays are arrays, and what is undefined is left out of a map and null in a list; so are
 * numbers that are not finite. Records by number are records, which the generator takes for arrays.
 */
function plain(schema: object): object {
	if (Array.isArray(schema))
		return schema.map((each) =>
			typeof each === "object" ? plain(each) : each,
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
					? plain(value)
					: value,
		]),
	);
}

/** `mho/run/1` is in `run-1.schema.json`. */
const fileOf = (name: string): string =>
	`${name.replace("mho/", "").replace("/", "-")}.schema.json`;

test.each(Object.keys(schemas))(
	"the schema of %s is that of the code",
	(name) => {
		const path = `${folder}/${fileOf(name)}`;
		const text = `${JSON.stringify(schemas[name], null, "\t")}\n`;
		if (process.env.UPDATE_DOCS) {
			mkdirSync(folder, { recursive: true });
			writeFileSync(path, text);
		}
		expect(readFileSync(path, "utf8")).toBe(text);
	},
);

test("no schema is left of what is no longer written", () => {
	expect(readdirSync(folder).sort()).toEqual(
		Object.keys(schemas).map(fileOf).sort(),
	);
});
