import { describe, expect, test } from "vitest";
import { InputError } from "../../../base/input-error.js";
import { randomFor } from "../../../base/random.js";
import { exportOnnx } from "../../export/export-onnx.js";
import { type GraphBuilder, spendValues } from "./graph-builder.js";
import { importOnnx } from "./import-onnx.js";
import { everyKind, manyOperators } from "./networks.support.js";
import { onnxFile } from "./onnx-file.support.js";

const random = randomFor(1, "damaged ONNX");

describe.each([
	["of every kind that is written", exportOnnx(everyKind)],
	["of many operators", onnxFile(manyOperators)],
])("a damaged file %s", (_, file) => {
	test("that is cut short is refused", () => {
		for (let length = 0; length < file.length; length++) {
			expect(() => importOnnx(file.subarray(0, length))).toThrow(InputError);
		}
	});

	test("with flipped bits gives a network or an InputError", () => {
		for (let round = 0; round < 3000; round++) {
			const damaged = file.slice();
			for (let flip = 0; flip <= round % 3; flip++) {
				damaged[Math.floor(random.uniform(1, round, flip) * file.length)]! ^=
					1 << Math.floor(random.uniform(2, round, flip) * 8);
			}
			expectNetworkOrInputError(damaged);
		}
	});

	test("of random bytes is refused", () => {
		for (let round = 0; round < 500; round++) {
			const bytes = Uint8Array.from(
				{ length: round },
				(_, i) => random.uniform(3, round, i) * 256,
			);
			expect(() => importOnnx(bytes)).toThrow(InputError);
		}
	});

	/** Of both ways to treat what is not supported. */
	function expectNetworkOrInputError(bytes: Uint8Array): void {
		for (const unsupported of ["refuse", "list"] as const) {
			try {
				const { nodes } = importOnnx(bytes, "damaged", { unsupported });
				expect(nodes.length).toBeGreaterThan(0);
			} catch (error) {
				expect(error).toBeInstanceOf(InputError);
			}
		}
	}
});

describe("constants that a file computes", () => {
	test("are refused before there is no memory left, though the file is small", () => {
		const file = (size: number) =>
			onnxFile({
				integers: { shape: [size] },
				nodes: [
					{ type: "ConstantOfShape", inputs: ["shape"], output: "zeros" },
					{ type: "Add", inputs: ["data", "zeros"], output: "out" },
				],
			});
		expect(() => importOnnx(file(2 ** 40))).toThrow(
			new InputError(
				`zeros: with a constant of [${2 ** 40}] those that the file computes have more than 2^28 values`,
			),
		);
	});

	test("are counted together", () => {
		const builder = { spent: { values: 0 } } as GraphBuilder;
		for (let n = 0; n < 4; n++) spendValues("c", [2 ** 13, 2 ** 13], builder);
		expect(() => spendValues("c", [1], builder)).toThrow(InputError);
	});
});
