import * as z from "zod";
import { type AxisRange, rangeValues, siValue } from "./axis-values.js";
import { type Metric, metricNames, metrics } from "./metric.js";
import {
	type Axis,
	type AxisValue,
	type Condition,
	type Constraint,
	type Evaluate,
	type Setting,
	SPACE_SCHEMA,
	type SpaceObjective,
	type Strategy,
} from "./space.js";

/** A space file as it is written, before its axes are held against a design. */
export interface SpaceFields {
	readonly name?: string | undefined;
	readonly design: string;
	readonly network?: string | undefined;
	readonly weights?: string | undefined;
	readonly data?: string | undefined;
	readonly labels?: string | undefined;
	readonly calibration?: string | undefined;
	readonly preprocess?: string | undefined;
	readonly images?: number | undefined;
	readonly evaluate?: Evaluate | undefined;
	readonly seed: number;
	readonly set: readonly Setting[];
	readonly axes: Readonly<Record<string, Omit<Axis, "name">>>;
	readonly objectives?: readonly SpaceObjective[] | undefined;
	readonly constraints: readonly Constraint[];
	readonly strategy: Strategy;
}

const text = z.string().min(1);
const count = z.int().positive();
const label = z.union([z.string(), z.number(), z.boolean()], {
	error: "expected text, a number, or true or false",
});

/** A short name of a value: itself where it is plain, else its JSON. */
function labelOf(value: unknown): AxisValue["label"] {
	return typeof value === "string" ||
		typeof value === "number" ||
		typeof value === "boolean"
		? value
		: JSON.stringify(value);
}

const range = z.strictObject({
	from: z.union([z.number(), z.string()]),
	to: z.union([z.number(), z.string()]),
	step: z.union([z.number(), z.string()]).optional(),
	factor: z.number().optional(),
	points: count.optional(),
	scale: z.enum(["linear", "log"]).optional(),
	when: z.unknown().optional(),
}) satisfies z.ZodType<AxisRange>;

const listed = z.strictObject({
	values: z.array(z.unknown()).min(1),
	when: z.unknown().optional(),
});

/** Fields that change together: maps from paths to values, and a label where one is stated. */
const linked = z.strictObject({
	linked: z.array(z.record(z.string(), z.unknown())).min(1),
	when: z.unknown().optional(),
});

/** `axis: value` or `axis: [values]`. */
const when: z.ZodType<readonly Condition[], unknown> = z
	.record(
		z.string(),
		z.preprocess(
			(value) => (Array.isArray(value) ? value : [value]),
			z.array(label).min(1),
		),
	)
	.default({})
	.transform((conditions) =>
		Object.entries(conditions).map(([axis, labels]) => ({ axis, labels })),
	);

const AXIS_FORMS =
	"expected a list of values, or a map with values, linked, or from and to";

/** The axis still lacks its name, which a plain value sets. */
const axis = z.unknown().transform((given, context): Omit<Axis, "name"> => {
	const refuse = (message: string, path: PropertyKey[] = []) => {
		context.issues.push({ code: "custom", message, input: given, path });
		return z.NEVER;
	};
	const plain = (values: readonly unknown[]): AxisValue[] =>
		values.map((value) => ({
			label: labelOf(value),
			settings: [[OWN_NAME, value]],
		}));
	if (Array.isArray(given))
		return given.length > 0
			? { values: plain(given), when: [] }
			: refuse("expected at least one value");
	if (typeof given !== "object" || given === null) return refuse(AXIS_FORMS);
	const form =
		"from" in given
			? range
			: "values" in given
				? listed
				: "linked" in given
					? linked
					: undefined;
	if (form === undefined) return refuse(AXIS_FORMS);
	const parsed = form.safeParse(given);
	if (!parsed.success) {
		const issue = parsed.error.issues[0]!;
		return refuse(
			issue.code === "unrecognized_keys"
				? `unknown field ${issue.keys[0]}, expected ${Object.keys(form.shape).join(", ")}`
				: `${issue.path.join(".")}: ${issue.message}`,
			[],
		);
	}
	const conditions = when.safeParse(parsed.data.when);
	if (!conditions.success)
		return refuse(
			"expected a map from earlier axes to one or several of their values",
			["when"],
		);
	const values = valuesOf(parsed.data);
	if (typeof values === "string") return refuse(values);
	return { values, when: conditions.data };
});

/** Stands for the name of the axis in the settings of a plain value. */
export const OWN_NAME = "";

function valuesOf(
	form: z.infer<typeof range> | z.infer<typeof listed> | z.infer<typeof linked>,
): readonly AxisValue[] | string {
	const plain = (values: readonly unknown[]) =>
		values.map(
			(value): AxisValue => ({
				label: labelOf(value),
				settings: [[OWN_NAME, value]],
			}),
		);
	if ("values" in form) return plain(form.values);
	if ("linked" in form)
		return form.linked.map(({ label: own, ...fields }) => ({
			label:
				own === undefined
					? Object.values(fields).map(labelOf).join(" ")
					: labelOf(own),
			settings: Object.entries(fields),
		}));
	const values = rangeValues(form);
	return typeof values === "string" ? values : plain(values);
}

const metric = z.enum(metricNames as [Metric, ...Metric[]]);

/** `[accuracy, energyPerImage]`, or `{ latency: min }` to say which way is better. */
const objectives = z.preprocess(
	(value) =>
		Array.isArray(value)
			? value.map((name) => ({ metric: name }))
			: typeof value === "object" && value !== null
				? Object.entries(value).map(([name, goal]) => ({ metric: name, goal }))
				: value,
	z
		.array(
			z
				.strictObject({ metric, goal: z.enum(["min", "max"]).optional() })
				.transform(
					({ metric, goal }): SpaceObjective => ({
						metric,
						goal: goal ?? metrics[metric].goal,
					}),
				),
		)
		.min(1),
);

const bound = z
	.union([z.number(), z.string()])
	.transform((value, context): number => {
		const percent = /^\s*(\d+(?:\.\d*)?)\s*%\s*$/.exec(String(value));
		const si = percent ? Number(percent[1]) / 100 : siValue(value);
		if (si !== undefined) return si;
		context.addIssue({
			code: "custom",
			message: "expected a number, a quantity such as 90 mm2, or a percentage",
		});
		return z.NEVER;
	});

const constraints = z
	.partialRecord(
		metric,
		z.strictObject({ min: bound.optional(), max: bound.optional() }),
	)
	.default({})
	.transform((map): readonly Constraint[] =>
		Object.entries(map).map(([name, bounds]) => ({
			metric: name as Metric,
			...bounds,
		})),
	);

const seed = count.default(1);
const strategy: z.ZodType<Strategy, unknown> = z.discriminatedUnion("kind", [
	z.strictObject({ kind: z.literal("grid") }),
	z.strictObject({ kind: z.literal("random"), points: count, seed }),
	z.strictObject({ kind: z.literal("sobol"), points: count, seed }),
	z.strictObject({ kind: z.literal("latin-hypercube"), points: count, seed }),
	z.strictObject({
		kind: z.literal("nsga-2"),
		points: count,
		population: z.int().min(4).default(40),
		seed,
	}),
	z.strictObject({ kind: z.literal("surrogate"), points: count, seed }),
	z.strictObject({
		kind: z.literal("cheap-first"),
		points: count,
		firstImages: count.default(100),
		seed,
	}),
]);

/** Schema of a space file. */
export const spaceSchema: z.ZodType<SpaceFields, unknown> = z.strictObject({
	schema: z.literal(SPACE_SCHEMA).optional(),
	name: z
		.string()
		.regex(/^[\w.-]+$/, "expected letters, digits, dots and dashes")
		.optional(),
	design: text.default("isaac"),
	network: text.optional(),
	weights: text.optional(),
	data: text.optional(),
	labels: text.optional(),
	calibration: text.optional(),
	preprocess: text.optional(),
	images: count.optional(),
	evaluate: z.enum(["cost", "accuracy"]).optional(),
	seed,
	set: z
		.record(z.string(), z.unknown())
		.default({})
		.transform((fields): readonly Setting[] => Object.entries(fields)),
	axes: z
		.record(z.string(), axis)
		.refine(
			(axes) => Object.keys(axes).length > 0,
			"expected at least one axis",
		),
	objectives: objectives.optional(),
	constraints,
	strategy: strategy.default({ kind: "grid" }),
});

/** JSON schema of a space file, for editors. */
export function spaceJsonSchema(): Record<string, unknown> {
	return z.toJSONSchema(spaceSchema, {
		io: "input",
		unrepresentable: "any",
	}) as Record<string, unknown>;
}
