import { Document, isPair, isScalar, parse, visit } from "yaml";
import { InputError } from "../../base/input-error.js";
import { migrate } from "../../base/migrate.js";
import type { Components } from "../../design/components.js";
import type { Design } from "../../design/design.js";
import { resolveDesign } from "../../design/resolve-design.js";
import { isRecord } from "../../design/yaml-file.js";
import type { DigitalUnits } from "../../explore/digital-units.js";
import { isaacDesign } from "../isaac/design.js";
import {
	conventional,
	conventionalDesign,
	type RungName,
	rungs,
} from "./rungs.js";

/** Designs that a search has found for the rungs of one network. */
export interface TunedLadder {
	/** Name of the network. */
	readonly network: string;
	/** What people call it, where the file of the network names it otherwise. */
	readonly title?: string;
	/** How the designs were found. */
	readonly note: string;
	readonly designs: ReadonlyMap<RungName, Design>;
}

/** As a YAML file: of each rung what differs from the conventional design. */
export function writeTunedLadder({
	network,
	title,
	note,
	designs,
}: TunedLadder): string {
	const document = new Document(
		{
			schema: LADDER_SCHEMA,
			network,
			...(title === undefined ? {} : { title }),
			note,
			rungs: Object.fromEntries(
				[...designs].map(([name, design]) => [name, changesOf(design)]),
			),
		},
		{ aliasDuplicateObjects: false },
	);
	// A line for each setting and each layer.
	visit(document, {
		Map(_, node, path) {
			const depth = path.filter((one) => isPair(one)).length;
			const isInLayers = path.some(
				(one) => isPair(one) && isScalar(one.key) && one.key.value === "layers",
			);
			if (depth >= (isInLayers ? LAYER_DEPTH : SETTING_DEPTH)) node.flow = true;
		},
	});
	return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** Keys above what a rung sets, and above a layer in it. */
const SETTING_DEPTH = 3;
const LAYER_DEPTH = 4;

const LADDER_SCHEMA = "mho/ladder/1";

/** What a search may have changed. */
export function changesOf(design: Design): object {
	const { operands, encoding, adc, partialProducts, layers } = design;
	const { rows, columns, cellBits, arraysPerDriver } = design.crossbar;
	const { crossbarsPerPe, adcsPerPe } = design.hierarchy;
	return {
		operands,
		encoding,
		adc,
		partialProducts,
		crossbar: { rows, columns, cellBits, arraysPerDriver },
		hierarchy: { crossbarsPerPe, adcsPerPe },
		components: countsOf(design.components),
		layers,
	};
}

/** Of what a search may have more of; what is as in the conventional design is left out, but for shift-and-add. */
function countsOf({
	shiftAdd,
	tileShiftAdd,
	activation,
	maxPool,
}: Components): object {
	const before = conventional().components;
	const more = Object.entries({ tileShiftAdd, activation, maxPool }).filter(
		([name, { count }]) => count !== before[name as keyof DigitalUnits].count,
	);
	return Object.fromEntries(
		[["shiftAdd", shiftAdd] as const, ...more].map(([name, { count }]) => [
			name,
			{ count },
		]),
	);
}

/**
 * Reads what was written.
 *
 * @param name that messages call the file
 * @throws InputError where it is no such file, or a design in it is wrong
 */
export function readTunedLadder(text: string, name: string): TunedLadder {
	const file = parsed(text, name);
	if (file?.schema !== LADDER_SCHEMA || typeof file.rungs !== "object")
		throw new InputError(
			`ladder ${name}: found ${file?.schema === undefined ? "no schema" : `schema ${file.schema}`}, expected ${LADDER_SCHEMA} with rungs, as mho ladder writes it`,
		);
	const designs = new Map<RungName, Design>();
	for (const { name: rung } of rungs) {
		const changes = file.rungs?.[rung];
		if (changes === undefined) continue;
		const design = { extends: "conventional", name: rung, ...changes };
		designs.set(
			rung,
			resolveDesign(
				{ name: `${name}, ${rung}`, text: JSON.stringify(design) },
				lookup,
			),
		);
	}
	return {
		network: String(file.network),
		...(file.title === undefined ? {} : { title: String(file.title) }),
		note: String(file.note),
		designs,
	};
}

interface LadderFile {
	readonly schema?: unknown;
	readonly network?: unknown;
	readonly title?: unknown;
	readonly note?: unknown;
	readonly rungs?: Readonly<Record<string, object>>;
}

function parsed(text: string, name: string): LadderFile | undefined {
	try {
		const fields: unknown = parse(text);
		return isRecord(fields) ? migrate(fields, LADDER_SCHEMA) : undefined;
	} catch (error) {
		throw new InputError(`ladder ${name}: ${(error as Error).message}`);
	}
}

const lookup = (name: string) =>
	name === "isaac"
		? { name: "preset isaac", text: isaacDesign }
		: { name: "conventional", text: conventionalDesign };
