import * as z from "zod";
import {
	DATA_SCHEMA,
	type DataFile,
	PREPROCESS_DEFAULTS,
	type Preprocess,
} from "./data-file.js";

/** No image that we decode is longer on a side. */
const MAX_SIDE = 65_535;

const path: z.ZodString = z.string().min(1, "expected the name of a file");
const side: z.ZodInt = z.int().min(1).max(MAX_SIDE);
const size = { height: side, width: side };
const bits = (from: number): z.ZodInt => z.int().min(from).max(16);

/** A number, or a fraction such as `1/255`. */
const ratio: z.ZodType<number, unknown> = z
	.union([z.number(), z.string()])
	.transform((value, context) => {
		const number = typeof value === "number" ? value : fraction(value);
		if (number !== undefined && Number.isFinite(number)) return number;
		context.addIssue({
			code: "custom",
			message: "expected a number or a fraction such as 1/255",
		});
		return z.NEVER;
	});

function fraction(text: string): number | undefined {
	const match = /^\s*([\d.eE+-]+)\s*\/\s*([\d.eE+-]+)\s*$/.exec(text);
	return match ? Number(match[1]) / Number(match[2]) : undefined;
}

const notZero: z.ZodType<number, unknown> = ratio.refine(
	(value) => value !== 0,
	"expected a number other than 0",
);

/** One for all channels, or a list. */
function perChannel(
	of: z.ZodType<number, unknown>,
): z.ZodType<readonly number[], unknown> {
	return z.preprocess(
		(value) => (Array.isArray(value) ? value : [value]),
		z.array(of).min(1).max(4096),
	);
}

const method = z
	.enum(["nearest", "bilinear", "bilinear-antialias"])
	.default("bilinear-antialias");

const crop = z.preprocess(
	(value) =>
		typeof value === "number" ? { height: value, width: value } : value,
	z.strictObject(size),
);

const preprocess: z.ZodType<Preprocess, unknown> = z.strictObject({
	stored: z.enum(["NCHW", "NHWC"]).default(PREPROCESS_DEFAULTS.stored),
	colour: z.enum(["RGB", "BGR", "grey"]).optional(),
	resize: z
		.discriminatedUnion("kind", [
			z.strictObject({
				kind: z.literal("shorter-side"),
				pixels: side,
				method,
			}),
			z.strictObject({ kind: z.literal("exact"), ...size, method }),
		])
		.optional(),
	crop: crop.optional(),
	scale: ratio.default(PREPROCESS_DEFAULTS.scale),
	mean: z
		.unknown()
		.transform((value, context) => {
			if (typeof value === "string" && fraction(value) === undefined)
				return value;
			const numbers = perChannel(ratio).safeParse(value ?? 0);
			if (numbers.success) return numbers.data;
			context.addIssue({
				code: "custom",
				message:
					"expected a number, one for each channel, or the name of a .npy file",
			});
			return z.NEVER;
		})
		.default([...PREPROCESS_DEFAULTS.mean] as number[]),
	deviation: perChannel(notZero).default(PREPROCESS_DEFAULTS.deviation),
	rounding: z
		.discriminatedUnion("kind", [
			z.strictObject({
				kind: z.literal("fixed-point"),
				bits: bits(1),
				fraction: bits(0),
			}),
			z.strictObject({ kind: z.literal("sign") }),
		])
		.optional(),
	layout: z.enum(["NCHW", "NHWC"]).default(PREPROCESS_DEFAULTS.layout),
});

/** Schema of a data file. */
export const dataFileSchema: z.ZodType<DataFile, unknown> = z.strictObject({
	schema: z.literal(DATA_SCHEMA).optional(),
	images: path.optional(),
	labels: path.optional(),
	calibration: path.optional(),
	labelOffset: z.int().min(-65_535).max(65_535).default(0),
	raw: z
		.strictObject({
			type: z.enum(["uint8", "int8", "float32"]),
			shape: z.array(side).min(1).max(8),
		})
		.optional(),
	preprocess: preprocess.default(PREPROCESS_DEFAULTS),
});

/** JSON schema of a data file, for editors. */
export function dataFileJsonSchema(): Record<string, unknown> {
	return z.toJSONSchema(dataFileSchema, {
		io: "input",
		unrepresentable: "any",
	}) as Record<string, unknown>;
}
