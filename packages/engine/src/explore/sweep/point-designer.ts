import type * as z from "zod";
import { InputError } from "../../base/input-error.js";
import { describeIssue } from "../../design/describe-issue.js";
import type { Design } from "../../design/design.js";
import { designJsonSchema, designSchema } from "../../design/design-schema.js";
import { overlay } from "../../design/overlay.js";
import type { Choice } from "./choices.js";
import { POINT_FIELDS, type Setting, type Space } from "./space.js";

/** What a point is, apart from the space that it is of. */
export interface Point {
	readonly choice: Choice;
	readonly design: Design;
	readonly network: string;
	readonly data: string | undefined;
	readonly seed: number;
}

/** Makes the points of one space. */
export type PointDesigner = (choice: Choice) => Point;

/** Where an error about an axis is, or about what all points have alike (`set`), for the message. */
export type PlaceOfField = (...path: readonly string[]) => string;

/**
 * Points share the parts of their designs: the same object where the axes that touch a part have the same values, so
 * that whatever was computed from it can be kept. `designOf` gives what the names of designs stand for.
 *
 * @throws InputError, the designer too, where a value does not fit the design
 */
export function createPointDesigner(
	space: Space,
	designOf: (name: string) => Design,
	placeOf: PlaceOfField = (...path) => `${space.name}: ${path.join(".")}`,
): PointDesigner {
	const sections = sectionsOf(space, placeOf);
	const fields = POINT_FIELDS.map((field) => fieldOf(space, field));
	const [design, network, data, seed] = fields as [
		FieldOf,
		FieldOf,
		FieldOf,
		FieldOf,
	];
	const bases = new Map<string, Base>();
	const baseOf = (name: string): Base => {
		const known = bases.get(name) ?? {
			design: designOf(name),
			parts: sections.map(() => new Map()),
		};
		bases.set(name, known);
		return known;
	};
	return (choice) => {
		const base = baseOf(design(choice) as string);
		const parts: Record<string, unknown> = {};
		for (const [s, section] of sections.entries()) {
			const key = section.keyOf(choice);
			let part = base.parts[s]!.get(key);
			if (part === undefined) {
				part = section.make(base.design, choice);
				base.parts[s]!.set(key, part);
			}
			parts[section.name] = part;
		}
		return {
			choice,
			design: { ...base.design, ...parts },
			network: network(choice) as string,
			data: data(choice) as string | undefined,
			seed: seed(choice) as number,
		};
	};
}

interface Base {
	readonly design: Design;
	/** Of each section, by the values of the axes that touch it. */
	readonly parts: readonly Map<number, unknown>[];
}

type FieldOf = (choice: Choice) => unknown;

/** The value of a field of the point: what the last axis that sets it says, else what the space says. */
function fieldOf(space: Space, field: string): FieldOf {
	const own = space[field as "design" | "network" | "data" | "seed"];
	const setters = space.axes.flatMap(({ values }, at) => {
		const byValue = values.map(({ settings }) =>
			settings.find(([path]) => path === field),
		);
		return byValue.some((setting) => setting) ? [{ at, byValue }] : [];
	});
	return (choice) => {
		let value: unknown = own;
		for (const { at, byValue } of setters) {
			const setting = byValue[choice[at]!];
			if (setting) value = setting[1];
		}
		return value;
	};
}

/** A top-level field of a design that some axes touch. */
interface Section {
	readonly name: string;
	/** Position of the axes that touch it. */
	readonly axes: readonly number[];
	readonly keyOf: (choice: Choice) => number;
	readonly make: (base: Design, choice: Choice) => unknown;
}

function sectionsOf(space: Space, placeOf: PlaceOfField): readonly Section[] {
	const names = new Set<string>();
	const touch = (path: string, ...place: readonly string[]): void => {
		if (POINT_FIELDS.includes(path) && place[0] === "axes") return;
		checkPath(path, () => placeOf(...place));
		names.add(sectionName(path));
	};
	for (const [path] of space.set) touch(path, "set", path);
	for (const { name, values } of space.axes)
		for (const { settings } of values)
			for (const [path] of settings) touch(path, "axes", name);
	return [...names].map((name) => {
		const axes = space.axes.flatMap(({ values }, at) =>
			values.some(({ settings }) =>
				settings.some(([path]) => sectionName(path) === name),
			)
				? [at]
				: [],
		);
		return {
			name,
			axes,
			keyOf(choice) {
				let key = 0;
				for (const at of axes)
					key = key * (space.axes[at]!.values.length + 1) + choice[at]! + 1;
				return key;
			},
			make: (base, choice) =>
				makeSection(space, name, axes, base, choice, placeOf),
		};
	});
}

const sectionName = (path: string): string => path.split(".", 1)[0]!;

let knownFields: readonly string[] | undefined;

/** Fields that a design may be varied in. */
function fieldsOfDesigns(): readonly string[] {
	// Only sweeps ask, and the schema takes long to write.
	knownFields ??= Object.keys(designJsonSchema().properties as object).filter(
		(field) => !["schema", "name", "description"].includes(field),
	);
	return knownFields;
}

function checkPath(path: string, place: () => string): void {
	const designFields = fieldsOfDesigns();
	if (designFields.includes(sectionName(path))) return;
	throw new InputError(
		`${place()}: found ${path === "" ? "an empty name" : path}, expected ${POINT_FIELDS.join(", ")}, or a field in ${designFields.join(", ")}`,
	);
}

function makeSection(
	space: Space,
	name: string,
	axes: readonly number[],
	base: Design,
	choice: Choice,
	placeOf: PlaceOfField,
): unknown {
	const layers = [
		...space.set.map(
			(setting): Layer => ({ setting, place: ["set", setting[0]] }),
		),
		...axes.flatMap((at) => layersOfAxis(space, at, choice)),
	].filter(({ setting }) => sectionName(setting[0]) === name);
	if (layers.length === 0) return base[name as keyof Design];
	let section: unknown = base[name as keyof Design];
	for (const { setting } of layers) {
		const [path, value] = setting;
		section = overlay(section, nested(path.split(".").slice(1), value));
	}
	const fields = { ...base, [name]: section };
	const result = designSchema.safeParse(fields);
	if (result.success) return result.data[name as keyof Design];
	throw fieldError(result.error.issues, fields, layers, placeOf);
}

/** A setting that is laid over a part of the base design, and where it is stated. */
interface Layer {
	readonly setting: Setting;
	readonly place: readonly string[];
	readonly label?: string | number | boolean;
}

function layersOfAxis(
	{ axes }: Space,
	at: number,
	choice: Choice,
): readonly Layer[] {
	const { name, values } = axes[at]!;
	const value = values[choice[at]!];
	if (value === undefined) return [];
	const { label, settings } = value;
	return settings.map((setting) => ({ setting, place: ["axes", name], label }));
}

function fieldError(
	issues: readonly z.core.$ZodIssue[],
	fields: object,
	layers: readonly Layer[],
	placeOf: PlaceOfField,
): InputError {
	const issue =
		issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0]!;
	const path = issue.path.join(".");
	const field =
		issue.code === "unrecognized_keys" ? `${path}.${issue.keys[0]}` : path;
	// Of several that touch the part, the last one that the field lies in; else the last one.
	const { place, label } =
		layers.findLast(({ setting }) => field.startsWith(setting[0])) ??
		layers.at(-1)!;
	const value = label === undefined ? "" : `value ${JSON.stringify(label)}: `;
	return new InputError(
		`${placeOf(...place)}: ${value}${field}: ${describeIssue(issue, fields, designJsonSchema)}`,
	);
}

function nested(path: readonly string[], value: unknown): unknown {
	return path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
}
