import { Document, isPair, isScalar, parse, visit } from "yaml";
import { InputError } from "../../base/input-error.js";
import { migrate } from "../../base/migrate.js";
import type { Design } from "../../design/design.js";
import { resolveDesign } from "../../design/resolve-design.js";
import { isRecord } from "../../design/yaml-file.js";
import { isaacDesign } from "../isaac/design.js";
import { conventionalDesign, type RungName, rungs } from "./rungs.js";

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
	const { shiftAdd, tileShiftAdd, activation, maxPool } = design.components;
	return {
		operands,
		encoding,
		adc,
		partialProducts,
		crossbar: { rows, columns, cellBits, arraysPerDriver },
		hierarchy: { crossbarsPerPe, adcsPerPe },
		components: {
			shiftAdd: { count: shiftAdd.count },
			tileShiftAdd: { count: tileShiftAdd.count },
			activation: { count: activation.count },
			maxPool: { count: maxPool.count },
		},
		layers,
	};
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
