import { InputError } from "../base/input-error.js";
import { parseCellMeasurements } from "./cell-measurements.js";
import { checkFields } from "./check-fields.js";
import { show } from "./describe-issue.js";
import { DESIGN_SCHEMA, type Design } from "./design.js";
import { designJsonSchema, designSchema } from "./design-schema.js";
import { overlay } from "./overlay.js";
import {
	isRecord,
	placeOf,
	readYaml,
	type YamlFile,
	type YamlSource,
} from "./yaml-file.js";

/** Gives the text of a design that another one, `from`, `extends`, or undefined where there is none of that name. */
export type DesignLookup = (
	name: string,
	from: string,
) => YamlSource | undefined;

/** The lookup that knows no design. */
const NO_LOOKUP: DesignLookup = () => undefined;

/**
 * Turns YAML or JSON text into a complete, valid design. `extends: name` starts from the design that
 * `lookup` gives; maps are merged key by key, a map whose `kind` or `unit` differs is replaced whole.
 *
 * @throws InputError with file, line and column, what was found and what was expected
 */
export function resolveDesign(
	source: YamlSource,
	lookup: DesignLookup = NO_LOOKUP,
): Design {
	const { merged, files } = merge(source, lookup, []);
	return checkFields(merged, files, {
		schema: designSchema,
		jsonSchema: designJsonSchema,
	});
}

interface Merged {
	readonly merged: Readonly<Record<string, unknown>>;
	/** The design's own file, then what it extends. */
	readonly files: readonly YamlFile[];
}

function merge(
	source: YamlSource,
	lookup: DesignLookup,
	seen: readonly string[],
): Merged {
	const file = readYaml(source, "design", DESIGN_SCHEMA);
	const { extends: parentName, ...own } = file.fields;
	const fields = withMeasurements(own, file, source, lookup);
	if (parentName === undefined) return { merged: fields, files: [file] };

	const where = placeOf([file], ["extends"]);
	if (typeof parentName !== "string")
		throw new InputError(
			`${where}: found ${show(parentName)}, expected the name of a design`,
		);
	const parent = lookup(parentName, source.name);
	if (parent === undefined)
		throw new InputError(
			`${where}: found ${show(parentName)}, expected the name of a known design, or of a file beside this one`,
		);
	if (seen.includes(parent.name))
		throw new InputError(
			`${where}: found a circle, ${[...seen, parent.name].join(" extends ")}, expected a design that does not come back to itself`,
		);
	const base = merge(parent, lookup, [...seen, parent.name]);
	return {
		merged: overlay(base.merged, fields) as Record<string, unknown>,
		files: [file, ...base.files],
	};
}

/** The fields with the table of the CSV file that `device.programming` names as its `file`. */
function withMeasurements(
	fields: Readonly<Record<string, unknown>>,
	file: YamlFile,
	source: YamlSource,
	lookup: DesignLookup,
): Readonly<Record<string, unknown>> {
	const { device } = fields;
	if (!isRecord(device) || !isRecord(device.programming)) return fields;
	const { file: name, ...programming } = device.programming;
	if (name === undefined || programming.kind !== "table") return fields;
	const measured =
		typeof name === "string" ? lookup(name, source.name) : undefined;
	if (measured === undefined)
		throw new InputError(
			`${placeOf([file], ["device", "programming", "file"])}: found ${show(name)}, expected a CSV file of measured cells beside this one`,
		);
	const table = parseCellMeasurements(measured);
	return {
		...fields,
		device: { ...device, programming: { ...table, ...programming } },
	};
}
