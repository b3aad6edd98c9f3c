import * as z from "zod";
import type { Component, Components, CountedComponent } from "./components.js";
import { quantity } from "./quantity.js";
import { bits, count, source } from "./schema-fields.js";

const component = {
	energyPerAction: quantity("J"),
	area: quantity("m2"),
	throughput: quantity("Hz").optional(),
	peakRate: quantity("Hz").optional(),
	staticPower: quantity("W").optional(),
	source,
};
const counted = { ...component, count: z.number().positive() };

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

export const componentsSchema: z.ZodType<Components, unknown> = z.strictObject({
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
	columnClamp: z.strictObject(component),
	subtractor: z.strictObject(component),
	shiftAdd: z.strictObject(counted) satisfies z.ZodType<CountedComponent>,
	inputRegister: z.strictObject(component),
	outputRegister: z.strictObject(component),
	partialProductControl: z.strictObject(component),
	inputCounter: z.strictObject(component),
	offsetMultiplier: z.strictObject(component),
	weightSumStore: z.strictObject(component),
	converterTable: z.strictObject(component),
	inputEncoder: z.strictObject(component),
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
				error: "expected a rate, since booked: always-on takes the power there",
			},
		),
});
