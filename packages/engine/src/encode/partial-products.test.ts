import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { operandRange } from "../network/operand-range.js";
import { encodeInputs, type InputEncoder } from "./input-encoder.js";
import { inputEncoders } from "./input-encoders.js";
import type { WeightEncoder } from "./weight-encoder.js";
import { weightEncoders } from "./weight-encoders.js";

const combinations = Object.values(weightEncoders).flatMap((weights) =>
	Object.values(inputEncoders).map((inputs) => ({
		name: `${weights.kind} × ${inputs.kind}`,
		weights,
		inputs,
	})),
);

describe.each(combinations)("$name", ({ weights, inputs }) => {
	test("partial products shifted, corrected and added are the product of the integers", () => {
		fc.assert(
			fc.property(settings(weights, inputs), (setting) => {
				fc.assert(
					fc.property(operands(setting), ({ rows, outputs, w, x }) => {
						expect(
							sumOfPartialProducts(weights, inputs, setting, {
								rows,
								outputs,
								w,
								x,
							}),
						).toEqual(integerProduct(rows, outputs, w, x));
					}),
					{ numRuns: 5 },
				);
			}),
			{ numRuns: 300 },
		);
	});
});

interface Setting {
	readonly weightBits: number;
	readonly cellBits: number;
	readonly inputBits: number;
	readonly digitBits: number;
	readonly signed: boolean;
}

interface Operands {
	readonly rows: number;
	readonly outputs: number;
	/** [rows × outputs] */
	readonly w: Int32Array;
	readonly x: readonly number[];
}

function settings(
	weights: WeightEncoder,
	inputs: InputEncoder,
): fc.Arbitrary<Setting> {
	return fc.record({
		weightBits: fc.integer({ min: 1, max: 16 }),
		cellBits: fc.constantFrom(...weights.cellBits),
		inputBits: fc.integer({ min: 1, max: 16 }),
		digitBits: fc.constantFrom(...inputs.digitBits),
		signed: fc.boolean(),
	});
}

function operands({
	weightBits,
	inputBits,
	signed,
}: Setting): fc.Arbitrary<Operands> {
	const [least, greatest] = operandRange(inputBits, signed);
	return fc
		.record({
			rows: fc.integer({ min: 1, max: 9 }),
			outputs: fc.integer({ min: 1, max: 3 }),
		})
		.chain(({ rows, outputs }) =>
			fc.record({
				rows: fc.constant(rows),
				outputs: fc.constant(outputs),
				w: exactly(
					rows * outputs,
					-(2 ** (weightBits - 1)),
					2 ** (weightBits - 1) - 1,
				).map((values) => Int32Array.from(values)),
				x: exactly(rows, least, greatest),
			}),
		);
}

function exactly(
	length: number,
	min: number,
	max: number,
): fc.Arbitrary<number[]> {
	return fc.array(
		fc.oneof(fc.integer({ min, max }), fc.constantFrom(min, max)),
		{ minLength: length, maxLength: length },
	);
}

/** `Σ_ij significance_i · significance_j · (sign_jk · S_ijk + offset_jk · ΣX_i)` of every output k. */
function sumOfPartialProducts(
	weightEncoder: WeightEncoder,
	inputEncoder: InputEncoder,
	{ weightBits, cellBits, inputBits, digitBits, signed }: Setting,
	{ rows, outputs, w, x }: Operands,
): number[] {
	const { planes, levels, sign, offset } = weightEncoder.encode(
		{ rows, outputs, weights: w },
		weightBits,
		cellBits,
	);
	const inputPlanes = inputEncoder.planes(inputBits, signed, digitBits);
	const digits = encodeInputs(inputEncoder, x, inputBits, signed, digitBits);
	return Array.from({ length: outputs }, (_, k) => {
		let y = 0;
		for (let i = 0; i < inputPlanes.length; i++) {
			const X = digits.subarray(i * rows, (i + 1) * rows);
			const sumOfInputs = X.reduce((sum, digit) => sum + digit, 0);
			for (let j = 0; j < planes.length; j++) {
				let S = 0;
				for (let r = 0; r < rows; r++)
					S += X[r]! * levels[(j * rows + r) * outputs + k]!;
				y +=
					inputPlanes[i]!.significance *
					planes[j]!.significance *
					(sign[j * outputs + k]! * S + offset[j * outputs + k]! * sumOfInputs);
			}
		}
		return y;
	});
}

function integerProduct(
	rows: number,
	outputs: number,
	w: Int32Array,
	x: readonly number[],
): number[] {
	return Array.from({ length: outputs }, (_, k) => {
		let y = 0;
		for (let r = 0; r < rows; r++) y += x[r]! * w[r * outputs + k]!;
		return y;
	});
}
