import type { Goal, Metric } from "./metric.js";

/** A space of design points as plain data: what varies, what is wanted, how it is searched. */
export interface Space {
	readonly schema: typeof SPACE_SCHEMA;
	readonly name: string;
	/** Preset or design file that the points differ from, unless an axis says which. */
	readonly design: string;
	readonly network: string;
	/** Weights of a Caffe network. */
	readonly weights?: string | undefined;
	/** Images that accuracy is measured on. */
	readonly data?: string | undefined;
	readonly labels?: string | undefined;
	readonly calibration?: string | undefined;
	readonly preprocess?: string | undefined;
	readonly images?: number | undefined;
	/** `cost`: from stated distributions, without data; `accuracy`: images through the crossbars, and the cost of what they do. */
	readonly evaluate: Evaluate;
	readonly seed: number;
	/** Fields of the design that all points have alike. */
	readonly set: readonly Setting[];
	readonly axes: readonly Axis[];
	readonly objectives: readonly SpaceObjective[];
	readonly constraints: readonly Constraint[];
	readonly strategy: Strategy;
}

export const SPACE_SCHEMA = "mho/space/1";

export type Evaluate = "cost" | "accuracy";

/** What is asked of points that are there already: as much of a space as tables and figures of them need. */
export type PointSpace = Pick<
	Space,
	"name" | "axes" | "objectives" | "constraints"
>;

/** One thing that varies. */
export interface Axis {
	/** A field of a design such as `adc.bits`, `design`, `network`, `data` or `seed`; any name for linked fields. */
	readonly name: string;
	readonly values: readonly AxisValue[];
	/** The axis varies only where all of these hold; elsewhere the design keeps what it has. */
	readonly when: readonly Condition[];
}

/** One value of an axis. */
export interface AxisValue {
	/** What tables and the store call it. */
	readonly label: string | number | boolean;
	/** Fields that it sets: of a design by path, or `design`, `network`, `data`, `seed`. */
	readonly settings: readonly Setting[];
}

export type Setting = readonly [path: string, value: unknown];

/** An earlier axis has one of these labels. */
export interface Condition {
	readonly axis: string;
	readonly labels: readonly (string | number | boolean)[];
}

export interface SpaceObjective {
	readonly metric: Metric;
	readonly goal: Goal;
}

/** Bounds in SI units, both included. */
export interface Constraint {
	readonly metric: Metric;
	readonly min?: number | undefined;
	readonly max?: number | undefined;
}

/** Which points are evaluated, in which order. */
export type Strategy =
	/** All of them. */
	| { readonly kind: "grid" }
	/** So many different ones, evenly at random. */
	| { readonly kind: "random"; readonly points: number; readonly seed: number }
	/** So many along the scrambled Sobol sequence. */
	| { readonly kind: "sobol"; readonly points: number; readonly seed: number }
	/** So many, each value of an axis as often as any other. */
	| {
			readonly kind: "latin-hypercube";
			readonly points: number;
			readonly seed: number;
	  }
	/** The genetic algorithm NSGA-II. */
	| {
			readonly kind: "nsga-2";
			readonly points: number;
			readonly population: number;
			readonly seed: number;
	  }
	/** A model of the points that were seen says which ones to try next. */
	| {
			readonly kind: "surrogate";
			readonly points: number;
			readonly seed: number;
	  }
	/** Costs of all points first, then accuracy where the front may be, few images before many. */
	| {
			readonly kind: "cheap-first";
			readonly points: number;
			/** Images of the first look; each further one takes four times as many. */
			readonly firstImages: number;
			readonly seed: number;
	  };

/** Names that no field of a design has. */
export const POINT_FIELDS: readonly string[] = [
	"design",
	"network",
	"data",
	"seed",
];
