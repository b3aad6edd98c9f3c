import * as z from "zod";
import { IDEAL_ADC } from "./adc-defects.js";
import type { AdcDefects, AdcPolicy } from "./adc-policy.js";
import { bits } from "./schema-fields.js";

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

const earlyRanges = z
	.array(bits(0, 15))
	.refine(
		(ranges) => ranges.every((r, n) => n === 0 || r > ranges[n - 1]!),
		"expected bits of ranges in ascending order",
	);

export const adcPolicySchema: z.ZodType<AdcPolicy> = z.discriminatedUnion(
	"kind",
	[
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
			.refine(
				({ thresholds, codes }) => codes.length === thresholds.length + 1,
				{
					path: ["codes"],
					error: "expected one code more than thresholds",
				},
			),
		z
			.strictObject({
				kind: z.literal("early-stop"),
				converter: staircase,
				ranges: z.union([
					earlyRanges,
					z.array(z.array(earlyRanges).min(1)).min(1),
					z.literal("calibrated"),
				]),
				per: z.enum(["layer", "product"]).optional(),
			})
			.refine(({ per, ranges }) => !per || ranges === "calibrated", {
				path: ["per"],
				error: "expected only beside ranges: calibrated",
			}),
	],
);

const spread = z
	.strictObject({
		mean: z.number().default(0),
		deviation: z.number().nonnegative().default(0),
	})
	.default(IDEAL_ADC.offset);
export const adcDefectsSchema: z.ZodType<AdcDefects, unknown> = z.strictObject({
	offset: spread,
	gain: spread,
	capacitorMismatch: z.number().min(0).max(0.5).default(0),
	thermalNoise: z.number().nonnegative().default(0),
});
