import {
	type CrossbarResult,
	InputError,
	right,
	runCrossbarCase,
} from "@mho/engine";
import { type Command, Option } from "commander";
import { openDesign, openInlineDesign } from "../input/open-design.js";
import { readInputFile } from "../input/read-input-file.js";
import { writeResult } from "../terminal/write-result.js";
import { jsonOption, seedOption } from "./options.js";

interface CrossbarCommandOptions {
	readonly json?: string;
	readonly trace?: true;
	readonly seed: number;
	readonly crosssimRanges: "stated" | "widened";
}

/** `mho crossbar`: one array, in float64. */
export function addCrossbarCommand(program: Command): void {
	program
		.command("crossbar")
		.description(
			"read one array in float64: conductances and voltages with wires, or integer weights and inputs on a design",
		)
		.argument("<case>", "JSON file (docs/crossbar.md); - is standard input")
		.option("--trace", "with every column sum and ADC code, in --json")
		.addOption(
			new Option(
				"--crosssim-ranges <ranges>",
				"ADC ranges of a case of CrossSim: as its manual states them, or widened as its version 3.2.0 has them",
			)
				.choices(["stated", "widened"])
				.default("stated"),
		)
		.addOption(seedOption())
		.addOption(jsonOption())
		.addHelpText(
			"after",
			"\nExample:\n  mho crossbar docs/examples/crossbar-wires.json --json -",
		)
		.action((path: string, options: CrossbarCommandOptions) => {
			const result = runFile(path, options);
			writeResult(result, () => [tableOf(result)], options.json);
		});
}

function runFile(
	path: string,
	{ trace, seed, crosssimRanges }: CrossbarCommandOptions,
): CrossbarResult {
	const bytes = readInputFile(path === "-" ? "/dev/stdin" : path, "case");
	try {
		return runCrossbarCase(parseJson(bytes), {
			openDesign: (design) =>
				typeof design === "string"
					? openDesign(design)
					: openInlineDesign(design, path),
			seed,
			wantsTrace: trace === true,
			crossSimRanges: crosssimRanges,
		});
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		throw new InputError(`case ${path}: ${error.message}`);
	}
}

function parseJson(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder().decode(bytes));
	} catch (error) {
		throw new InputError(`not JSON: ${(error as Error).message}`);
	}
}

/** Up to so many columns and rows are shown. */
const SHOWN = 8;

function tableOf(result: CrossbarResult) {
	const isCurrents = "currents" in result;
	const rows = (isCurrents ? result.currents : result.outputs).map((row) =>
		(row as unknown[]).flat(3).map(Number),
	);
	const width = Math.min(rows[0]!.length, SHOWN);
	const cut = rows[0]!.length > SHOWN || rows.length > SHOWN;
	return {
		title: isCurrents ? "Column currents in A" : "Outputs",
		columns: Array.from({ length: width }, (_, k) => right(`column ${k}`)),
		rows: rows
			.slice(0, SHOWN)
			.map((row) =>
				row
					.slice(0, width)
					.map((value) =>
						isCurrents ? value.toExponential(6) : String(value),
					),
			),
		notes: [
			`${rows.length} input vectors, ${rows[0]!.length} values each`,
			...(cut ? ["--json - gives all"] : []),
		],
	};
}
