import type { Evaluation } from "../evaluate/evaluate.js";
import type { CostEvaluation } from "../evaluate/evaluate-cost.js";
import type { Trials } from "../evaluate/evaluate-trials.js";
import { comparedCostRows } from "./cost-comparison-tables.js";
import {
	componentTable,
	costNotes,
	costRows,
	layerTable,
} from "./cost-tables.js";
import {
	formatAccuracy,
	formatCount,
	formatPoints,
} from "./format-quantity.js";
import { expectedLossText } from "./loss-text.js";
import { type Column, left, right, type Table } from "./table.js";
import { unsupportedNotes } from "./unsupported-notes.js";

/** What a run found: summary, layers, components. */
export function evaluationTables(
	evaluation: Evaluation & { readonly trials?: Trials },
): readonly Table[] {
	const { accuracy, cost, design, images, data, calibration } = evaluation;
	const summary: Table = {
		title: `${evaluation.network} on ${design}`,
		columns: [left(""), left("")],
		rows: [
			[
				"accuracy",
				`${formatAccuracy(accuracy.simulated)} through the crossbars  (float ${formatAccuracy(accuracy.float)}, integer ${formatAccuracy(accuracy.integer)})`,
			],
			[
				"against float",
				`${differenceText(accuracy.simulatedMinusFloat)}${accuracy.expectedLoss ? `, expected ${expectedLossText(accuracy.expectedLoss)}` : ""}`,
			],
			[
				"agreement",
				`${formatAccuracy(accuracy.agreement)} of the images have float's class`,
			],
			...trialRows(evaluation.trials),
			...costRows(cost),
		],
		notes: [
			`${formatCount(images)} images of ${data}; calibrated on ${formatCount(calibration.images)} of ${calibration.data}; activity: ${evaluation.activity.source}`,
			...evaluation.notes,
			...costNotes(cost),
			...cellNotes(evaluation),
		],
	};
	return [summary, layerTable(cost), componentTable(cost)];
}

/** What chips of other seeds reach. */
function trialRows(trials: Trials | undefined): readonly string[][] {
	if (!trials) return [];
	const { accuracies, accuracy } = trials;
	const points = (share: number) => (100 * share).toFixed(2);
	return [
		[
			`${accuracies.length} chips`,
			`${formatAccuracy(accuracy.mean)} ± ${points(accuracy.halfWidth95)} points (95 % interval of the mean); ${formatAccuracy(Math.min(...accuracies))} … ${formatAccuracy(Math.max(...accuracies))}`,
		],
	];
}

/** On which grid the cells lie, where they deviate. */
function cellNotes({ cellGrid, seed }: Evaluation): readonly string[] {
	const bits = Object.values(cellGrid);
	const least = Math.min(...bits);
	const most = Math.max(...bits);
	if (most === 0) return [];
	const grid = least === most ? `2^−${least}` : `2^−${least} … 2^−${most}`;
	return [`cells of chip ${seed} on a grid of ${grid} levels`];
}

/** What a network costs without data. */
export function costEvaluationTables({
	network,
	design,
	cost,
	activity,
	notes,
	unsupported = [],
}: CostEvaluation): readonly Table[] {
	const summary: Table = {
		title: `${network} on ${design}`,
		columns: [left(""), left("")],
		rows: costRows(cost),
		notes: [
			`activity: ${activity.source} (${activity.note}); no accuracy without data: see mho run`,
			...notes,
			...unsupportedNotes(unsupported).map(
				(note) => `not in these figures: ${note}`,
			),
			...costNotes(cost),
		],
	};
	return [summary, layerTable(cost), componentTable(cost)];
}

/** Designs side by side, with ratios to the first. */
export function comparisonTable(evaluations: readonly Evaluation[]): Table {
	const first = evaluations[0]!;
	const row = (
		name: string,
		text: (evaluation: Evaluation) => string,
	): readonly string[] => [name, ...evaluations.map(text)];
	const columns: Column[] = [
		left(""),
		...evaluations.map(({ design }) => right(design)),
	];
	return {
		title: `${first.network}, ${formatCount(first.images)} images of ${first.data}`,
		columns,
		rows: [
			row("accuracy", ({ accuracy }) => formatAccuracy(accuracy.simulated)),
			row("against float", ({ accuracy }) =>
				differenceText(accuracy.simulatedMinusFloat),
			),
			row("expected", ({ accuracy: { expectedLoss } }) =>
				expectedLoss ? `${expectedLossText(expectedLoss)} points` : "–",
			),
			row("agreement", ({ accuracy }) => formatAccuracy(accuracy.agreement)),
			...comparedCostRows(evaluations),
		],
		notes: [
			`gains over ${first.design}; float accuracy ${formatAccuracy(first.accuracy.float)}`,
		],
	};
}

function differenceText({
	difference,
	lower95,
	upper95,
}: Evaluation["accuracy"]["simulatedMinusFloat"]): string {
	return `${formatPoints(difference)} (${formatPoints(lower95)} … ${formatPoints(upper95)}) points`;
}
