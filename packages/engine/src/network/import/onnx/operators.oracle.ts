import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { InputError } from "../../../base/input-error.js";
import { sizeOf, type Tensor } from "../../../base/tensor.js";
import { referenceGemm } from "../../../kernels/gemm/reference.js";
import { exportOnnx } from "../../export/export-onnx.js";
import { runFloatReference } from "../../float-reference.js";
import { inferShapes } from "../../infer-shapes.js";
import type { Network } from "../../network.js";
import { importOnnx } from "./import-onnx.js";
import { type Attributes, onnxFile } from "./onnx-file.support.js";

// Outputs of the reference evaluator of onnx 1.23.1, written by operators.oracle.py.
interface Case {
	readonly type: string;
	readonly what: string;
	readonly opset: number;
	readonly attributes: Attributes;
	readonly outputs: number;
	/** Which output is the answer. */
	readonly pick: number;
	readonly inputs: readonly (CaseTensor | null)[];
	readonly expected: CaseTensor;
}

interface CaseTensor {
	readonly shape: readonly number[];
	readonly data?: readonly number[];
	readonly integers?: readonly number[];
}

const path = new URL("./operators.oracle.jsonl", import.meta.url);
const cases = readFileSync(path, "utf8")
	.trim()
	.split("\n")
	.map((line): Case => JSON.parse(line));

describe("operators of ONNX give what its reference evaluator gives", () => {
	test.each(cases)("$type, $what", (one) => {
		const network = importOnnx(fileOf(one), "case", {
			output: `y${one.pick}`,
		});
		expect(sizeOf(inferShapes(network).get(network.output)!)).toBe(
			sizeOf(one.expected.shape),
		);
		const answer = run(network, one);
		for (const [i, value] of one.expected.data!.entries())
			expect(Math.abs(answer[i]! - value)).toBeLessThan(
				1e-5 * Math.max(1, Math.abs(value)),
			);
		const again = written(network);
		if (again) expect(run(again, one)).toEqual(answer);
	});
});

function fileOf({ type, opset, attributes, outputs, inputs }: Case) {
	const [data, ...stored] = inputs as [CaseTensor, ...(CaseTensor | null)[]];
	const floats: Record<string, Tensor> = {};
	const raw: Record<string, object> = {};
	for (const [i, tensor] of stored.entries()) {
		if (!tensor) continue;
		const { shape, integers } = tensor;
		if (integers) raw[`c${i}`] = { type: 7, shape, bytes: bytesOf(integers) };
		else
			floats[`c${i}`] = { shape, data: Float32Array.from(tensor.data ?? []) };
	}
	const node = {
		type,
		attributes,
		inputs: ["data", ...stored.map((tensor, i) => (tensor ? `c${i}` : ""))],
		output: Array.from({ length: outputs }, (_, i) => `y${i}`),
	};
	return onnxFile({
		input: data.shape.slice(1),
		batch: data.shape[0]!,
		opset,
		floats,
		raw: raw as never,
		nodes: [node],
		output: node.output,
	});
}

function bytesOf(integers: readonly number[]): readonly number[] {
	const values = BigInt64Array.from(integers, BigInt);
	return [...new Uint8Array(values.buffer)];
}

function run(network: Network, { inputs }: Case): readonly number[] {
	const images = Float32Array.from(inputs[0]!.data!);
	return [...runFloatReference(network, images, { gemm: referenceGemm })];
}

/** The network as it is written and read again, where ONNX has operators for it. */
function written(network: Network): Network | undefined {
	try {
		return importOnnx(exportOnnx(network));
	} catch (error) {
		expect(error).toBeInstanceOf(InputError);
		return undefined;
	}
}
