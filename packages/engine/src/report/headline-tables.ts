import {
	AS_DESIGNED,
	type Averaged,
	type Headline,
	headlineGain,
	headlineMean,
	headlines,
	isAveraged,
	MIN_IMAGES,
	ofSameCells,
	type Surroundings,
} from "../presets/asp-dac-2018/headline.js";
import type { LadderRecord } from "../presets/asp-dac-2018/ladder-record.js";
import {
	formatAccuracy,
	formatCount,
	formatPercent,
	formatPoints,
	formatQuantity,
	formatRatio,
} from "./format-quantity.js";
import { expectedLossText } from "./loss-text.js";
import { meanBitsText } from "./mean-bits-text.js";
import { peakTable } from "./peak-table.js";
import { left, right, type Table } from "./table.js";

/** Recorded ladders side by side: gains and their geometric means, under other circumstances, and every rung. */
export function headlineTables(
	records: readonly LadderRecord[],
): readonly Table[] {
	return ofSameCells(records).flatMap((alike) => {
		const { cells } = alike[0]!;
		const suffix = cells === undefined ? "" : `; cells: ${cells}`;
		return [
			gainTable(alike, suffix),
			...(alike.some(isAveragedSomewhere)
				? [circumstancesTable(alike, suffix)]
				: []),
			...alike.map(recordTable),
			...peakTables(alike, suffix),
		];
	});
}

const isAveragedSomewhere = (record: LadderRecord): boolean =>
	headlines.some((headline) => isAveraged(record, headline));

const NOTHING = "–";

const WITH_QUANTISED = [
	["all-bits", "with networks that come quantised, isaac with all its bits"],
	["own-bits", "with them, isaac with no more bits than they have"],
] as const satisfies readonly (readonly [Averaged, string])[];

const headerOf = ({ of, over, what, arrayRead }: Headline): string =>
	`${of}/${over} ${what}${what === "energy" ? "" : `, ${arrayRead} ns`}`;

function meanOf(
	records: readonly LadderRecord[],
	headline: Headline,
	surroundings: Surroundings = AS_DESIGNED,
	networks: Averaged = "float",
): string {
	const found = headlineMean(records, headline, surroundings, networks);
	return found ? `${formatRatio(found.mean)} (${found.networks})` : NOTHING;
}

function gainTable(records: readonly LadderRecord[], suffix: string): Table {
	const ofNetworks = records.map((record) => [
		record.network,
		formatCount(record.images),
		...headlines.map((headline) => {
			const gain = headlineGain(record, headline);
			if (gain === undefined) return NOTHING;
			const mark = isAveraged(record, headline) ? "" : " *";
			return `${formatRatio(gain)}${mark}`;
		}),
	]);
	return {
		title: `Gains, and their geometric means${suffix}`,
		columns: [
			left("network"),
			right("images"),
			...headlines.map((headline) => right(headerOf(headline))),
		],
		rows: [
			...ofNetworks,
			[
				"geometric mean (networks)",
				"",
				...headlines.map((headline) => meanOf(records, headline)),
			],
			...(records.some(({ operands }) => operands === "stored")
				? WITH_QUANTISED.map(([networks, label]) => [
						label,
						"",
						...headlines.map((headline) =>
							meanOf(records, headline, AS_DESIGNED, networks),
						),
					])
				: []),
			[
				"goal",
				"",
				...headlines.map(({ goal }) =>
					goal === undefined ? NOTHING : `≥ ${formatRatio(goal)}`,
				),
			],
		],
		notes: [
			`* not in the mean: fewer than ${formatCount(MIN_IMAGES)} images, the rung that gains loses more than 0.5 points, or the network comes quantised, so that R0 and I8 have its bits instead of 16 and 8`,
			"100 ns array read where none is said, ISAAC's ADC row, drivers and chip link as in its table",
		],
	};
}

const PAIRS = (
	[
		["R5", "R2"],
		["R5", "R0"],
		["R5", "I8"],
		["R6", "I8"],
	] as const
).flatMap(([of, over]) =>
	(["energy", "images/s"] as const).map((what) => ({ of, over, what })),
);

function circumstancesTable(
	records: readonly LadderRecord[],
	suffix: string,
): Table {
	const found = new Map(
		records
			.flatMap(({ circumstances }) => circumstances)
			.map((circumstances) => [JSON.stringify(circumstances), circumstances]),
	);
	return {
		title: `Geometric means under other circumstances (networks)${suffix}`,
		columns: [
			left("ADC model"),
			right("array read"),
			right("DAC energy"),
			left("chip link"),
			...PAIRS.map(({ of, over, what }) => right(`${of}/${over} ${what}`)),
		],
		rows: [...found.values()].map(({ arrayReadTime, ...surroundings }) => [
			surroundings.adcModel,
			formatQuantity(arrayReadTime, "s"),
			formatRatio(surroundings.dacEnergy),
			surroundings.chipLink,
			...PAIRS.map((pair) =>
				meanOf(
					records,
					{ ...pair, arrayRead: Math.round(arrayReadTime * 1e9) },
					surroundings,
				),
			),
		]),
		notes: ["designs tuned for array reads of 100 ns"],
	};
}

/** One table of all networks, of the rungs whose records have peaks. */
function peakTables(
	records: readonly LadderRecord[],
	suffix: string,
): readonly Table[] {
	const rows = records.flatMap(({ network, rungs }) =>
		rungs.flatMap(({ name, peak }) =>
			peak ? [[[network, name], peak] as const] : [],
		),
	);
	return rows.length === 0
		? []
		: [peakTable(["network", "rung"], rows, suffix)];
}

function recordTable(record: LadderRecord): Table {
	const { network, images, float, note, cells } = record;
	return {
		title: `${network}: ${formatCount(images)} images, float ${formatAccuracy(float)}`,
		columns: [
			left("rung"),
			left("what"),
			right("top-1"),
			right("against float (points)"),
			right("expected"),
			right("agreement"),
			right("energy/image"),
			right("images/s"),
			right("images/s/mm²"),
			right("GOPS/W"),
			right("latency"),
			right("products run"),
			right("ADC bits"),
			left("bound by"),
		],
		rows: record.rungs.map((rung) => {
			const { difference, lower95, upper95 } = rung.againstFloat;
			return [
				rung.name,
				rung.title,
				formatAccuracy(rung.accuracy),
				`${formatPoints(difference)} (${formatPoints(lower95)} … ${formatPoints(upper95)})`,
				expectedLossText(rung.expectedLoss),
				rung.agreement === undefined ? NOTHING : formatAccuracy(rung.agreement),
				formatQuantity(rung.energyPerImage[0]!, "J"),
				formatQuantity(rung.imagesPerSecond[0]!, ""),
				formatQuantity(rung.imagesPerSecond[0]! / (rung.area * 1e6), ""),
				rung.gopsPerWatt.toPrecision(4),
				formatQuantity(rung.latency[0]!, "s"),
				formatPercent(rung.productsRun),
				meanBitsText(rung),
				rung.boundBy,
			];
		}),
		notes: [`tuned on ${note}${cells ? `; cells: ${cells}` : ""}`],
	};
}
