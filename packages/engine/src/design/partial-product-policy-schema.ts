import * as z from "zod";
import type { PartialProductPolicy } from "./partial-product-policy.js";

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

export const partialProductPolicySchema: z.ZodType<
	PartialProductPolicy,
	unknown
> = z.discriminatedUnion("kind", [
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
