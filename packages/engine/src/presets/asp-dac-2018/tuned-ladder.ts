import { parse, stringify } from "yaml";
import { InputError } from "../../base/input-error.js";
import type { Design } from "../../design/design.js";
import { resolveDesign } from "../../design/resolve-design.js";
import { isaacDesign } from "../isaac/design.js";
import { conventionalDesign, type RungName, rungs } from "./rungs.js";

/** Designs that a search has found for the rungs of one network. */
export interface TunedLadder {
	/** Name of the network. */
	readonly network: string;
	/** How the designs were found. */
	readonly note: string;
	readonly designs: ReadonlyMap<RungName, Design>;
}

/** As a YAML file: of each rung what differs from the conventional design. */
export function writeTunedLadder({
	network,
	note,
	designs,
}: TunedLadder): string {
	return stringify(
		{
			schema: LADDER_SCHEMA,
			network,
			note,
			rungs: Object.fromEntries(
				[...designs].map(([name, design]) => [name, changesOf(design)]),
			),
		},
		{ lineWidth: 110, flowCollectionPadding: true },
	);
}

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
		components: { shiftAdd: { count: design.components.shiftAdd.count } },
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
			`ladder ${name}: found schema ${file?.schema}, expected ${LADDER_SCHEMA} with rungs, as mho ladder writes it`,
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
	return { network: String(file.network), note: String(file.note), designs };
}

interface LadderFile {
	readonly schema?: unknown;
	readonly network?: unknown;
	readonly note?: unknown;
	readonly rungs?: Readonly<Record<string, object>>;
}

function parsed(text: string, name: string): LadderFile | undefined {
	try {
		return parse(text);
	} catch (error) {
		throw new InputError(`ladder ${name}: ${(error as Error).message}`);
	}
}

const lookup = (name: string) =>
	name === "isaac"
		? { name: "preset isaac", text: isaacDesign }
		: { name: "conventional", text: conventionalDesign };
