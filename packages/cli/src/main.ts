import { InputError } from "@mho/engine";
import { Command, CommanderError } from "commander";
import { addCompareCommand } from "./commands/compare.js";
import { addCostCommand } from "./commands/cost.js";
import { addCrossbarCommand } from "./commands/crossbar.js";
import { addDesignCommand } from "./commands/design.js";
import { addDeviceCommand } from "./commands/device.js";
import { addInitCommand } from "./commands/init.js";
import { addLadderCommand } from "./commands/ladder.js";
import { addNetworkCommand } from "./commands/network.js";
import { addOptimizeCommand } from "./commands/optimize.js";
import { addParetoCommand } from "./commands/pareto.js";
import { addQueryCommand } from "./commands/query.js";
import { addReproduceCommand } from "./commands/reproduce.js";
import { addRunCommand } from "./commands/run.js";
import { addServeCommand } from "./commands/serve.js";
import { addSweepCommand } from "./commands/sweep.js";
import { addWorkerCommand } from "./commands/worker.js";
import { Interrupted } from "./terminal/interrupted.js";
import { VERSION } from "./version.js";

/** Exit codes: what was asked for was done, it failed, or the input was wrong. */
const SUCCESS = 0;
const FAILURE = 1;
const WRONG_INPUT = 2;
/** What a shell gives for a program that SIGINT ended: 128 + 2. */
const INTERRUPTED = 130;

/**
 * Runs the command line.
 *
 * @param args without the program's name
 * @returns the exit code
 */
export async function main(args: readonly string[]): Promise<number> {
	const program = new Command("mho")
		.description(
			"Simulates RRAM compute-in-memory accelerators of convolutional networks: accuracy and cost.",
		)
		.version(VERSION)
		.exitOverride()
		.showHelpAfterError("(--help shows the usage)")
		.addHelpText(
			"after",
			"\nExample:\n  mho compare lenet5 --designs isaac,asp-dac-2018 --images 1000",
		);
	addRunCommand(program);
	addCostCommand(program);
	addCompareCommand(program);
	addOptimizeCommand(program);
	addLadderCommand(program);
	addReproduceCommand(program);
	addCrossbarCommand(program);
	addSweepCommand(program);
	addParetoCommand(program);
	addQueryCommand(program);
	addWorkerCommand(program);
	addDesignCommand(program);
	addDeviceCommand(program);
	addNetworkCommand(program);
	addInitCommand(program);
	addServeCommand(program);
	try {
		await program.parseAsync(args, { from: "user" });
		return SUCCESS;
	} catch (error) {
		return report(error);
	}
}

function report(error: unknown): number {
	if (error instanceof CommanderError)
		return error.exitCode === 0 ? SUCCESS : WRONG_INPUT;
	if (error instanceof Interrupted) return INTERRUPTED;
	if (error instanceof InputError) {
		process.stderr.write(`mho: ${error.message}\n`);
		return WRONG_INPUT;
	}
	const detail = process.env.MHO_DEBUG
		? (error as Error).stack
		: (error as Error).message;
	process.stderr.write(
		`mho: failed: ${detail ?? String(error)} (MHO_DEBUG=1 shows where)\n`,
	);
	return FAILURE;
}
