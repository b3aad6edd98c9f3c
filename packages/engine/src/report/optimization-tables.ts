import { layerEncoding, layerOverrides } from "../design/layer-overrides.js";
import type { Evaluation } from "../evaluate/evaluate.js";
import type { Optimization, Tuned } from "../explore/optimize-design.js";
import type { Tried } from "../explore/search-step.js";
import { comparisonTable } from "./evaluation-tables.js";
import {
	formatCount,
	formatPercent,
	formatPoints,
	formatRatio,
} from "./format-quantity.js";
import { expectedLossText, LOSS_NOTE } from "./loss-text.js";
import {
	adcText,
	changeText,
	digitsText,
	productsText,
	widthText,
} from "./setting-text.js";
import { left, right, type Table } from "./table.js";

/**
 * What a search gained, and what each layer does now.
 *
 * @param file that the tuned design is written to
 */
export function optimizationTables(
	optimization: Optimization,
	file: string,
): readonly Table[] {
	const { start, uniform, tuned, search, maxAccuracyLoss } = optimization;
	const comparison = comparisonTable([
		start,
		uniform.evaluation,
		tuned.evaluation,
	]);
	const over = (gain: (evaluation: Evaluation) => number) =>
		formatRatio(gain(tuned.evaluation) / gain(uniform.evaluation));
	return [
		{
			...comparison,
			notes: [
				...comparison.notes,
				`layer by layer over all alike: energy ${over(({ cost }) => 1 / cost.energyPerImage)}, throughput ${over(({ cost }) => cost.imagesPerSecond)}`,
				`searched on ${formatCount(search.images)} images of ${search.data}, none of them among these; allowed loss ${(100 * maxAccuracyLoss).toFixed(2)} points${keptText(optimization)}`,
			],
		},
		searchTable(tuned),
		layerSettings(tuned, file),
	];
}

/** Says so where the verification does not keep what the search promised. */
function keptText({ tuned, uniform, maxAccuracyLoss }: Optimization): string {
	const isKept = ({ evaluation: { accuracy } }: Tuned) =>
		-accuracy.simulatedMinusFloat.difference <= maxAccuracyLoss;
	if (isKept(tuned))
		return isKept(uniform) ? "" : ", which all layers alike do NOT keep here";
	return isKept(uniform)
		? ", which is NOT kept on these"
		: ", which neither way keeps on these: NOT kept";
}

/** Designs whose accuracy the search has simulated. */
function searchTable({ steps, hardware, score }: Tuned): Table {
	const kinds = [...new Set(steps.map((step) => step.hardware))];
	const chosen = steps.find((step) => step.passes && step.score === score);
	return {
		title: "Steps of the search, layer by layer",
		columns: [
			left("arrays"),
			left("tried"),
			right("noise allowed"),
			right("counted"),
			right("expected"),
			right("objective"),
			left(""),
		],
		rows: steps.map((step) => [
			numeral(kinds.indexOf(step.hardware)),
			triedText(step.tried),
			step.budget.toPrecision(2),
			formatPoints(step.againstFloat.difference),
			expectedLossText(step.expectedLoss),
			formatRatio(Math.exp(step.score - score)),
			step === chosen ? "chosen" : step.passes ? "passes" : "fails",
		]),
		notes: [
			...kinds.map((label, kind) => `${numeral(kind)}: ${label}`),
			`of ${hardware.length} kinds of arrays and encodings the best by estimated cost are simulated, on ${formatCount(steps[0]?.images ?? 0)} images a step; objective over what is chosen`,
			LOSS_NOTE,
			...(chosen
				? []
				: [
						"none of these is better than what was there before, which is kept",
					]),
		],
	};
}

/** A, B, … Z, A2, … */
function numeral(n: number): string {
	const letter = String.fromCharCode("A".charCodeAt(0) + (n % 26));
	return n < 26 ? letter : `${letter}${1 + Math.floor(n / 26)}`;
}

function triedText(tried: Tried): string {
	switch (tried.kind) {
		case "noise":
			return "best for the noise";
		case "arrays":
			return "the same settings";
		case "skipping":
			return tried.bitsBelowTop === undefined
				? "empty input planes skipped"
				: `to ${tried.bitsBelowTop} bits below the top of the inputs`;
		case "early-stop":
			return `converters that stop early in ${formatCount(tried.layers)} ${tried.layers === 1 ? "layer" : "layers"}`;
		case "exchange":
			return `${tried.layer}: ${changeText(tried.from, tried.to)}`;
		default:
			return tried satisfies never;
	}
}

function layerSettings({ evaluation, design }: Tuned, file: string): Table {
	return {
		title: "Layers of the tuned design",
		columns: [
			left("layer"),
			right("weight bits"),
			right("input bits"),
			left("digits"),
			left("ADC"),
			left("partial products"),
			right("products run"),
		],
		rows: evaluation.cost.layers.map(({ layer, executedFraction }) => {
			const own = layerOverrides(design, layer);
			const { adc, partialProducts } = own;
			const { operands } = design;
			return [
				layer,
				own.weightBits === undefined
					? widthText(operands.weightBits, operands.greatestWeight)
					: widthText(own.weightBits, own.greatestWeight),
				own.inputBits === undefined
					? widthText(operands.inputBits, operands.greatestInput)
					: widthText(own.inputBits, own.greatestInput),
				digitsText(layerEncoding(design, layer)),
				adcText(adc ?? design.adc),
				productsText(partialProducts ?? design.partialProducts),
				formatPercent(executedFraction),
			];
		}),
		notes: [`written to ${file}`],
	};
}
