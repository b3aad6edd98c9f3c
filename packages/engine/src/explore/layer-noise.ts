import { geometricMean } from "../base/geometric-mean.js";
import type { LayerShape } from "../network/layer-shape.js";
import { operandRange } from "../network/operand-range.js";
import type { OperandWidths } from "../quantize/quantize-options.js";
import { operandError } from "./conversion-study.js";
import type { Width } from "./operand-widths.js";
import { REFERENCE_BITS, type ScoreProbe } from "./score-probe.js";

/** Bits at which the noise of operands is measured; above, it falls by 4 a bit. */
const MEASURED_BITS = 6;
/** Bits of one operand at which a layer's sensitivity to an error of its outputs is taken. */
const SENSED_BITS = 4;

type Operand = "weights" | "inputs";
const widestBits = { weightBits: REFERENCE_BITS, inputBits: REFERENCE_BITS };

/** Relative noise that no single layer may add. */
export const NOISE_LIMIT = 0.05;
/** Part of a layer's outputs by which they are disturbed where its operands cannot be. */
const OUTPUT_NOISE = 0.01;

/** What is measured of a network's layers, each thing once. */
export interface LayerNoise {
	/** Relative noise of the scores that operands of so many bits make in a layer. */
	noiseOf(layer: string, widths: OperandWidths): number;
	/** Noise of the scores by a mean square error of a layer's outputs: as that of its operands. */
	sensitivity(layer: string): number;
}

/** Measures what it is asked for, and remembers it. */
export function createLayerNoise(
	shapes: readonly LayerShape[],
	probe: ScoreProbe,
): LayerNoise {
	const shapeOf = new Map(shapes.map((shape) => [shape.layer, shape]));
	const noises = new Map<string, number>();
	const sensitivities = new Map<string, number>();
	const remember = <T>(
		known: Map<string, T>,
		key: string,
		make: () => T,
	): T => {
		const value = known.get(key) ?? make();
		known.set(key, value);
		return value;
	};
	const measuredNoise = (
		layer: string,
		operand: Operand,
		{ bits, greatest }: Width,
	): number =>
		remember(noises, `${layer} ${operand} ${bits} ${greatest}`, () =>
			probe.noiseOf(
				layer,
				operand === "weights"
					? { weightBits: bits, greatestWeight: greatest }
					: { inputBits: bits, greatestInput: greatest },
			),
		);
	const isExact = (
		layer: string,
		operand: Operand,
		{ bits, greatest }: Width,
	) => {
		// What the file has as codes is exact in as many bits.
		const shape = shapeOf.get(layer);
		const own = operand === "weights" ? shape?.weightBits : shape?.inputBits;
		return (
			greatest === undefined &&
			bits >= Math.min(own ?? REFERENCE_BITS, REFERENCE_BITS)
		);
	};
	const noiseAt = (layer: string, operand: Operand, width: Width): number => {
		if (isExact(layer, operand, width)) return 0;
		const { bits, greatest } = width;
		const isSigned = operand === "weights" || shapeOf.get(layer)!.signedInputs;
		const [, most] = operandRange(bits, isSigned);
		const share = (greatest ?? most) / most;
		if (bits > MEASURED_BITS || (bits === MEASURED_BITS && !greatest))
			return (
				(measuredNoise(layer, operand, { bits: MEASURED_BITS }) *
					4 ** (MEASURED_BITS - bits)) /
				share ** 2
			);
		// Fewer codes of what is too noisy already need no measurement.
		const wider = noiseAt(layer, operand, {
			bits: greatest === undefined ? bits + 1 : bits,
		});
		return wider > NOISE_LIMIT ? wider : measuredNoise(layer, operand, width);
	};
	const noiseOf = (layer: string, widths: OperandWidths): number => {
		const { weightBits, greatestWeight, inputBits, greatestInput } = widths;
		return (
			noiseAt(layer, "weights", {
				bits: weightBits,
				greatest: greatestWeight,
			}) +
			noiseAt(layer, "inputs", { bits: inputBits, greatest: greatestInput })
		);
	};
	const sensitivity = (layer: string): number =>
		remember(sensitivities, layer, () => {
			const reference = probe.layers.find(({ name }) => name === layer)!;
			const of = (operand: Operand) => {
				const sensed = { bits: SENSED_BITS };
				if (isExact(layer, operand, sensed)) return 0;
				const own = operand === "weights" ? "weightBits" : "inputBits";
				const widths = { ...widestBits, [own]: SENSED_BITS };
				return (
					measuredNoise(layer, operand, sensed) /
					operandError(
						probe.layerAt(layer, widths),
						reference,
						probe.vectors.get(layer)!,
					)
				);
			};
			const weights = of("weights");
			const inputs = of("inputs");
			// Inputs that several layers share say nothing of one of them.
			const known = [
				weights,
				...(probe.siblings.some((group) => group.includes(layer))
					? []
					: [inputs]),
			].filter((value) => value > 0 && Number.isFinite(value));
			if (known.length > 0) return geometricMean(known);
			// Operands of a bit or two cannot be lowered.
			const { noise, error } = probe.noiseOfOutputs(layer, OUTPUT_NOISE);
			return error === 0 ? 0 : noise / error;
		});
	return { noiseOf, sensitivity };
}
