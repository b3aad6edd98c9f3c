import * as z from "zod";
import { IDEAL_ADC } from "./adc-defects.js";
import {
	type ActivationRange,
	type AdcDefects,
	type AdcPolicy,
	type Component,
	type CountedComponent,
	DESIGN_SCHEMA,
	type Design,
	type Device,
	IDEAL_DEVICE,
	type Mitigations,
	type PartialProductPolicy,
	type Wires,
} from "./design.js";
import { NO_MITIGATIONS } from "./mitigations.js";
import { quantity } from "./quantity.js";

const bits = (from: number, to: number): z.ZodInt => z.int().min(from).max(to);
const count: z.ZodInt = z.int().positive();
const source: z.ZodString = z
	.string()
	.min(10, "expected where the figure is from: paper, table, row, arithmetic");

const component = {
	energyPerAction: quantity("J"),
	area: quantity("m2"),
	throughput: quantity("Hz").optional(),
	peakRate: quantity("Hz").optional(),
	staticPower: quantity("W").optional(),
	source,
};
const counted = { ...component, count: z.number().positive() };

const staircase = z.discriminatedUnion("kind", [
	z.strictObject({ kind: z.literal("lossless") }),
	z.strictObject({
		kind: z.literal("fixed"),
		bits: bits(1, 16),
		step: z.number().positive(),
		signed: z.boolean(),
	}),
	z.strictObject({
		kind: z.literal("per-product"),
		bits: z.array(z.array(bits(0, 16)).min(1)).min(1),
		step: z.array(z.array(z.number().positive()).min(1)).min(1),
		signed: z.boolean(),
	}),
	z.strictObject({
		kind: z.literal("significance"),
		window: z.discriminatedUnion("unit", [
			z.strictObject({
				unit: z.literal("significance"),
				least: z.number(),
				top: z.number().optional(),
			}),
			z.strictObject({
				unit: z.literal("output-step"),
				guardBits: z.number(),
			}),
		]),
	}),
	z.strictObject({
		kind: z.literal("calibrated"),
		range: z.discriminatedUnion("kind", [
			z.strictObject({
				kind: z.literal("quantile"),
				quantile: z.number().min(0).max(1),
			}),
			z.strictObject({ kind: z.literal("least-error"), bits: bits(1, 16) }),
		]),
		per: z.enum(["layer", "product"]),
	}),
]);

const namedAdcModel = z.enum([
	"isaac-2016",
	"saberi-2011",
	"accelergy-2024",
	"zigzag-imc",
	"published-points",
]);
const adcTable = z.strictObject({
	points: z
		.array(
			z.strictObject({
				bits: bits(1, 16),
				energy: quantity("J"),
				area: quantity("m2"),
			}),
		)
		.min(1)
		.refine(
			(points) =>
				points.every((point, n) => n === 0 || point.bits > points[n - 1]!.bits),
			"expected points by ascending bits",
		),
	source,
});
const adcModel = z.union([namedAdcModel, adcTable], {
	error: `expected ${namedAdcModel.options.join(" or ")}, or a map of points by ascending bits, [{ bits, energy, area }, …], with their source`,
});

const adc: z.ZodType<AdcPolicy> = z.discriminatedUnion("kind", [
	...staircase.options,
	z
		.strictObject({
			kind: z.literal("table"),
			thresholds: z
				.array(z.number())
				.min(1)
				.max(65535)
				.refine(
					(levels) => levels.every((x, n) => n === 0 || x > levels[n - 1]!),
					"expected thresholds in ascending order",
				),
			codes: z.array(z.int().min(-32768).max(32767)),
			step: z.number().positive().default(1),
		})
		.refine(({ thresholds, codes }) => codes.length === thresholds.length + 1, {
			path: ["codes"],
			error: "expected one code more than thresholds",
		}),
	z.strictObject({
		kind: z.literal("early-stop"),
		converter: staircase,
		ranges: z.union([
			z
				.array(bits(0, 15))
				.refine(
					(ranges) => ranges.every((r, n) => n === 0 || r > ranges[n - 1]!),
					"expected bits of ranges in ascending order",
				),
			z.literal("calibrated"),
		]),
	}),
]);

const spread = z
	.strictObject({
		mean: z.number().default(0),
		deviation: z.number().nonnegative().default(0),
	})
	.default(IDEAL_ADC.offset);
const adcDefects: z.ZodType<AdcDefects, unknown> = z.strictObject({
	offset: spread,
	gain: spread,
	capacitorMismatch: z.number().min(0).max(0.5).default(0),
	thermalNoise: z.number().nonnegative().default(0),
});

const allProducts = z.strictObject({ kind: z.literal("all") });
const thresholdPolicy = z.strictObject({
	kind: z.literal("threshold"),
	at: z.discriminatedUnion("unit", [
		z.strictObject({
			unit: z.literal("significance"),
			bits: z.number().min(0),
		}),
		z.strictObject({
			unit: z.literal("bits-below-top"),
			bits: z.number().min(0),
		}),
		z.strictObject({
			unit: z.literal("kept-fraction"),
			fraction: z.number().min(0).max(1),
		}),
	]),
	skipped: z.enum(["dropped", "mean-in-bias"]).optional(),
});

const otherwise = z.discriminatedUnion("kind", [allProducts, thresholdPolicy]);

const partialProducts: z.ZodType<PartialProductPolicy, unknown> =
	z.discriminatedUnion("kind", [
		allProducts,
		thresholdPolicy,
		z.strictObject({ kind: z.literal("zero-plane"), otherwise }),
		z.strictObject({
			kind: z.literal("runtime"),
			bitsBelowTop: z.number().min(0),
			otherwise: otherwise.default({ kind: "all" }),
		}),
		z.strictObject({
			kind: z.literal("early-terminate"),
			otherwise: otherwise.default({ kind: "all" }),
			when: z.enum(["negative", "settled"]).default("settled"),
			bound: z.enum(["worst-case", "counted"]).default("counted"),
			tolerance: z.number().min(0).max(1).default(0),
		}),
	]);

const share = z.number().min(0).max(1);
const normalDeviation = z.strictObject({
	kind: z.literal("normal"),
	ofRange: share.default(0),
	ofConductance: share.default(0),
});

const microsiemens = z.number().nonnegative();
const ascending = z
	.array(microsiemens)
	.min(2)
	.refine(
		(values) => values.every((x, n) => n === 0 || x > values[n - 1]!),
		"expected conductances in ascending order",
	);
const topConductance = z.number().positive().default(40);
const instant = quantity("s").refine((t) => t > 0, "expected more than 0 s");
const time = { time: instant, reference: instant.default(1) };

const device: z.ZodType<Device, unknown> = z.strictObject({
	cell: z
		.discriminatedUnion("kind", [
			z.strictObject({ kind: z.literal("levels") }),
			z
				.strictObject({
					kind: z.literal("resistances"),
					low: quantity("Ohm"),
					high: quantity("Ohm").optional(),
					readVoltage: quantity("V"),
					offCurrent: z.enum(["subtracted", "left"]).default("subtracted"),
				})
				.refine(({ low, high }) => low > 0 && (high ?? Infinity) > low, {
					path: ["high"],
					error: "expected a resistance above that of the top level",
				}),
		])
		.default(IDEAL_DEVICE.cell),
	programming: z
		.discriminatedUnion("kind", [
			z.strictObject({ kind: z.literal("none") }),
			normalDeviation,
			z.strictObject({
				kind: z.literal("lognormal"),
				sigma: z.number().min(0).max(1),
			}),
			z.strictObject({ kind: z.literal("write-verify"), tolerance: share }),
			z.strictObject({
				kind: z.literal("polynomial"),
				coefficients: z.array(z.number()).min(1),
				topConductance,
			}),
			z.strictObject({
				kind: z.literal("fit"),
				fit: z.enum([
					"rram-milo",
					"rram-wan",
					"rram-wan-1-second",
					"rram-wan-1-day",
					"rram-wan-2-days",
					"rram-cmo-hfox",
					"pcm-joshi",
				]),
			}),
			z
				.strictObject({
					kind: z.literal("table"),
					conductance: ascending,
					mean: z.array(microsiemens).optional(),
					deviation: z.array(microsiemens),
					topConductance,
				})
				.refine(
					({ conductance, mean, deviation }) =>
						deviation.length === conductance.length &&
						(mean ?? conductance).length === conductance.length,
					{
						path: ["deviation"],
						error: "expected as many values as conductances",
					},
				),
		])
		.default({ kind: "none" }),
	faults: z
		.strictObject({
			stuckAtHighResistance: share.default(0),
			stuckAtLowResistance: share.default(0),
		})
		.refine(
			({ stuckAtHighResistance, stuckAtLowResistance }) =>
				stuckAtHighResistance + stuckAtLowResistance <= 1,
			"expected shares that add up to 1 at most",
		)
		.default(IDEAL_DEVICE.faults),
	drift: z
		.discriminatedUnion("kind", [
			z.strictObject({ kind: z.literal("none") }),
			z.strictObject({
				kind: z.literal("power-law"),
				exponent: z.number().nonnegative(),
				exponentDeviation: z.number().nonnegative().default(0),
				...time,
			}),
			z.strictObject({
				kind: z.literal("logarithmic"),
				mean: z.number(),
				spread: z.number().nonnegative(),
				spreadAtReference: z.number().nonnegative(),
				topConductance,
				...time,
			}),
		])
		.default(IDEAL_DEVICE.drift),
	readNoise: z
		.discriminatedUnion("kind", [
			z.strictObject({ kind: z.literal("none") }),
			normalDeviation,
			z.strictObject({ kind: z.literal("square-root"), share }),
		])
		.default(IDEAL_DEVICE.readNoise),
});

const ohms = quantity("Ohm");
const wires: z.ZodType<Wires, unknown> = z.strictObject({
	rowSegment: ohms.default(0),
	columnSegment: ohms.default(0),
	rowSource: ohms.default(0),
	columnSense: ohms.default(0),
	compensation: z
		.enum(["none", "column-gain", "row-order", "row-order-and-gain"])
		.default("none"),
});

const mitigations: z.ZodType<Mitigations, unknown> = z.strictObject({
	cellsPerDigit: bits(1, 16).default(NO_MITIGATIONS.cellsPerDigit),
	columnOrder: z
		.enum(["as-numbered", "around-faults"])
		.default(NO_MITIGATIONS.columnOrder),
	biases: z.enum(["as-quantised", "corrected"]).default(NO_MITIGATIONS.biases),
});

const activationRange: z.ZodType<ActivationRange> = z.discriminatedUnion(
	"kind",
	[
		z.strictObject({ kind: z.literal("min-max") }),
		z.strictObject({
			kind: z.literal("percentile"),
			fraction: z.number().min(0.5).max(1),
		}),
		z.strictObject({ kind: z.literal("minimum-error") }),
	],
);

const weightBits = bits(1, 16);
const inputBits = bits(1, 16);

/** Schema of a complete design file. Text such as `100 ns` becomes SI numbers. */
export const designSchema: z.ZodType<Design, unknown> = z.strictObject({
	schema: z.literal(DESIGN_SCHEMA),
	name: z
		.string()
		.regex(/^[\w.-]+$/, "expected letters, digits, dots and dashes"),
	description: z.string(),
	technologyNode: quantity("m"),
	operands: z.strictObject({
		weightBits,
		inputBits,
		inputSign: z.enum(["signed", "where-needed"]),
		activationRange: activationRange.default({ kind: "min-max" }),
		biasCorrection: z.boolean().default(false),
	}),
	encoding: z.strictObject({
		weights: z.enum([
			"offset-binary",
			"column-flip",
			"twos-complement",
			"sign-magnitude",
			"canonical-signed-digits",
			"balanced-radix",
			"balanced-radix-5",
			"balanced-radix-7",
			"symmetric-radix",
			"centre-offset",
		]),
		inputs: z.enum([
			"binary-planes",
			"inverted-planes",
			"balanced-radix",
			"balanced-radix-5",
			"balanced-radix-7",
			"symmetric-radix",
		]),
		digitBits: bits(1, 4),
		correction: z.enum(["digital-count", "unit-column"]),
	}),
	adc,
	adcDefects: adcDefects.optional(),
	partialProducts,
	layers: z.record(
		z.string(),
		z.strictObject({
			weightBits: weightBits.optional(),
			inputBits: inputBits.optional(),
			adc: adc.optional(),
			partialProducts: partialProducts.optional(),
		}),
	),
	crossbar: z.strictObject({
		rows: bits(1, 1024),
		columns: bits(1, 1024),
		operationUnitRows: bits(1, 1024).optional(),
		cellBits: bits(1, 4),
		arrayReadTime: quantity("s"),
		readPulse: quantity("s"),
		columnLayout: z.enum(["interleaved", "slice-per-array"]),
		adcSequence: z.enum(["lockstep", "compacted"]).optional(),
		groups: z.enum(["own-arrays", "block-diagonal"]).default("own-arrays"),
		inputDrive: z.enum(["amplitude", "two-phase", "pulse-count"]),
		arraysPerDriver: count,
		pairs: z.strictObject({
			subtraction: z.enum(["analog", "digital"]),
			layout: z.enum(["adjacent-columns", "twin-arrays"]),
			rowDrivers: z.enum(["shared", "own"]),
		}),
		source: source.optional(),
		wires: wires.optional(),
		mitigations: mitigations.optional(),
	}),
	device: device.default(IDEAL_DEVICE),
	hierarchy: z.strictObject({
		crossbarsPerPe: count,
		adcsPerPe: count,
		pesPerTile: count,
		pipelineStages: z.int().min(0),
		tiles: z.discriminatedUnion("kind", [
			z.strictObject({ kind: z.literal("count"), count }),
			z.strictObject({ kind: z.literal("area"), chipArea: quantity("m2") }),
		]),
		chips: z
			.discriminatedUnion("kind", [
				z.strictObject({ kind: z.literal("count"), count }),
				z.strictObject({ kind: z.literal("as-needed") }),
			])
			.default({ kind: "as-needed" }),
		source: source.optional(),
	}),
	replication: z.discriminatedUnion("kind", [
		z.strictObject({ kind: z.literal("none") }),
		z.strictObject({ kind: z.literal("balanced") }),
		z.strictObject({
			kind: z.literal("given"),
			copies: z.record(z.string(), count),
		}),
	]),
	schedule: z
		.discriminatedUnion("kind", [
			z.strictObject({ kind: z.literal("layer-pipeline") }),
			z.strictObject({ kind: z.literal("layer-by-layer") }),
			z.strictObject({ kind: z.literal("rewriting"), batch: count }),
		])
		.default({ kind: "layer-pipeline" }),
	idle: z.enum(["gated", "always-on"]).default("gated"),
	components: z.strictObject({
		adc: z.strictObject({
			model: adcModel,
			timePerBit: quantity("s"),
			staticPower: quantity("W").optional(),
			source,
		}),
		dac: z.strictObject({
			...component,
			energyFactor: z.number().positive().default(1),
		}) satisfies z.ZodType<Component>,
		cell: z.strictObject({
			...component,
			readPulse: quantity("s"),
			write: z
				.strictObject({
					energyPerCell: quantity("J"),
					timePerRow: quantity("s"),
					endurance: z.number().positive().optional(),
					source,
				})
				.optional(),
			programming: z
				.strictObject({
					pulsesPerCell: z.number().positive(),
					energyPerCell: quantity("J"),
					timePerCell: quantity("s"),
					cellsAtOnce: count.default(1),
					source,
				})
				.optional(),
		}),
		sampleHold: z.strictObject(component),
		shiftAdd: z.strictObject(counted) satisfies z.ZodType<CountedComponent>,
		inputRegister: z.strictObject(component),
		outputRegister: z.strictObject(component),
		partialProductControl: z.strictObject(component),
		inputCounter: z.strictObject(component),
		offsetMultiplier: z.strictObject(component),
		weightSumStore: z.strictObject(component),
		edram: z.strictObject({ ...counted, wordBits: count, capacityBits: count }),
		bus: z.strictObject(counted),
		router: z.strictObject({ ...counted, packetBits: count }),
		activation: z.strictObject(counted),
		maxPool: z.strictObject(counted),
		tileShiftAdd: z.strictObject(counted),
		tileOutputRegister: z.strictObject({ ...counted, wordBits: count }),
		chipLink: z
			.strictObject({
				...component,
				booked: z.enum(["per-bit", "always-on", "none"]).default("per-bit"),
			})
			.refine(
				({ booked, peakRate }) =>
					booked !== "always-on" || peakRate !== undefined,
				{
					path: ["peakRate"],
					error:
						"expected a rate, since booked: always-on takes the power there",
				},
			),
	}),
});

/** JSON schema of a design file, for editors. */
export function designJsonSchema(): Record<string, unknown> {
	return z.toJSONSchema(designSchema, {
		io: "input",
		unrepresentable: "any",
	}) as Record<string, unknown>;
}
