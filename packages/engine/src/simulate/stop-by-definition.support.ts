import type { EarlyTermination } from "../design/partial-product-policy.js";
import { encodeInputs } from "../encode/input-encoder.js";
import { inputEncoders } from "../encode/input-encoders.js";
import { weightEncoderOf } from "../encode/weight-encoder-of.js";
import { outputCodes } from "../quantize/output-codes.js";
import type { ProductOfOutput } from "./events-array-by-array.support.js";
import { type LayerCase, rowsDrivenAtOnce } from "./layer-case.arbitrary.js";

export function zeroPointTerm(
	{ layer, inputs }: Pick<LayerCase, "layer" | "inputs">,
	group: number,
	position: number,
	output: number,
): number {
	const first = position * layer.rows;
	let sum = 0;
	for (let r = first; r < first + layer.rows; r++) sum += inputs[group]![r]!;
	return layer.weightZeroPoints[group * layer.outputs + output]! * sum;
}

/** Which products run, plane by plane, and how many tests that takes: from digits and weights alone. */
export function runByDefinition({ design, mapping, layer, inputs }: LayerCase) {
	const policy = design.partialProducts as EarlyTermination;
	const { encoding, crossbar } = design;
	const slices = mapping.weightPlanes.length;
	const size = (i: number) => Math.abs(mapping.inputPlanes[i]!.significance);
	const executedIn = (i: number) =>
		mapping.executed.slice(i * slices, (i + 1) * slices);
	const order = mapping.inputPlanes
		.map((_, i) => i)
		.filter((i) => executedIn(i).includes(1))
		.sort((a, b) => size(b) - size(a));
	const levels =
		policy.bound === "counted"
			? [0, 2 ** Math.max(0, layer.weightBits - 3)]
			: [0];
	const live = new Map<string, boolean>();
	let tested = 0;
	let stopped = 0;
	for (let group = 0; group < layer.groups; group++) {
		const { codeOf, isLeast, isMonotone } = outputCodes(layer, group);
		/** What a digit of 1 in a plane gives each output, [planes][rows × outputs]. */
		const worths = mapping.inputPlanes.map(({ significance }, i) => {
			const ofPlane = new Float64Array(layer.rows * layer.outputs);
			for (const { start, rows } of rowsDrivenAtOnce(layer.rows, design)) {
				const first = (group * layer.rows + start) * layer.outputs;
				const {
					levels: cells,
					sign,
					offset,
				} = weightEncoderOf(design, mapping.shape.layer).encode(
					{
						rows,
						outputs: layer.outputs,
						weights: layer.weights.slice(first, first + rows * layer.outputs),
					},
					layer.weightBits,
					crossbar.cellBits,
				);
				executedIn(i).forEach((runs, j) => {
					for (let at = 0; at < runs * rows * layer.outputs; at++) {
						const column = j * layer.outputs + (at % layer.outputs);
						const cell = cells[j * rows * layer.outputs + at]!;
						ofPlane[start * layer.outputs + at]! +=
							significance *
							mapping.weightPlanes[j]!.significance *
							(sign[column]! * cell + offset[column]!);
					}
				});
			}
			return ofPlane;
		});
		for (let position = 0; position < layer.positions; position++) {
			const first = position * layer.rows;
			const digits = encodeInputs(
				inputEncoders[encoding.inputs],
				inputs[group]!.slice(first, first + layer.rows),
				layer.input.bits,
				layer.input.signed,
				encoding.digitBits,
			);
			for (let output = 0; output < layer.outputs; output++) {
				let sum = -zeroPointTerm({ layer, inputs }, group, position, output);
				let isLive = true;
				order.forEach((plane, n) => {
					if (n > 0 && isLive && isMonotone) {
						tested++;
						const bounds = levels.map((level) => {
							const bound = { most: 0, least: 0 };
							for (const i of order.slice(n)) {
								const { min, max, significance } = mapping.inputPlanes[i]!;
								for (let r = 0; r < layer.rows; r++) {
									const digit = digits[i * layer.rows + r]!;
									const counted = level * Math.abs(significance * digit);
									const worth = worths[i]![r * layer.outputs + output]!;
									const beyond =
										Math.sign(worth) *
										Math.max(
											0,
											Math.abs(worth) - level * Math.abs(significance),
										);
									bound.most +=
										counted + Math.max(0, beyond * min, beyond * max);
									bound.least +=
										counted + Math.max(0, -beyond * min, -beyond * max);
								}
							}
							return bound;
						});
						const most = sum + Math.min(...bounds.map((bound) => bound.most));
						const least = sum - Math.min(...bounds.map((bound) => bound.least));
						const isSettled =
							isLeast(output, most) ||
							(policy.when === "settled" &&
								codeOf(output, least) === codeOf(output, most));
						if (isSettled) {
							isLive = false;
							stopped++;
						}
					}
					live.set([group, position, plane, output].join(), isLive);
					for (let r = 0; r < layer.rows; r++) {
						sum +=
							digits[plane * layer.rows + r]! *
							worths[plane]![r * layer.outputs + output]!;
					}
				});
			}
		}
	}
	const isRun = ({ group, position, plane, output }: ProductOfOutput) =>
		live.get([group, position, plane, output].join())!;
	return { isRun, tested, stopped };
}

export function testsByDefinition(
	{ design, mapping, layer }: LayerCase,
	tested: number,
	stopped: number,
) {
	const policy = design.partialProducts as EarlyTermination;
	const slices = mapping.weightPlanes.length;
	const run = mapping.inputPlanes
		.map(({ min, max, significance }, i) => {
			const executed = mapping.executed.slice(i * slices, (i + 1) * slices);
			return { size: Math.abs(significance), digits: [min, max, ...executed] };
		})
		.filter(({ digits }) => digits.slice(2).includes(1))
		.sort((a, b) => b.size - a.size);
	// The first plane is never what remains.
	const kinds = new Set(run.slice(1).map(({ digits }) => digits.join()));
	const isCounted = policy.bound === "counted";
	const bounds = isCounted ? 2 : 1;
	const sides = policy.when === "negative" ? 1 : 2;
	const sums = sides * bounds * kinds.size;
	const segments = Math.ceil(layer.rows / design.crossbar.rows);
	const vectors = layer.groups * layer.positions;
	return {
		outputTests: tested,
		earlySums: segments === 1 ? 0 : segments * (tested - stopped),
		earlyRoundings: policy.when === "settled" ? 2 * tested : 0,
		decisions: tested * (sums + sides * bounds),
		weightSumBits:
			tested * sums * (layer.weightBits + Math.ceil(Math.log2(layer.rows))),
		inputCounts: isCounted ? vectors * layer.rows * (run.length - 1) : 0,
	};
}
