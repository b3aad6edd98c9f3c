import { designJsonSchema } from "@mho/engine";
import { describe, expect, test } from "vitest";
import {
	fieldsOf,
	type Schema,
	schemasAt,
	valuesOf,
	yamlPath,
} from "./schema-path.js";

const schema = designJsonSchema() as Schema;

describe("what an editor offers", () => {
	test("the keys that a line lies below", () => {
		const lines = [
			"encoding:",
			"  weights: balanced-radix",
			"  ",
			"crossbar:",
			"  pairs:",
			"    ",
		];
		expect(yamlPath(lines, 2, 2)).toEqual(["encoding"]);
		expect(yamlPath(lines, 5, 4)).toEqual(["crossbar", "pairs"]);
		expect(yamlPath(lines, 3, 0)).toEqual([]);
	});

	test("fields of a place of a design", () => {
		expect(fieldsOf(schemasAt(schema, ["crossbar"])).has("cellBits")).toBe(
			true,
		);
		expect(
			fieldsOf(schemasAt(schema, ["components", "adc"])).has("model"),
		).toBe(true);
		expect(
			fieldsOf(schemasAt(schema, ["layers", "conv1"])).has("weightBits"),
		).toBe(true);
		expect(fieldsOf(schemasAt(schema, ["nothing"])).size).toBe(0);
	});

	test("values of a field, over all kinds of a union", () => {
		expect(valuesOf(schemasAt(schema, ["encoding", "weights"]))).toContain(
			"balanced-radix",
		);
		expect(valuesOf(schemasAt(schema, ["adc", "kind"]))).toEqual(
			expect.arrayContaining(["lossless", "fixed", "calibrated"]),
		);
		expect(valuesOf(schemasAt(schema, ["adc", "signed"]))).toEqual([
			"true",
			"false",
		]);
	});
});
