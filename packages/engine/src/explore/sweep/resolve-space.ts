import { InputError } from "../../base/input-error.js";
import { checkFields } from "../../design/check-fields.js";
import { show } from "../../design/describe-issue.js";
import type { Design } from "../../design/design.js";
import { placeOf, readYaml, type YamlSource } from "../../design/yaml-file.js";
import { allChoices } from "./choices.js";
import { metrics } from "./metric.js";
import { createPointDesigner, type PlaceOfField } from "./point-designer.js";
import {
	type Axis,
	SPACE_SCHEMA,
	type Space,
	type SpaceObjective,
} from "./space.js";
import {
	OWN_NAME,
	type SpaceFields,
	spaceJsonSchema,
	spaceSchema,
} from "./space-schema.js";

/**
 * Turns YAML or JSON text into a complete, valid space: every value of every axis fits the design.
 *
 * @param designOf what names of presets and design files stand for
 * @throws InputError with file, line and column, what was found and what was expected
 */
export function resolveSpace(
	source: YamlSource,
	designOf: (name: string) => Design,
): Space {
	const file = readYaml(source, "space", SPACE_SCHEMA);
	const fields = checkFields(file.fields, [file], {
		schema: spaceSchema,
		jsonSchema: spaceJsonSchema,
	});
	const refuse = (path: readonly string[], message: string): never => {
		throw new InputError(`${placeOf([file], path)}: ${message}`);
	};
	const axes = Object.entries(fields.axes).map(([name, axis]) =>
		namedAxis(name, axis),
	);
	checkConditions(axes, refuse);
	const space = {
		...complete(fields, axes, refuse),
		name: fields.name ?? nameOfFile(source.name),
		axes,
	};
	const place = (...path: readonly string[]) => placeOf([file], path);
	checkValues(space, designOf, place);
	return space;
}

type Refuse = (path: readonly string[], message: string) => never;

/** A space without a name is called after its file. */
function nameOfFile(path: string): string {
	return path.replace(/^.*[/\\]/, "").replace(/\.\w+$/, "") || "space";
}

/** A plain value sets the field that the axis is named after. */
function namedAxis(name: string, axis: Omit<Axis, "name">): Axis {
	const values = axis.values.map(({ label, settings }) => ({
		label,
		settings: settings.map(
			([path, value]) => [path === OWN_NAME ? name : path, value] as const,
		),
	}));
	return { name, values, when: axis.when };
}

function checkConditions(axes: readonly Axis[], refuse: Refuse): void {
	for (const [at, { name, values, when }] of axes.entries()) {
		const labels = values.map(({ label }) => label);
		const twice = labels.find((label, n) => labels.indexOf(label) !== n);
		if (twice !== undefined)
			refuse(
				["axes", name],
				`found ${show(twice)} twice, expected different values`,
			);
		for (const condition of when) {
			const path = ["axes", name, "when", condition.axis];
			const earlier = axes.slice(0, at);
			const other =
				earlier.find((axis) => axis.name === condition.axis) ??
				refuse(
					path,
					`found ${condition.axis}, expected an axis above this one: ${earlier.map((axis) => axis.name).join(", ") || "there is none"}`,
				);
			const known = other.values.map(({ label }) => label);
			const unknown = condition.labels.find((label) => !known.includes(label));
			if (unknown !== undefined)
				refuse(
					path,
					`found ${show(unknown)}, expected ${known.map(show).join(" or ")}`,
				);
		}
	}
}

function complete(
	fields: SpaceFields,
	axes: readonly Axis[],
	refuse: Refuse,
): Omit<Space, "axes" | "name"> {
	const sets = (field: string) =>
		axes.some(({ values }) =>
			values.some(({ settings }) => settings.some(([path]) => path === field)),
		);
	checkPointFields(axes, refuse);
	if (fields.network === undefined && !sets("network"))
		refuse(
			[],
			"network: missing, expected the name or file of a network, here or as an axis",
		);
	const hasData = fields.data !== undefined || sets("data");
	const evaluate = fields.evaluate ?? (hasData ? "accuracy" : "cost");
	if (evaluate === "accuracy" && !hasData)
		refuse(
			["evaluate"],
			"found accuracy without data, expected data: mnist, or images of your own",
		);
	if (fields.images !== undefined && !hasData)
		refuse(
			["images"],
			"found images without data, expected data: mnist, or images of your own",
		);
	const objectives =
		fields.objectives ?? defaultObjectives(evaluate === "accuracy");
	for (const [field, list] of Object.entries({
		objectives,
		constraints: fields.constraints,
	}))
		for (const { metric } of list)
			if (evaluate === "cost" && metrics[metric].needsAccuracy)
				refuse(
					[field, metric],
					`found ${metric}, which takes images: expected data`,
				);
	return {
		...fields,
		schema: SPACE_SCHEMA,
		network: fields.network ?? "",
		evaluate,
		objectives,
	};
}

/** Names of networks, data and designs are text, seeds whole numbers. */
function checkPointFields(axes: readonly Axis[], refuse: Refuse): void {
	for (const { name, values } of axes)
		for (const { settings } of values)
			for (const [path, value] of settings) {
				const isText = ["design", "network", "data"].includes(path);
				if (isText && typeof value !== "string")
					refuse(
						["axes", name],
						`${path}: found ${show(value)}, expected a name or file`,
					);
				if (
					path === "seed" &&
					!(Number.isSafeInteger(value) && (value as number) > 0)
				)
					refuse(
						["axes", name],
						`seed: found ${show(value)}, expected a whole number, 1 or more`,
					);
			}
}

function defaultObjectives(withAccuracy: boolean): readonly SpaceObjective[] {
	const names = ["energyPerImage", "imagesPerSecond", "area"] as const;
	return [...(withAccuracy ? (["accuracy"] as const) : []), ...names].map(
		(metric) => ({ metric, goal: metrics[metric].goal }),
	);
}

/** Combinations of values of one part of the design that are looked at before a sweep starts; others when they come. */
const CHECKED_COMBINATIONS = 2_000;

/** Parts of a design are valid each for itself: only axes that touch the same part are combined. */
function checkValues(
	space: Space,
	designOf: (name: string) => Design,
	place: PlaceOfField,
): void {
	const designer = createPointDesigner(space, designOf, place);
	const none = space.axes.map(() => -1);
	designer(none);
	for (const group of groupsOf(space.axes)) {
		let looked = 0;
		for (const choice of allChoices(group.map((at) => space.axes[at]!))) {
			const whole = none.map((_, at) => {
				const among = group.indexOf(at);
				return among < 0 ? -1 : choice[among]!;
			});
			designer(whole);
			if (++looked === CHECKED_COMBINATIONS) break;
		}
	}
}

/** Axes that touch the same part of a design, or choose it, with the axes that decide whether they vary. */
function groupsOf(axes: readonly Axis[]): readonly (readonly number[])[] {
	const parts = new Map<string, Set<number>>();
	const add = (part: string, at: number): void => {
		const group = parts.get(part) ?? new Set();
		parts.set(part, group.add(at));
		for (const { axis } of axes[at]!.when)
			add(
				part,
				axes.findIndex(({ name }) => name === axis),
			);
	};
	for (const [at, { values }] of axes.entries())
		for (const { settings } of values)
			for (const [path] of settings) add(path.split(".", 1)[0]!, at);
	const designs = parts.get("design") ?? new Set();
	return [...parts.values()].map((group) =>
		[...new Set([...designs, ...group])].sort((a, b) => a - b),
	);
}
