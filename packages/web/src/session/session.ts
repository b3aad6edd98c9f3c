import type {
	CostEvaluation,
	CrossbarInspection,
	CrossbarPlaceChoice,
	Design,
	Evaluation,
	LayerColumnSums,
	Metric,
	ParetoAnalysis,
	PointSpace,
	ResultPoints,
} from "@mho/engine";

/** What the page asks of the worker that holds the network and its images. Every call may fail with one line. */
export interface Session {
	/** The network and digits that come with the app, from where it lies. */
	openBuiltIn(folder: string): Promise<OpenedNetwork>;
	/** A network of the user's own, or images for the open one; nothing leaves the browser. */
	openFiles(files: readonly NamedBytes[]): Promise<OpenedNetwork>;
	/** Test images, of those that there are, as grey or colour pixels for drawing. */
	thumbnails(count: number): Promise<Thumbnails>;
	/** A design file as a design; `problem` where it is none. */
	resolve(text: string): Promise<ResolvedDesign>;
	/** The whole path on the first images: what `mho run` gives. */
	run(
		text: string,
		options: RunOptions,
		onPart: (part: RunPart) => void,
	): Promise<Evaluation>;
	cost(text: string): Promise<CostEvaluation>;
	/** JSON schema of design files. */
	schema(): Promise<Record<string, unknown>>;
	/** Of a resolved design. */
	columnSums(
		design: Design,
		options: RunOptions,
	): Promise<readonly LayerColumnSums[]>;
	/** Of a resolved design. */
	inspect(
		design: Design,
		place: CrossbarPlaceChoice,
		images: number,
	): Promise<CrossbarInspection>;
	/** Loads what has not been asked for yet: from then on the network may be off. */
	loadRest(): Promise<void>;
	/** Points of a sweep that was exported as Parquet or JSON. */
	readResults(file: NamedBytes): Promise<ResultPoints>;
	/** Front, knee and sensitivities of points. */
	analyse(
		name: string,
		points: ResultPoints,
		objectives: readonly Metric[],
	): Promise<AnalysedSpace>;
}

export interface AnalysedSpace {
	readonly space: PointSpace;
	readonly analysis: ParetoAnalysis;
}

export interface NamedBytes {
	readonly name: string;
	readonly bytes: Uint8Array;
}

export interface OpenedNetwork {
	readonly name: string;
	readonly layers: readonly {
		readonly layer: string;
		readonly macs: number;
		readonly rows: number;
		readonly outputs: number;
		readonly positions: number;
	}[];
	readonly weights: number;
	readonly macs: number;
	/** What is there to classify; none: only a cost can be had. */
	readonly images: number;
	readonly data: string;
	readonly notes: readonly string[];
}

export interface RunOptions {
	readonly images: number;
	readonly seed: number;
	readonly workers: number;
}

/** Images that have come through the crossbars of a run. */
export interface RunPart {
	readonly phase: string;
	readonly done: number;
	readonly total: number;
	/** Where crossbars gave classes: the first image and what each is taken for. */
	readonly first?: number;
	readonly classes?: Int32Array;
	readonly labels?: ArrayLike<number>;
}

export interface ResolvedDesign {
	readonly design?: Design;
	readonly problem?: DesignProblem;
}

export interface DesignProblem {
	/** From 1; 1 where the message names no line. */
	readonly line: number;
	readonly column: number;
	readonly message: string;
}

export interface Thumbnails {
	readonly width: number;
	readonly height: number;
	readonly channels: 1 | 3;
	/** 0 … 255, [count × height × width × channels] */
	readonly pixels: Uint8ClampedArray;
	readonly labels: ArrayLike<number>;
}
