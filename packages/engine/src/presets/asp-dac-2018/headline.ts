import { geometricMean } from "../../base/geometric-mean.js";
import type { Circumstances, MeasuredRung } from "./climb-rungs.js";
import type { LadderRecord, RecordedRung } from "./ladder-record.js";

/** A gain that is averaged over networks. */
export interface Headline {
	readonly of: MeasuredRung["name"];
	readonly over: MeasuredRung["name"];
	readonly what: "energy" | "images/s";
	/** In ns. */
	readonly arrayRead: number;
	/** What we set out to reach; absent where no goal was set. */
	readonly goal?: number | undefined;
}

export const headlines: readonly Headline[] = [
	{ of: "R5", over: "R2", what: "energy", arrayRead: 100, goal: 1.6 },
	{ of: "R5", over: "R2", what: "images/s", arrayRead: 100, goal: 2 },
	{ of: "R5", over: "R2", what: "images/s", arrayRead: 30 },
	{ of: "R5", over: "R0", what: "energy", arrayRead: 100, goal: 8 },
	{ of: "R5", over: "R0", what: "images/s", arrayRead: 100, goal: 8 },
	{ of: "R5", over: "R0", what: "images/s", arrayRead: 30, goal: 12 },
	{ of: "R5", over: "I8", what: "energy", arrayRead: 100, goal: 2.5 },
	{ of: "R5", over: "I8", what: "images/s", arrayRead: 100 },
	{ of: "R6", over: "I8", what: "energy", arrayRead: 100, goal: 3.9 },
	{ of: "R6", over: "I8", what: "images/s", arrayRead: 100 },
];

/** Networks measured on fewer images are shown, not averaged: their accuracy says too little. */
export const MIN_IMAGES = 5000;
/** Accuracy that a rung may lose against float, as a share. */
export const MAX_LOSS = 0.005;

/** What the gains are for, but for the array read. */
export type Surroundings = Omit<Circumstances, "arrayReadTime">;

/** Those of the designs as they are. */
export const AS_DESIGNED: Surroundings = {
	adcModel: "isaac-2016",
	dacEnergy: 1,
	chipLink: "per-bit",
};

/** Gain of one network, nothing where a rung was not measured. */
export function headlineGain(
	record: LadderRecord,
	{ of, over, what, arrayRead }: Headline,
	surroundings: Surroundings = AS_DESIGNED,
): number | undefined {
	const at = record.circumstances.findIndex(
		(found) =>
			Math.round(found.arrayReadTime * 1e9) === arrayRead &&
			found.adcModel === surroundings.adcModel &&
			found.dacEnergy === surroundings.dacEnergy &&
			found.chipLink === surroundings.chipLink,
	);
	const ours = rungOf(record, of);
	const base = rungOf(record, over);
	if (at < 0 || !ours || !base) return undefined;
	return what === "energy"
		? base.energyPerImage[at]! / ours.energyPerImage[at]!
		: ours.imagesPerSecond[at]! / base.imagesPerSecond[at]!;
}

/** A recorded rung by its name. */
export function rungOf(
	{ rungs }: LadderRecord,
	name: MeasuredRung["name"],
): RecordedRung | undefined {
	return rungs.find((rung) => rung.name === name);
}

/**
 * Networks that a mean is over: those that come in float; those that come quantised too, over an ISAAC that has no more
 * bits than the file (`own-bits`), or over one of 16 and 8 bits, as its hardware is (`all-bits`).
 */
export type Averaged = "float" | "own-bits" | "all-bits";

/** Whether a network counts for the mean: enough images, and the rung that gains keeps the budget. */
export function isAveraged(
	record: LadderRecord,
	{ of, over }: Headline,
	networks: Averaged = "float",
): boolean {
	const rung = rungOf(record, of);
	return (
		rung !== undefined &&
		record.images >= MIN_IMAGES &&
		(networks !== "float" || !hasOwnBits(record, over)) &&
		-rung.againstFloat.difference <= MAX_LOSS + ROUNDING
	);
}

/** Whether a baseline has not the bits that its name says, since the network's file has fewer. */
function hasOwnBits(
	{ operands }: LadderRecord,
	over: Headline["over"],
): over is "R0" | "I8" {
	return operands === "stored" && (over === "R0" || over === "I8");
}

/** A loss of 50 of 10,000 images is within half a point, whatever float64 makes of it. */
const ROUNDING = 1e-12;

/** Geometric mean over the networks that count, nothing where none does. */
export function headlineMean(
	records: readonly LadderRecord[],
	headline: Headline,
	surroundings: Surroundings = AS_DESIGNED,
	networks: Averaged = "float",
): { readonly mean: number; readonly networks: number } | undefined {
	const { over } = headline;
	const gains = records
		.filter((record) => isAveraged(record, headline, networks))
		.map((record) => {
			const isWide = networks === "all-bits" && hasOwnBits(record, over);
			const base = isWide ? (`${over}w` as const) : over;
			return headlineGain(record, { ...headline, over: base }, surroundings);
		})
		.filter((gain) => gain !== undefined);
	if (gains.length === 0) return undefined;
	return { mean: geometricMean(gains), networks: gains.length };
}

/** Ladders by their cells, which are not averaged together: ideal ones first, then others in the order given. */
export function ofSameCells(
	records: readonly LadderRecord[],
): readonly (readonly LadderRecord[])[] {
	const groups = new Map<string | undefined, LadderRecord[]>([[undefined, []]]);
	for (const record of records) {
		const group = groups.get(record.cells);
		if (group) group.push(record);
		else groups.set(record.cells, [record]);
	}
	return [...groups.values()].filter((group) => group.length > 0);
}

/** Gains of networks side by side, of one kind of cells. */
export interface LadderSummary {
	/** What the cells deviate by, where they are not ideal. */
	readonly cells?: string | undefined;
	readonly headlines: readonly (Headline & {
		readonly networks: readonly {
			readonly network: string;
			readonly images: number;
			readonly gain: number | undefined;
			readonly averaged: boolean;
		}[];
		/** Geometric mean over those that are averaged. */
		readonly mean?: number | undefined;
		/** Over those and the ones that come quantised, where ISAAC has no more bits than their files. */
		readonly meanOfAll?: number | undefined;
		/** Likewise, where ISAAC has 16 and 8 bits, as its hardware. */
		readonly meanOfAllBits?: number | undefined;
	})[];
}

/** Gains of each network and their means, as data, apart for ideal cells and others. */
export function summariseLadders(
	records: readonly LadderRecord[],
): readonly LadderSummary[] {
	return ofSameCells(records).map((alike) => ({
		cells: alike[0]!.cells,
		headlines: headlines.map((headline) => ({
			...headline,
			networks: alike.map((record) => ({
				network: record.network,
				images: record.images,
				gain: headlineGain(record, headline),
				averaged: isAveraged(record, headline),
			})),
			mean: headlineMean(alike, headline)?.mean,
			meanOfAll: headlineMean(alike, headline, AS_DESIGNED, "own-bits")?.mean,
			meanOfAllBits: headlineMean(alike, headline, AS_DESIGNED, "all-bits")
				?.mean,
		})),
	}));
}
