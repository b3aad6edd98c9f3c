import fc from "fast-check";
import type { AdcPolicy } from "../design/adc-policy.js";
import type {
	ColumnOrderKind,
	Design,
	InputEncoderKind,
	WeightEncoderKind,
} from "../design/design.js";
import type {
	PartialProductPolicy,
	StaticPartialProducts,
} from "../design/partial-product-policy.js";
import { inputEncoders } from "../encode/input-encoders.js";
import { weightEncoderOf } from "../encode/weight-encoder-of.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import { resolvePartialProducts } from "../map/partial-product-policy/resolve-partial-products.js";
import { presetDesign } from "./preset-designs.js";

/** One way to encode both operands, among all that the encoders declare. */
export interface EncodingChoice {
	readonly weights: WeightEncoderKind;
	readonly cellBits: number;
	readonly inputs: InputEncoderKind;
	readonly digitBits: number;
}

/** Every weight encoder × its cell widths × every input encoder, whose digit widths take turns. */
export const encodingChoices: readonly EncodingChoice[] = Object.values(
	weightEncoders,
)
	.flatMap((weights) =>
		weights.cellBits.map((cellBits) => ({ weights: weights.kind, cellBits })),
	)
	.flatMap((cells, turn) =>
		Object.values(inputEncoders).map(({ kind, digitBits }) => ({
			...cells,
			inputs: kind,
			digitBits: digitBits[turn % digitBits.length]!,
		})),
	);

const isaac = presetDesign("isaac");

export const losslessAdc: AdcPolicy = { kind: "lossless" };
export const allProducts: PartialProductPolicy = { kind: "all" };

/** Thresholds of all units, from those that keep all to those that keep next to nothing. */
export const anyThreshold: fc.Arbitrary<StaticPartialProducts> = fc
	.oneof(
		fc.record({
			unit: fc.constant("significance" as const),
			bits: fc.integer({ min: 0, max: 14 }),
		}),
		fc.record({
			unit: fc.constant("bits-below-top" as const),
			bits: fc.integer({ min: 0, max: 30 }),
		}),
		fc.record({
			unit: fc.constant("kept-fraction" as const),
			fraction: fc.double({ min: 0.05, max: 1, noNaN: true }),
		}),
	)
	.map((at) => ({ kind: "threshold", at }));

/** Empty planes are not read; others as a threshold says, or all. */
export const anyZeroPlane: fc.Arbitrary<PartialProductPolicy> = fc
	.oneof(anyThreshold, fc.constant({ kind: "all" } as const))
	.map((otherwise) => ({ kind: "zero-plane", otherwise }));

/** Bits below the top digit of each segment, at which few or all products run. */
export const anyRuntime: fc.Arbitrary<PartialProductPolicy> = fc.record({
	kind: fc.constant("runtime" as const),
	bitsBelowTop: fc.integer({ min: 0, max: 20 }),
	otherwise: fc.oneof(anyThreshold, fc.constant({ kind: "all" } as const)),
});

/** Outputs are stopped early, with no change to any. */
export const anyEarlyTermination: fc.Arbitrary<PartialProductPolicy> =
	fc.record({
		kind: fc.constant("early-terminate" as const),
		otherwise: fc.oneof(anyThreshold, fc.constant({ kind: "all" } as const)),
		when: fc.constantFrom("negative", "settled"),
		bound: fc.constantFrom("worst-case", "counted"),
		tolerance: fc.constant(0),
	});

/** Converters that lose nothing or clip and round, with any ranges that they try first. */
export const anyEarlyStop: fc.Arbitrary<AdcPolicy> = fc.record({
	kind: fc.constant("early-stop" as const),
	converter: fc.oneof(
		fc.constant({ kind: "lossless" } as const),
		fc.record({
			kind: fc.constant("fixed" as const),
			bits: fc.integer({ min: 2, max: 7 }),
			step: fc.constantFrom(1, 2, 3),
			signed: fc.constant(true),
		}),
	),
	ranges: fc
		.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 4 })
		.map((ranges) => ranges.sort((a, b) => a - b)),
});

export interface DesignSpace {
	readonly encodings?: readonly EncodingChoice[];
	readonly adc?: AdcPolicy | fc.Arbitrary<AdcPolicy>;
	readonly partialProducts?: fc.Arbitrary<PartialProductPolicy>;
	/** 1 by default; padded convolutions of signed inputs take 2 or more. */
	readonly leastInputBits?: number;
	/** As the designs have it that run all products; not stated by default. */
	readonly offsetProduct?: Design["encoding"]["offsetProduct"];
}

/** ISAAC's components in any arrangement that the schema allows and a 16-bit weight fits. */
export function anyDesign({
	encodings = encodingChoices,
	adc = losslessAdc,
	partialProducts = fc.constant(allProducts),
	leastInputBits = 1,
	offsetProduct,
}: DesignSpace = {}): fc.Arbitrary<Design> {
	return fc
		.record({
			encoding: fc.constantFrom(...encodings),
			correction: fc.constantFrom("digital-count", "unit-column"),
			weightSlices: fc.option(
				fc.array(fc.integer({ min: 1, max: 4 }), {
					minLength: 1,
					maxLength: 3,
				}),
				{ nil: undefined },
			),
			weightBits: fc.integer({ min: 1, max: 16 }),
			inputBits: fc.integer({ min: leastInputBits, max: 16 }),
			/** Of what the bits hold: where digits hold less, a plane goes. */
			shareOfCodes: fc.constantFrom(1, 1, 0.51, 0.64, 0.78, 0.9),
			inputSign: fc.constantFrom("signed", "where-needed"),
			partialProducts,
			rows: fc.constantFrom(5, 16, 64, 128),
			columns: fc.constantFrom(32, 40, 128),
			operationUnits: fc.constantFrom(1, 1, 1, 2, 3),
			columnLayout: fc.constantFrom("interleaved", "slice-per-array"),
			inputDrive: fc.constantFrom("amplitude", "two-phase", "pulse-count"),
			pairs: fc.record({
				subtraction: fc.constantFrom("analog", "digital"),
				layout: fc.constantFrom("adjacent-columns", "twin-arrays"),
				rowDrivers: fc.constantFrom("shared", "own"),
			}),
			crossbarsPerPe: fc.integer({ min: 2, max: 17 }),
			adcsPerPe: fc.integer({ min: 1, max: 8 }),
			sharesDrivers: fc.boolean(),
			adc: "kind" in adc ? fc.constant(adc) : adc,
			adcSequence: fc.constantFrom("lockstep", "compacted"),
		} as const)
		.map((choice) => ({
			// A counterexample shows what was chosen, not all of ISAAC's components.
			[fc.toStringMethod]: () => fc.stringify(choice),
			...isaac,
			name: "any",
			operands: {
				weightBits: choice.weightBits,
				inputBits: choice.inputBits,
				...greatestCodes(choice),
				inputSign: choice.inputSign,
				activationRange: { kind: "min-max" as const },
				biasCorrection: false,
				channelEqualization: false,
			},
			encoding: {
				weights: choice.encoding.weights,
				inputs: choice.encoding.inputs,
				digitBits: choice.encoding.digitBits,
				correction: choice.correction,
				...(choice.weightSlices &&
					weightEncoders[choice.encoding.weights].withSlices && {
						weightSlices: choice.weightSlices.map((bits) =>
							Math.min(bits, choice.encoding.cellBits),
						),
					}),
				...(offsetProduct && { offsetProduct }),
			},
			adc: choice.adc,
			partialProducts: choice.partialProducts,
			crossbar: {
				...isaac.crossbar,
				rows: choice.rows,
				columns: choice.columns,
				...(choice.operationUnits === 1
					? {}
					: {
							operationUnitRows: Math.ceil(choice.rows / choice.operationUnits),
						}),
				cellBits: choice.encoding.cellBits,
				columnLayout: choice.columnLayout,
				adcSequence: choice.adcSequence,
				inputDrive: choice.inputDrive,
				arraysPerDriver:
					choice.sharesDrivers &&
					choice.columnLayout === "interleaved" &&
					choice.crossbarsPerPe % 4 === 0
						? 2
						: 1,
				pairs: choice.pairs,
			},
			hierarchy: {
				...isaac.hierarchy,
				crossbarsPerPe: choice.crossbarsPerPe,
				adcsPerPe: choice.adcsPerPe,
			},
		}))
		.filter(keepsAPartialProduct);
}

/** The same with several cells a digit and columns that lie around stuck cells. */
export function anyMitigatedDesign(
	space: DesignSpace = {},
): fc.Arbitrary<Design> {
	return fc
		.tuple(
			anyDesign(space),
			fc.constantFrom(1, 2),
			fc.constantFrom<ColumnOrderKind>("as-numbered", "around-faults"),
		)
		.map(([design, cellsPerDigit, columnOrder]) => ({
			...design,
			crossbar: {
				...design.crossbar,
				// A pair of 16 digits takes 32 columns.
				columns: cellsPerDigit * design.crossbar.columns,
				mitigations: {
					cellsPerDigit,
					columnOrder,
					biases: "as-quantised" as const,
				},
			},
		}));
}

/** Some share of the codes that the bits hold; weights of 1 bit have no magnitudes. */
function greatestCodes({
	weightBits,
	inputBits,
	shareOfCodes,
}: {
	readonly weightBits: number;
	readonly inputBits: number;
	readonly shareOfCodes: number;
}): Pick<Design["operands"], "greatestWeight" | "greatestInput"> {
	if (shareOfCodes === 1) return {};
	const share = (most: number) => Math.max(1, Math.round(shareOfCodes * most));
	return {
		...(weightBits > 1 && {
			greatestWeight: share(2 ** (weightBits - 1) - 1),
		}),
		greatestInput: share(2 ** inputBits - 1),
	};
}

/** With all codes that their bits hold: other bits may be put in. */
export function withAllCodes(operands: Design["operands"]): Design["operands"] {
	const { greatestWeight: _, greatestInput: __, ...all } = operands;
	return all;
}

/** A threshold above the top significance of narrow operands is refused. */
function keepsAPartialProduct(design: Design): boolean {
	const { encoding, operands, crossbar, partialProducts } = design;
	const weightPlanes = weightEncoderOf(design, "").planes(
		operands.weightBits,
		crossbar.cellBits,
		operands.greatestWeight,
	);
	return [true, false].every((signed) => {
		const inputPlanes = inputEncoders[encoding.inputs].planes(
			operands.inputBits,
			signed,
			encoding.digitBits,
			operands.greatestInput,
		);
		return resolvePartialProducts(
			partialProducts,
			inputPlanes,
			weightPlanes,
		).includes(1);
	});
}
