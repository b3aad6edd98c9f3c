import type {
	CellSpread,
	CostEvaluation,
	CostedLadder,
	CrossbarResult,
	Design,
	DesignDifference,
	Diagnosis,
	Evaluation,
	ExpectedLoss,
	Explanation,
	LadderRung,
	LadderSummary,
	LayerShape,
	MeasuredLadder,
	Network,
	Optimization,
	PairedDifference,
	ParetoAnalysis,
	PointFigures,
	PointResult,
	ReproducedFigure,
	RramParameters,
	RungName,
	Sensitivity,
	Space,
	Trials,
	UnsupportedLayer,
	WaveformRun,
	WriteVerifyRun,
	ZooNetwork,
} from "@mho/engine";
import type { Timing } from "../commands/timed.js";
import type { BuiltInNetwork } from "../input/open-network.js";
import type { QueryResult } from "../store/result-store.js";
import type { SweepEstimate } from "../sweep/estimate-sweep.js";
import type { SweepOutcome } from "../sweep/run-sweep.js";

/**
 * What commands write with `--json`, each with the `schema` that it states. `packages/cli/schemas` is written from here;
 * a field that changes or goes takes a new version, one that comes does not.
 */
export type JsonResult =
	| ComparisonResult
	| CostComparisonResult
	| CostEvaluation
	| CostedLadderResult
	| CrossbarResult
	| Design
	| DesignDiffResult
	| DesignListResult
	| DeviceIvResult
	| DeviceProgramResult
	| DevicePulseResult
	| Explanation
	| InitResult
	| LadderSearchResult
	| LadderSummaryResult
	| NetworkListResult
	| NetworkResult
	| OptimizationResult
	| ParetoResult
	| QueryResultOfStore
	| ReproductionResult
	| RunResult
	| SensitivityResult
	| SweepEstimate
	| SweepResult;

/** `mho run`. */
export interface RunResult extends Evaluation {
	/** With `--trials`: everything else is of the first chip. */
	readonly trials?: Trials;
	/** With `--diagnose`. */
	readonly diagnosis?: Diagnosis;
	readonly timing: Timing;
}

/** `mho compare`. */
export interface ComparisonResult {
	readonly schema: "mho/compare/1";
	/** One for each design, as they were named. */
	readonly evaluations: readonly Evaluation[];
	readonly timing: Timing;
}

/** `mho compare` by cost alone. */
export interface CostComparisonResult {
	readonly schema: "mho/compare-costs/1";
	/** [networks][designs] */
	readonly evaluations: readonly (readonly CostEvaluation[])[];
}

/** `mho cost --sensitivity`. */
export interface SensitivityResult {
	readonly schema: "mho/sensitivity/1";
	readonly network: string;
	readonly design: string;
	/** Share by which each constant is moved, down and up. */
	readonly change: number;
	/** The constants that move most first. */
	readonly entries: readonly Sensitivity[];
}

/** `mho optimize`. */
export interface OptimizationResult extends Optimization {
	readonly timing: Timing;
}

/** `mho ladder`. */
export interface LadderSearchResult {
	readonly schema: "mho/ladder-search/2";
	readonly network: string;
	/** How the designs were found. */
	readonly note: string;
	/** File that the designs are in. */
	readonly output: string;
	readonly rungs: readonly SearchedRung[];
}

/** What a search has found for one rung, on the images of the search. */
export interface SearchedRung {
	readonly name: RungName;
	readonly title: string;
	/** What was chosen of the hardware, in words. */
	readonly hardware: string;
	/** Designs that were simulated. */
	readonly simulated: number;
	/** By counted labels. */
	readonly againstFloat: PairedDifference;
	/** By float's probabilities; absent where the count contradicts. */
	readonly expectedLoss?: ExpectedLoss | undefined;
	/** J */
	readonly energyPerImage: number;
	readonly imagesPerSecond: number;
}

/** `mho reproduce`. */
export interface ReproductionResult {
	readonly schema: "mho/reproduce/1";
	readonly figures: readonly ReproducedFigure[];
	/** Of `asp-dac-2018`: the paper's techniques one after the other. */
	readonly ladder?: readonly LadderRung[];
	/** Of `asp-dac-2018`: the tuned designs, where there are some for the network. */
	readonly rungs?: MeasuredLadder | undefined;
}

/** `mho reproduce asp-dac-2018 --like`. */
export interface CostedLadderResult extends CostedLadder {
	readonly schema: "mho/costed-ladder/1";
}

/** `mho reproduce asp-dac-2018 --summary`. */
export interface LadderSummaryResult {
	readonly schema: "mho/ladder-summary/1";
	readonly summaries: readonly LadderSummary[];
}

/** `mho sweep`. */
export interface SweepResult extends SweepOutcome {
	readonly schema: "mho/sweep/1";
	readonly space: string;
	/** File that the points are in. */
	readonly store: string;
	/** Points in it by their status. */
	readonly counts: Readonly<Record<string, number>>;
}

/** `mho pareto`. */
export interface ParetoResult extends ParetoAnalysis {
	readonly schema: "mho/pareto/1";
	readonly space: string;
	/** Names, in the order of `values` of points and of `sensitivity`. */
	readonly axes: readonly string[];
	readonly objectives: Space["objectives"];
	readonly constraints: Space["constraints"];
}

/** `mho query`. */
export interface QueryResultOfStore extends QueryResult {
	readonly schema: "mho/query/1";
}

/** A row of the table `points`, as `mho query --output rows.json` writes it; a field for each axis joins these. */
export type SweepRow = PointIdentity & OrNull<PointFigures>;

interface PointIdentity extends Pick<PointResult, "status" | "wallTime"> {
	/** SHA-256 of the content of the point. */
	readonly key: string;
	/** Why it is refused or failed. */
	readonly error: string | null;
	readonly design: string;
	readonly network: string;
	/** Null where no images were classified. */
	readonly data: string | null;
	readonly images: number;
	readonly seed: number;
	/** Of mho. */
	readonly version: string;
	/** Of the content of the design. */
	readonly designKey: string;
	readonly attempt: number;
	/** What evaluated it. */
	readonly worker: string;
}

/** As SQL has it: null where there is nothing. */
type OrNull<T> = { readonly [K in keyof T]-?: T[K] | null };

/** `mho design list`. */
export interface DesignListResult {
	readonly schema: "mho/design-list/1";
	readonly presets: readonly {
		readonly name: string;
		readonly title: string;
	}[];
}

/** `mho design diff`. */
export interface DesignDiffResult {
	readonly schema: "mho/design-diff/1";
	readonly first: string;
	readonly second: string;
	readonly differences: readonly DesignDifference[];
}

/** `mho network list`. */
export interface NetworkListResult {
	readonly schema: "mho/network-list/1";
	readonly networks: readonly (
		| Pick<BuiltInNetwork, "name" | "title" | "data">
		| Pick<ZooNetwork, "name" | "aliases" | "title" | "source">
	)[];
}

/** `mho network show`. */
export interface NetworkResult {
	readonly schema: "mho/network/1";
	readonly network: string;
	readonly input: Network["input"];
	readonly layers: readonly LayerShape[];
	readonly hasWeights: boolean;
	readonly unsupported: readonly UnsupportedLayer[];
}

/** `mho device iv`. */
export interface DeviceIvResult extends WaveformRun {
	readonly schema: "mho/device-iv/1";
	readonly parameters: RramParameters;
}

/** `mho device pulse`. */
export interface DevicePulseResult extends WaveformRun {
	readonly schema: "mho/device-pulse/1";
	readonly parameters: RramParameters;
}

/** `mho device program`. */
export interface DeviceProgramResult {
	readonly schema: "mho/device-program/1";
	readonly parameters: RramParameters;
	readonly spread: CellSpread;
	/** Share of the target. */
	readonly tolerance: number;
	readonly seed: number;
	/** Of all cells. */
	readonly summary: ProgrammingSummary;
	readonly levels: readonly LevelSummary[];
	readonly cells: readonly (WriteVerifyRun & { readonly target: number })[];
}

/** What programming cells took and left, in SI units; errors are shares of the target. */
export interface ProgrammingSummary {
	/** Share of the cells. */
	readonly withinTolerance: number;
	readonly pulses: { readonly mean: number; readonly most: number };
	readonly energyPerCell: number;
	readonly timePerCell: number;
	readonly error: { readonly mean: number; readonly standardDeviation: number };
}

export interface LevelSummary extends ProgrammingSummary {
	/** S */
	readonly target: number;
}

/** `mho init`. */
export interface InitResult {
	readonly schema: "mho/init/1";
	readonly written: readonly { readonly path: string; readonly what: string }[];
}
