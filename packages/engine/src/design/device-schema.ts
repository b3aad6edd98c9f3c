import * as z from "zod";
import { type Device, IDEAL_DEVICE } from "./device.js";
import { quantity } from "./quantity.js";

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

export const deviceSchema: z.ZodType<Device, unknown> = z.strictObject({
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
				kind: z.literal("gap-growth"),
				temperature: z
					.number()
					.positive()
					.max(1000, "expected kelvins, at most 1000"),
				time: instant,
			}),
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
