import * as z from "zod";
import { InputError } from "../../base/input-error.js";
import { checkGiven } from "../../design/check-given.js";
import { show } from "../../design/describe-issue.js";
import type { Design } from "../../design/design.js";
import type { WireNetworkSolver } from "../../kernels/wire-network/contract.js";
import { createWasmWireSolver } from "../../kernels/wire-network/wasm.js";
import { runCircuitCase } from "./circuit-case.js";
import type { CrossSimRanges } from "./crosssim-converter.js";
import { crossSimFile } from "./crosssim-file.js";
import { type CrossSimConversion, rowsOf } from "./crosssim-product.js";
import { runCrossSimCase } from "./run-crosssim-case.js";
import { type PartialSum, runWeightsCase } from "./weights-case.js";

/** What `mho crossbar` gives; its fields are in docs/crossbar.md. */
export type CrossbarResult =
	| {
			readonly schema: typeof CROSSBAR_SCHEMA;
			/** A, [batch][columns]. */
			readonly currents: number[][];
	  }
	| {
			readonly schema: typeof CROSSBAR_SCHEMA;
			/** [batch][outputs], or [images][outputs][height][width] of a convolution. */
			readonly outputs: readonly unknown[];
			readonly trace?:
				| readonly PartialSum[]
				| readonly CrossSimConversion[]
				| undefined;
	  };

export const CROSSBAR_SCHEMA = "mho/crossbar/1";

export interface CrossbarOptions {
	/** A design by its name, or one that is spelt out in the case. */
	readonly openDesign: (design: string | object) => Design;
	readonly seed: number;
	readonly wantsTrace: boolean;
	readonly crossSimRanges: CrossSimRanges;
}

/**
 * Runs one array, in float64.
 *
 * @param given the case, as parsed from JSON: one of the forms of docs/crossbar.md
 * @throws InputError where it is none of them, or what it holds does not fit together
 */
export function runCrossbarCase(
	given: unknown,
	options: CrossbarOptions,
): CrossbarResult {
	const solver = createWasmWireSolver();
	const form = forms.find(({ field }) => hasField(given, field));
	if (!form)
		throw new InputError(
			`found ${show(given)}, expected an object with ${forms.map(({ field }) => field).join(", or ")}`,
		);
	return form.run(given, options, solver);
}

function hasField(given: unknown, field: string): given is object {
	return typeof given === "object" && given !== null && field in given;
}

interface CaseForm {
	/** Tells the form. */
	readonly field: string;
	readonly run: (
		given: unknown,
		options: CrossbarOptions,
		solver: WireNetworkSolver,
	) => CrossbarResult;
}

const numbers = z.array(z.number()).min(1);
const integers = z.array(z.array(z.int()).min(1)).min(1);
/** One vector, or one for each of a batch. */
const batched = <T extends z.ZodType>(vector: T) =>
	z.union([z.array(vector).min(1), vector], {
		error: "expected [rows] or [batch][rows] of numbers",
	});
const ohms = z.number().nonnegative();
const conductances = z.array(z.array(z.number().nonnegative()).min(1)).min(1);

const circuit = z.strictObject({
	conductances,
	voltages: batched(numbers),
	wires: z
		.strictObject({
			rowSegment: ohms.default(0),
			columnSegment: ohms.default(0),
			rowSource: ohms.default(0),
			columnSense: ohms.default(0),
		})
		.default({ rowSegment: 0, columnSegment: 0, rowSource: 0, columnSense: 0 }),
	curve: z
		.discriminatedUnion("kind", [
			z.strictObject({ kind: z.literal("linear") }),
			z.strictObject({ kind: z.literal("cubic"), coefficient: z.number() }),
			z.strictObject({
				kind: z.literal("sinh"),
				voltage: z.number().positive(),
			}),
		])
		.default({ kind: "linear" }),
	drive: z
		.discriminatedUnion("kind", [
			z.strictObject({ kind: z.literal("rows") }),
			z.strictObject({
				kind: z.literal("gates"),
				voltage: z.number().positive(),
			}),
		])
		.default({ kind: "rows" }),
});

/** A case of golden/spice: fields that are not read say how it was made. */
const spice = z.object({
	G: conductances,
	Vin: batched(numbers),
	rw: ohms.default(0),
	rc: ohms.default(0),
	rSource: ohms.default(0),
	rSense: ohms.default(0),
});

const weighted = z.strictObject({
	weights: integers,
	inputs: batched(z.array(z.int()).min(1)),
	design: z.union([z.string(), z.record(z.string(), z.unknown())], {
		error:
			"expected the name of a preset or design file, or a design spelt out",
	}),
	seed: z.int().positive().optional(),
});

const forms: readonly CaseForm[] = [
	{
		field: "conductances",
		run: (given, _, solver) => {
			const { voltages, ...rest } = checkGiven(circuit, given);
			return currentsOf({ ...rest, voltages: batchOf(voltages) }, solver);
		},
	},
	{
		field: "weights",
		run: (given, { openDesign, seed, wantsTrace }, solver) => {
			const { weights, design, ...own } = checkGiven(weighted, given);
			const inputs = batchOf(own.inputs);
			const outputs = widthOf("weights", weights);
			const width = widthOf("inputs", inputs);
			if (width !== weights.length)
				throw new InputError(
					`inputs: found ${width} values each, expected ${weights.length}, one for each row of weights`,
				);
			const result = runWeightsCase(
				{
					weights: Int32Array.from(weights.flat()),
					inputs: Int32Array.from(inputs.flat()),
					outputs,
					design: openDesign(design),
					seed: own.seed ?? seed,
				},
				solver,
			);
			return {
				schema: CROSSBAR_SCHEMA,
				outputs: rowsOf(result.outputs, outputs),
				...(wantsTrace && { trace: result.trace }),
			};
		},
	},
	{
		field: "G",
		run: (given, _, solver) => {
			const { G, Vin, rw, rc, rSource, rSense } = checkGiven(spice, given);
			return currentsOf(
				{
					conductances: G,
					voltages: batchOf(Vin),
					wires: {
						rowSegment: rw,
						columnSegment: rc,
						rowSource: rSource,
						columnSense: rSense,
					},
					curve: { kind: "linear" },
					drive: { kind: "rows" },
				},
				solver,
			);
		},
	},
	{
		field: "op",
		run: (given, { wantsTrace, crossSimRanges }, solver) => {
			const file = checkGiven(crossSimFile, given);
			const { outputs, trace } = runCrossSimCase(file, {
				solver,
				ranges: crossSimRanges,
			});
			return {
				schema: CROSSBAR_SCHEMA,
				outputs,
				...(wantsTrace && { trace }),
			};
		},
	},
];

function currentsOf(
	given: Parameters<typeof runCircuitCase>[0],
	solver: WireNetworkSolver,
): CrossbarResult {
	return { schema: CROSSBAR_SCHEMA, currents: runCircuitCase(given, solver) };
}

/** One vector is a batch of one. */
function batchOf(values: number[] | number[][]): number[][] {
	return values.every((value) => Array.isArray(value)) ? values : [values];
}

function widthOf(name: string, rows: readonly (readonly number[])[]): number {
	const width = rows[0]!.length;
	const ragged = rows.findIndex((row) => row.length !== width);
	if (ragged >= 0)
		throw new InputError(
			`${name}[${ragged}]: found ${rows[ragged]!.length} values, expected ${width} as in the first row`,
		);
	return width;
}
