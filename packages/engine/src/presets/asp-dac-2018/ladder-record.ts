import * as z from "zod";
import { InputError } from "../../base/input-error.js";
import { migrate } from "../../base/migrate.js";
import type { Joules, Seconds } from "../../base/units.js";
import { adcModels } from "../../cost/adc-model/adc-models.js";
import { checkGiven } from "../../design/check-given.js";
import type { AdcModelKind } from "../../design/components.js";
import { isRecord } from "../../design/yaml-file.js";
import type { ExpectedLoss } from "../../evaluate/expected-loss.js";
import type { PairedDifference } from "../../evaluate/paired-difference.js";
import type { Circumstances, MeasuredLadder } from "./climb-rungs.js";
import { type RungFigures, rungFigures } from "./rung-figures.js";

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
	/** Where the network's file has operands as codes: no rung has other bits than these, or more. */
	readonly operands?: "stored";
	readonly circumstances: readonly Circumstances[];
	readonly rungs: readonly RecordedRung[];
}

export interface RecordedRung
	extends Omit<RungFigures, LaterFigure>,
		LaterFigures {
	readonly name: string;
	readonly title: string;
	readonly accuracy: number;
	readonly againstFloat: PairedDifference;
	/** Absent where the count contradicts it, and from records that are older than it. */
	readonly expectedLoss?: ExpectedLoss;
	/** Layer and component that set the rate, under the first circumstances. */
	readonly boundBy: string;
	/** One for each of the circumstances. */
	readonly energyPerImage: readonly Joules[];
	readonly imagesPerSecond: readonly number[];
	readonly latency: readonly Seconds[];
}

type LaterFigure = "comparisons" | "agreement" | "peak";
/** Absent from records that are older than they are. */
type LaterFigures = {
	readonly [K in LaterFigure]?: RungFigures[K];
};

const RECORD_SCHEMA = "mho/ladder-record/1";

export interface RecordLabels extends Pick<LadderRecord, "network" | "note"> {
	readonly cells?: string | undefined;
}

/** Keeps the figures of a ladder. */
export function recordLadder(
	{ cells, ...labels }: RecordLabels,
	{ operands, circumstances, rungs }: MeasuredLadder,
): LadderRecord {
	const { images, seed, accuracy } = rungs[0]!.evaluation;
	return {
		schema: RECORD_SCHEMA,
		...labels,
		...(cells ? { cells } : {}),
		...(operands === "stored" ? { operands } : {}),
		images,
		seed,
		float: accuracy.float,
		circumstances,
		rungs: rungs.map(({ name, title, evaluation, costs }) => ({
			name,
			title,
			accuracy: evaluation.accuracy.simulated,
			againstFloat: evaluation.accuracy.simulatedMinusFloat,
			...(evaluation.accuracy.expectedLoss && {
				expectedLoss: evaluation.accuracy.expectedLoss,
			}),
			boundBy: costs[0]!.boundBy,
			...rungFigures(evaluation),
			energyPerImage: costs.map((cost) => cost.energyPerImage),
			imagesPerSecond: costs.map((cost) => cost.imagesPerSecond),
			latency: costs.map((cost) => cost.latency),
		})),
	};
}

const above0 = z.number().positive();
const share = z.number().min(-1).max(1);

const recordSchema: z.ZodType<LadderRecord> = z.strictObject({
	schema: z.literal(RECORD_SCHEMA),
	network: z.string(),
	images: z.int().positive(),
	seed: z.int(),
	float: share,
	note: z.string(),
	cells: z.string().exactOptional(),
	operands: z.literal("stored").exactOptional(),
	circumstances: z.array(
		z.strictObject({
			adcModel: z.enum(Object.keys(adcModels) as AdcModelKind[]),
			arrayReadTime: above0,
			dacEnergy: above0,
			chipLink: z.enum(["per-bit", "none", "always-on"]),
		}),
	),
	rungs: z.array(
		z.strictObject({
			name: z.string(),
			title: z.string(),
			accuracy: share,
			againstFloat: z.strictObject({
				difference: share,
				lower95: share,
				upper95: share,
			}),
			expectedLoss: z
				.strictObject({ loss: share, lower95: share, upper95: z.number() })
				.exactOptional(),
			boundBy: z.string(),
			area: above0,
			gopsPerWatt: above0,
			productsRun: z.number().min(0).max(1),
			adcBits: z.number().min(0),
			comparisons: z.number().min(0).exactOptional(),
			agreement: z.number().min(0).max(1).exactOptional(),
			peak: z
				.strictObject({
					weightBits: z.int().positive(),
					inputBits: z.int().positive(),
					gops: above0,
					gopsPerWatt: above0,
					gopsPerMm2: above0,
				})
				.exactOptional(),
			energyPerImage: z.array(above0),
			imagesPerSecond: z.array(above0),
			latency: z.array(above0),
		}),
	),
});

/**
 * Reads what was recorded.
 *
 * @param name that messages call the file
 * @throws InputError where it is no such file, or a rung has not one figure for each of the circumstances
 */
export function readLadderRecord(text: string, name: string): LadderRecord {
	const data = checkedRecord(text, name);
	const { length } = data.circumstances;
	for (const rung of data.rungs)
		for (const field of FIGURES)
			if (rung[field].length !== length)
				throw new InputError(
					`${name}: rung ${rung.name}: found ${rung[field].length} ${field}, expected one for each of ${length} circumstances`,
				);
	return data;
}

const FIGURES = ["energyPerImage", "imagesPerSecond", "latency"] as const;

function checkedRecord(text: string, name: string): LadderRecord {
	try {
		const fields: unknown = JSON.parse(text);
		return checkGiven(
			recordSchema,
			isRecord(fields) ? migrate(fields, RECORD_SCHEMA) : fields,
		);
	} catch (error) {
		throw new InputError(
			`${name}: ${(error as Error).message}; mho reproduce asp-dac-2018 --record writes such files`,
		);
	}
}
