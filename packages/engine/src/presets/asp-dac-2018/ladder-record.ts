import { InputError } from "../../base/input-error.js";
import type { Joules, Seconds } from "../../base/units.js";
import type { PairedDifference } from "../../evaluate/paired-difference.js";
import type { Circumstances, MeasuredLadder } from "./climb-rungs.js";

/** What was measured of a ladder, without the breakdown: small enough to keep beside the designs. */
export interface LadderRecord {
	readonly schema: typeof RECORD_SCHEMA;
	/** How people call the network. */
	readonly network: string;
	/** Images that accuracy and activity were measured on. */
	readonly images: number;
	readonly seed: number;
	/** Accuracy in float. */
	readonly float: number;
	/** How the designs were found. */
	readonly note: string;
	/** What the cells deviate by, where they are not ideal. */
	readonly cells?: string;
	readonly circumstances: readonly Circumstances[];
	readonly rungs: readonly RecordedRung[];
}

export interface RecordedRung {
	readonly name: string;
	readonly title: string;
	readonly accuracy: number;
	readonly againstFloat: PairedDifference;
	/** Layer and component that set the rate, under the first circumstances. */
	readonly boundBy: string;
	/** One for each of the circumstances. */
	readonly energyPerImage: readonly Joules[];
	readonly imagesPerSecond: readonly number[];
	readonly latency: readonly Seconds[];
}

const RECORD_SCHEMA = "mho/ladder-record/1";

export interface RecordLabels extends Pick<LadderRecord, "network" | "note"> {
	readonly cells?: string | undefined;
}

/** Keeps the figures of a ladder. */
export function recordLadder(
	{ cells, ...labels }: RecordLabels,
	{ circumstances, rungs }: MeasuredLadder,
): LadderRecord {
	const { images, seed, accuracy } = rungs[0]!.evaluation;
	return {
		schema: RECORD_SCHEMA,
		...labels,
		...(cells ? { cells } : {}),
		images,
		seed,
		float: accuracy.float,
		circumstances,
		rungs: rungs.map(({ name, title, evaluation, costs }) => ({
			name,
			title,
			accuracy: evaluation.accuracy.simulated,
			againstFloat: evaluation.accuracy.simulatedMinusFloat,
			boundBy: costs[0]!.boundBy,
			energyPerImage: costs.map((cost) => cost.energyPerImage),
			imagesPerSecond: costs.map((cost) => cost.imagesPerSecond),
			latency: costs.map((cost) => cost.latency),
		})),
	};
}

/**
 * Reads what was recorded.
 *
 * @param name that messages call the file
 * @throws InputError where it is no such file
 */
export function readLadderRecord(text: string, name: string): LadderRecord {
	const record = parsed(text, name);
	if (record?.schema !== RECORD_SCHEMA)
		throw new InputError(
			`${name}: found schema ${record?.schema}, expected ${RECORD_SCHEMA}, as mho reproduce asp-dac-2018 --record writes it`,
		);
	const { circumstances, rungs, images, network } = record;
	if (
		typeof network !== "string" ||
		!isCount(images) ||
		!Array.isArray(circumstances) ||
		!Array.isArray(rungs)
	)
		throw new InputError(
			`${name}: expected network, images, circumstances and rungs`,
		);
	for (const rung of rungs as readonly Partial<RecordedRung>[])
		checkRung(rung, circumstances.length, name);
	return record as LadderRecord;
}

function checkRung(
	rung: Partial<RecordedRung>,
	circumstances: number,
	file: string,
): void {
	const where = `${file}, rung ${rung?.name}`;
	for (const field of ["energyPerImage", "imagesPerSecond"] as const) {
		const values = rung?.[field];
		if (!Array.isArray(values) || values.length !== circumstances)
			throw new InputError(
				`${where}: found ${Array.isArray(values) ? values.length : "no"} ${field}, expected one for each of ${circumstances} circumstances`,
			);
		for (const value of values)
			if (!(typeof value === "number" && value > 0))
				throw new InputError(
					`${where}: found ${value} in ${field}, expected numbers above 0`,
				);
	}
	const { difference, lower95, upper95 } = rung.againstFloat ?? {};
	if (![rung.accuracy, difference, lower95, upper95].every(Number.isFinite))
		throw new InputError(
			`${where}: expected accuracy and againstFloat with its interval`,
		);
}

const isCount = (value: unknown): boolean =>
	Number.isSafeInteger(value) && (value as number) > 0;

function parsed(text: string, name: string): Partial<LadderRecord> | undefined {
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new InputError(`${name}: ${(error as Error).message}`);
	}
}
