import * as z from "zod";
import { adcDefectsSchema, adcPolicySchema } from "./adc-policy-schema.js";
import { componentsSchema } from "./components-schema.js";
import {
	type ActivationRange,
	DESIGN_SCHEMA,
	type Design,
	type Mitigations,
	type Wires,
} from "./design.js";
import { IDEAL_DEVICE } from "./device.js";
import { deviceSchema } from "./device-schema.js";
import { NO_MITIGATIONS } from "./mitigations.js";
import { partialProductPolicySchema } from "./partial-product-policy-schema.js";
import { quantity } from "./quantity.js";
import { bits, count, source } from "./schema-fields.js";

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

const weightEncoder = z.enum([
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
]);
const inputEncoder = z.enum([
	"binary-planes",
	"inverted-planes",
	"balanced-radix",
	"balanced-radix-5",
	"balanced-radix-7",
	"symmetric-radix",
]);
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
const weightSlices = z.array(bits(1, 4)).min(1).max(16);
const inputBits = bits(1, 16);
const greatestWeight = bits(1, 2 ** 15 - 1);
const greatestInput = bits(1, 2 ** 16 - 1);

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
		greatestWeight: greatestWeight.optional(),
		greatestInput: greatestInput.optional(),
		inputSign: z.enum(["signed", "where-needed", "shifted"]),
		unsignedImages: z.boolean().optional(),
		activationRange: activationRange.default({ kind: "min-max" }),
		biasCorrection: z.boolean().default(false),
		channelEqualization: z
			.union([z.boolean(), z.literal("joined")])
			.default("joined"),
	}),
	encoding: z.strictObject({
		weights: weightEncoder,
		inputs: inputEncoder,
		weightSlices: weightSlices.optional(),
		digitBits: bits(1, 4),
		correction: z.enum(["digital-count", "unit-column"]),
		offsetProduct: z.enum(["each-plane", "once"]).optional(),
	}),
	adc: adcPolicySchema,
	adcDefects: adcDefectsSchema.optional(),
	partialProducts: partialProductPolicySchema,
	layers: z.record(
		z.string(),
		z.strictObject({
			weightBits: weightBits.optional(),
			inputBits: inputBits.optional(),
			greatestWeight: greatestWeight.optional(),
			greatestInput: greatestInput.optional(),
			weightSlices: weightSlices.optional(),
			encoding: z
				.strictObject({
					weights: weightEncoder.optional(),
					inputs: inputEncoder.optional(),
					digitBits: bits(1, 4).optional(),
				})
				.optional(),
			adc: adcPolicySchema.optional(),
			partialProducts: partialProductPolicySchema.optional(),
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
	device: deviceSchema.default(IDEAL_DEVICE),
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
	components: componentsSchema,
});

/** JSON schema of a design file, for editors. */
export function designJsonSchema(): Record<string, unknown> {
	return z.toJSONSchema(designSchema, {
		io: "input",
		unrepresentable: "any",
	}) as Record<string, unknown>;
}
