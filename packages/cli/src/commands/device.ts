import {
	CELL_SPREAD_DEFAULTS,
	type CellState,
	cellResistance,
	InputError,
	left,
	pulseTrain,
	type RramParameters,
	right,
	rramParametersOf,
	runWaveform,
	spreadCell,
	type Table,
	triangleWave,
	WRITE_VERIFY_DEFAULTS,
	type WriteVerifyRun,
	writeVerify,
} from "@mho/engine";
import { type Command, InvalidArgumentError, Option } from "commander";
import { parse } from "yaml";
import { readInputFile } from "../input/read-input-file.js";
import { type FigureFiles, writeFigure } from "../report/write-figure.js";
import type {
	LevelSummary,
	ProgrammingSummary,
} from "../terminal/json-result.js";
import { writeResult } from "../terminal/write-result.js";
import { jsonOption, positiveInteger, seedOption } from "./options.js";
import { outputPath } from "./output-path.js";

/** V at which resistances are told. */
const READ_VOLTAGE = 0.1;

interface CellOptions extends FigureFiles {
	readonly parameters?: string;
	readonly seriesResistance?: number;
	readonly temperature?: number;
	readonly start: "high" | "low";
	readonly json?: string;
}

/** `mho device`: a cell by its compact model. */
export function addDeviceCommand(program: Command): void {
	const device = program
		.command("device")
		.description("an RRAM cell by its compact model: I–V, pulses, programming");
	addIvCommand(device);
	addPulseCommand(device);
	addProgramCommand(device);
}

function addIvCommand(device: Command): void {
	addCellOptions(
		device
			.command("iv")
			.description("current while the voltage goes up, down and back"),
	)
		.option("--up <volt>", "greatest voltage", number, 2)
		.option("--down <volt>", "least voltage", number, -2.5)
		.option("--rate <volt/s>", "how fast it changes", aboveZero, 1e3)
		.addHelpText(
			"after",
			"\nExample:\n  mho device iv --series-resistance 1000 --svg iv.svg --csv iv.csv",
		)
		.action(
			async (options: CellOptions & Record<"up" | "down" | "rate", number>) => {
				const parameters = openParameters(options);
				const start = startOf(parameters, options);
				const run = runWaveform(
					parameters,
					start,
					triangleWave(options.up, options.down, options.rate),
				);
				await writeFigure(options, ({ ivFigure }, document) =>
					ivFigure(document, run.trace),
				);
				writeResult(
					{ schema: "mho/device-iv/1", parameters, ...run },
					() => [stateTable("I–V of a cell", parameters, start, run)],
					options.json,
				);
			},
		);
}

function addPulseCommand(device: Command): void {
	addCellOptions(
		device.command("pulse").description("a cell under a train of pulses"),
	)
		.requiredOption(
			"--voltages <volts>",
			"of the pulses, separated by commas; 1.6x5 is five of 1.6 V",
			voltagesOf,
		)
		.option("--width <s>", "of a pulse", aboveZero, 1e-7)
		.option("--rest <s>", "between pulses", zeroOrMore, 1e-7)
		.option("--edge <s>", "rise and fall", aboveZero, 1e-9)
		.addHelpText(
			"after",
			"\nExample:\n  mho device pulse --voltages=-1.2x10,1.6 --start low --csv pulses.csv",
		)
		.action(
			async (
				options: CellOptions & { voltages: number[] } & Record<
						"width" | "rest" | "edge",
						number
					>,
			) => {
				const parameters = openParameters(options);
				const start = startOf(parameters, options);
				const { voltages, width, rest, edge } = options;
				const run = runWaveform(
					parameters,
					start,
					pulseTrain(voltages, width, rest, edge),
				);
				await writeFigure(options, ({ traceFigure }, document) =>
					traceFigure(document, run.trace),
				);
				writeResult(
					{ schema: "mho/device-pulse/1", parameters, ...run },
					() => [stateTable("A cell under pulses", parameters, start, run)],
					options.json,
				);
			},
		);
}

interface ProgramOptions extends CellOptions {
	/** Conductance of each level. */
	readonly target: readonly number[];
	readonly tolerance: number;
	readonly cells: number;
	readonly seed: number;
}

function addProgramCommand(device: Command): void {
	addCellOptions(
		device
			.command("program")
			.description(
				"write-verify of cells that differ: pulses, energy, time and the errors that are left",
			),
	)
		.requiredOption(
			"--target <siemens>",
			"conductance at 0.1 V; of several levels, separated by commas",
			(text) => text.split(",").map(number),
		)
		.option(
			"--tolerance <share>",
			"of the target",
			aboveZero,
			WRITE_VERIFY_DEFAULTS.tolerance,
		)
		.option("--cells <count>", "cells to write to each", positiveInteger, 50)
		.addOption(seedOption())
		.addHelpText(
			"after",
			"\nExample:\n  mho device program --target 4e-6,20e-6,40e-6 --cells 100 --svg errors.svg",
		)
		.action(async (options: ProgramOptions) => {
			const parameters = openParameters(options);
			const { target, tolerance, cells, seed } = options;
			const ends = [parameters.greatestGap, parameters.leastGap].map(
				(gap) => 1 / cellResistance(parameters, gap, READ_VOLTAGE),
			);
			const beyond = target.find((g) => !(g > ends[0]! && g < ends[1]!));
			if (beyond !== undefined)
				throw new InputError(
					`--target: found ${beyond}, expected a conductance between ${ends[0]!.toExponential(2)} and ${ends[1]!.toExponential(2)} S, those of the ends of the gap`,
				);
			const runsOf = target.map((conductance, level) =>
				Array.from({ length: cells }, (_, cell) => {
					const place = level * cells + cell;
					const own = spreadCell(parameters, CELL_SPREAD_DEFAULTS, seed, place);
					return writeVerify(own, startOf(own, options), conductance, {
						...WRITE_VERIFY_DEFAULTS,
						tolerance,
					});
				}),
			);
			const runs = runsOf.flat();
			const levels = target.map((conductance, level) => ({
				target: conductance,
				...summaryOf(runsOf[level]!),
			}));
			await writeFigure(options, ({ programmingFigure }, document) =>
				programmingFigure(document, runs, tolerance),
			);
			writeResult(
				{
					schema: "mho/device-program/1",
					parameters,
					spread: CELL_SPREAD_DEFAULTS,
					tolerance,
					seed,
					summary: summaryOf(runs),
					levels,
					cells: runsOf.flatMap((ofLevel, level) =>
						ofLevel.map((run) => ({ target: target[level]!, ...run })),
					),
				},
				() => [programTable(options, levels)],
				options.json,
			);
		});
}

function addCellOptions(command: Command): Command {
	return command
		.option(
			"--parameters <file>",
			"YAML of parameters that differ from those of ASU (docs/devices.md)",
		)
		.option("--series-resistance <ohm>", "of wires and selector", zeroOrMore)
		.option("--temperature <kelvin>", "of the surroundings", aboveZero)
		.addOption(
			new Option("--start <state>", "resistance before")
				.choices(["high", "low"])
				.default("high"),
		)
		.option("--svg <file>", "draw a figure", outputPath)
		.option("--csv <file>", "write the numbers of the figure", outputPath)
		.addOption(jsonOption());
}

function openParameters({
	parameters: path,
	seriesResistance,
	temperature,
}: CellOptions): RramParameters {
	const changes = {
		...(seriesResistance !== undefined && { seriesResistance }),
		...(temperature !== undefined && { ambient: temperature }),
	};
	const base = path === undefined ? rramParametersOf({}) : readParameters(path);
	return rramParametersOf(changes, base);
}

function readParameters(path: string): RramParameters {
	const text = new TextDecoder().decode(readInputFile(path, "parameters"));
	try {
		const fields: unknown = parse(text);
		if (typeof fields !== "object" || fields === null || Array.isArray(fields))
			throw new InputError(
				`found ${JSON.stringify(fields)}, expected a map of fields`,
			);
		const stated = { name: path, source: `stated in ${path}` };
		return rramParametersOf({ ...stated, ...fields });
	} catch (error) {
		throw new InputError(
			`parameters ${path}: ${(error as Error).message.split("\n")[0]}`,
		);
	}
}

function startOf(
	{ leastGap, greatestGap, ambient }: RramParameters,
	{ start }: Pick<CellOptions, "start">,
): CellState {
	return {
		gap: start === "high" ? greatestGap : leastGap,
		temperature: ambient,
	};
}

function stateTable(
	title: string,
	parameters: RramParameters,
	start: CellState,
	run: ReturnType<typeof runWaveform>,
): Table {
	const ohms = ({ gap }: CellState) =>
		`${cellResistance(parameters, gap, READ_VOLTAGE).toPrecision(4)} Ω at ${READ_VOLTAGE} V, gap ${(gap * 1e9).toFixed(3)} nm`;
	const hottest = run.trace.reduce(
		(most, { temperature }) => Math.max(most, temperature),
		0,
	);
	return {
		title,
		columns: [left(""), left("")],
		rows: [
			["before", ohms(start)],
			["after", ohms(run.end)],
			["energy", `${run.energy.toExponential(3)} J`],
			["hottest", `${hottest.toFixed(0)} K`],
		],
		notes: [
			`${run.trace.length} instants; parameters ${parameters.name}: ${parameters.source}`,
		],
	};
}

function summaryOf(runs: readonly WriteVerifyRun[]): ProgrammingSummary {
	const mean = (of: (run: WriteVerifyRun) => number) =>
		runs.reduce((sum, run) => sum + of(run), 0) / runs.length;
	const meanError = mean(({ error }) => error);
	return {
		withinTolerance: mean(({ isWithin }) => (isWithin ? 1 : 0)),
		pulses: {
			mean: mean(({ pulses }) => pulses.length),
			most: Math.max(...runs.map(({ pulses }) => pulses.length)),
		},
		energyPerCell: mean(({ energy }) => energy),
		timePerCell: mean(({ time }) => time),
		error: {
			mean: meanError,
			standardDeviation: Math.sqrt(
				mean(({ error }) => (error - meanError) ** 2),
			),
		},
	};
}

function programTable(
	{ tolerance, cells }: ProgramOptions,
	levels: readonly LevelSummary[],
): Table {
	const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
	return {
		title: `${cells} cells written to each conductance ± ${percent(tolerance)}`,
		columns: [
			right("S"),
			right("within"),
			right("pulses a cell"),
			right("at most"),
			right("J a cell"),
			right("s a cell"),
			right("mean error"),
			right("its deviation"),
		],
		rows: levels.map(
			({
				target,
				withinTolerance,
				pulses,
				energyPerCell,
				timePerCell,
				error,
			}) => [
				String(target),
				percent(withinTolerance),
				pulses.mean.toFixed(1),
				String(pulses.most),
				energyPerCell.toExponential(3),
				timePerCell.toExponential(3),
				percent(error.mean),
				percent(error.standardDeviation),
			],
		),
		notes: [
			`cells differ by assumption: σ ${percent(CELL_SPREAD_DEFAULTS.current)} of the current, ${1e3 * CELL_SPREAD_DEFAULTS.activationEnergy} meV of the activation energies`,
		],
	};
}

function number(text: string): number {
	const value = Number(text);
	if (text.trim() === "" || !Number.isFinite(value))
		throw new InvalidArgumentError("expected a number in SI units");
	return value;
}

function aboveZero(text: string): number {
	const value = number(text);
	if (value > 0) return value;
	throw new InvalidArgumentError("expected a number above 0 in SI units");
}

function zeroOrMore(text: string): number {
	const value = number(text);
	if (value >= 0) return value;
	throw new InvalidArgumentError("expected 0 or more in SI units");
}

/** `1.6x5` stands for five of 1.6 V. */
function voltagesOf(text: string): number[] {
	return text.split(",").flatMap((part) => {
		const [voltage, times = "1"] = part.split("x") as [string, string?];
		return new Array<number>(positiveInteger(times)).fill(number(voltage));
	});
}
