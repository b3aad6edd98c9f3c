import {
	type Circumstances,
	gainOf,
	type MeasuredLadder,
	type MeasuredRung,
} from "../presets/asp-dac-2018/climb-rungs.js";
import { rungFigures } from "../presets/asp-dac-2018/rung-figures.js";
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

/** A tuned ladder: every rung, the gains of the last ones under all circumstances, and peaks apart from both. */
export function rungTables(
	network: string,
	note: string,
	ladder: MeasuredLadder,
): readonly Table[] {
	const { rungs } = ladder;
	const { evaluation } = rungs[0]!;
	return [
		{
			title: `${network}: from ISAAC to all mechanisms, ${formatCount(evaluation.images)} images`,
			columns: [
				left("rung"),
				left("what"),
				right("top-1"),
				right("against float (points)"),
				right("expected"),
				right("agreement"),
				right("images/s"),
				right("energy/image"),
				right("images/s/mm²"),
				right("GOPS/W"),
				right("latency"),
				right("products run"),
				right("ADC bits"),
				left("bound by"),
			],
			rows: rungs.map(rungRow),
			notes: [
				`float accuracy ${formatAccuracy(evaluation.accuracy.float)}; tuned on ${note}`,
				"all on the same chip area, where images/s/mm² and images/s are one figure; R1 to R6 by the same search",
			],
		},
		...gainTable(ladder),
		peakTable(
			["rung"],
			rungs.map(({ name, evaluation: measured }) => [
				[name],
				rungFigures(measured).peak,
			]),
		),
	];
}

function rungRow({ name, title, evaluation }: MeasuredRung): readonly string[] {
	const { accuracy, cost } = evaluation;
	const { difference, lower95, upper95 } = accuracy.simulatedMinusFloat;
	const figures = rungFigures(evaluation);
	const { area, gopsPerWatt, productsRun } = figures;
	return [
		name,
		title,
		formatAccuracy(accuracy.simulated),
		`${formatPoints(difference)} (${formatPoints(lower95)} … ${formatPoints(upper95)})`,
		expectedLossText(accuracy.expectedLoss),
		formatAccuracy(figures.agreement),
		formatQuantity(cost.imagesPerSecond, ""),
		formatQuantity(cost.energyPerImage, "J"),
		formatQuantity(cost.imagesPerSecond / (area * 1e6), ""),
		gopsPerWatt.toPrecision(4),
		formatQuantity(cost.latency, "s"),
		formatPercent(productsRun),
		meanBitsText(figures),
		cost.boundBy,
	];
}

/** What is shown of all circumstances: the designs' own ADC model in full, of the others the designs' own case. */
function isShown({ adcModel, ...rest }: Circumstances): boolean {
	return (
		adcModel === "isaac-2016" ||
		(rest.arrayReadTime === 100e-9 &&
			rest.dacEnergy === 1 &&
			rest.chipLink === "per-bit")
	);
}

/** None where no rung is there that gains. */
function gainTable(ladder: MeasuredLadder): readonly Table[] {
	const names = new Set(ladder.rungs.map(({ name }) => name));
	const pairs = (
		[
			["R5", "R2"],
			["R5", "R0"],
			["R5", "R0w"],
			["R5", "I8"],
			["R6", "R2"],
			["R6", "I8"],
			["R6", "I8w"],
		] as const
	).filter(([of, over]) => names.has(of) && names.has(over));
	if (pairs.length === 0) return [];
	const rows = ladder.circumstances.flatMap((of, c) => {
		if (!isShown(of)) return [];
		return [
			[
				of.adcModel,
				formatQuantity(of.arrayReadTime, "s"),
				formatRatio(of.dacEnergy),
				of.chipLink,
				...pairs.map(([rung, over]) => {
					const { energy, throughput } = gainOf(ladder, rung, over, c);
					return `${formatRatio(energy)}, ${formatRatio(throughput)}`;
				}),
			],
		];
	});
	return [
		{
			title: "Gains: energy efficiency, images/s",
			columns: [
				left("ADC model"),
				right("array read"),
				right("DAC energy"),
				left("chip link"),
				...pairs.map(([of, over]) => right(`${of}/${over}`)),
			],
			rows,
			notes: [
				`${rows.length} of ${ladder.circumstances.length} circumstances: data and records (--json, --record) have all`,
				"R5/R2: what the mechanisms add to conventional quantisation; R5/R0: the papers' convention; I8: ISAAC's circuits at 8 bits, with units that keep up",
			],
		},
	];
}
