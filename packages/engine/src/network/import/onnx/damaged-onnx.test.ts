import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { damage, damaged, refusal } from "../../../base/damage.support.js";
import { InputError } from "../../../base/input-error.js";
import { randomFor } from "../../../base/random.js";
import { exportOnnx } from "../../export/export-onnx.js";
import { layerShapes } from "../../layer-shape.js";
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
		for (let round = 0; round < 1500; round++) {
			const flipped = file.slice();
			for (let flip = 0; flip <= round % 3; flip++) {
				flipped[Math.floor(random.uniform(1, round, flip) * file.length)]! ^=
					1 << Math.floor(random.uniform(2, round, flip) * 8);
			}
			expectNetworkOrInputError(flipped);
		}
	});

	test("that is cut, grown or has extreme numbers gives a network or an InputError", () => {
		fc.assert(
			fc.property(damage, (how) =>
				expectNetworkOrInputError(damaged(file, how)),
			),
			{ seed: 20180122, numRuns: 1500 },
		);
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
});

/** Of both ways to treat what is not supported. */
function expectNetworkOrInputError(bytes: Uint8Array): void {
	for (const unsupported of ["refuse", "list"] as const)
		refusal(() => {
			const network = importOnnx(bytes, "damaged", { unsupported });
			expect(network.nodes.length).toBeGreaterThan(0);
			layerShapes(network);
		});
}

/** Every number of a description, with a way to exchange it. */
function numberPlaces(part: unknown): readonly ((value: number) => void)[] {
	if (typeof part !== "object" || part === null || ArrayBuffer.isView(part))
		return [];
	const record = part as Record<string, unknown>;
	return Object.keys(record).flatMap((key) =>
		typeof record[key] === "number"
			? [
					(value: number) => {
						record[key] = value;
					},
				]
			: numberPlaces(record[key]),
	);
}

test("a file whose sizes and attributes are others gives a network or an InputError", () => {
	const values = [-1, 0, 1, 7, 1e3, 65_537, 2 ** 28, 2 ** 31, 2 ** 40, 2 ** 53];
	const { length } = numberPlaces({ opset: 13, batch: 1, ...manyOperators });
	fc.assert(
		fc.property(
			fc.array(fc.tuple(fc.nat(length - 1), fc.constantFrom(...values)), {
				minLength: 1,
				maxLength: 3,
			}),
			(changes) => {
				const file = structuredClone({ opset: 13, batch: 1, ...manyOperators });
				const places = numberPlaces(file);
				for (const [place, value] of changes) places[place]!(value);
				expectNetworkOrInputError(onnxFile(file));
			},
		),
		{ seed: 20180122, numRuns: 1500 },
	);
});

test("numbers of type DOUBLE beyond float32 are refused", () => {
	const bytes = new Uint8Array(Float64Array.of(1, -1e300).buffer);
	const file = onnxFile({
		raw: { w: { type: 11, shape: [2, 1], bytes: [...bytes] } },
		nodes: [{ type: "MatMul", inputs: ["data", "w"], output: "out" }],
	});
	expect(() => importOnnx(file)).toThrow(
		new InputError("out: -1e+300 is beyond float32"),
	);
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
