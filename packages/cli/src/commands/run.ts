import {
	diagnose,
	diagnosisTables,
	evaluate,
	evaluateTrials,
	evaluationTables,
	layerColumnSums,
	prepareNetwork,
} from "@mho/engine";
import type { Command } from "commander";
import { openData } from "../input/open-data.js";
import { openDesign } from "../input/open-design.js";
import { openNetwork } from "../input/open-network.js";
import { reportSources, writeReport } from "../report/write-report.js";
import { withProgress } from "../terminal/progress.js";
import { writeResult } from "../terminal/write-result.js";
import { withThreads } from "../threads/with-threads.js";
import { VERSION } from "../version.js";
import {
	addSimulationOptions,
	designOption,
	reportOption,
	type SimulationOptions,
	trialsOption,
} from "./options.js";
import { timed } from "./timed.js";

interface RunOptions extends SimulationOptions {
	readonly design: string;
	readonly trials?: number;
	readonly diagnose?: boolean;
}

/** `mho run`: accuracy and cost of one network on one design. */
export function addRunCommand(program: Command): void {
	addSimulationOptions(
		program
			.command("run")
			.description(
				"classify images through simulated crossbars: accuracy, throughput, energy and area",
			)
			.argument("<network>", "built-in network, ONNX or Caffe file")
			.addOption(designOption())
			.addOption(reportOption())
			.addOption(trialsOption())
			.option(
				"--diagnose",
				"why accuracy fell: each layer with one effect after the other",
			),
	)
		.addHelpText(
			"after",
			"\nExample:\n  mho run lenet5 --design asp-dac-2018 --images 1000 --json result.json",
		)
		.action((network: string, options: RunOptions) => run(network, options));
}

async function run(networkName: string, options: RunOptions): Promise<void> {
	const { value, timing } = await timed(() =>
		withProgress((onProgress) =>
			withThreads(options.threads, async (executor) => {
				const where = { executor, onProgress };
				const design = openDesign(options.design);
				const network = openNetwork(networkName, options);
				const data = openData(options);
				const prepared = await prepareNetwork(network, data, where);
				const { seed } = options;
				const evaluating = { seed, ...where };
				const evaluation =
					options.trials === undefined || options.trials === 1
						? await evaluate(prepared, design, evaluating)
						: await evaluateTrials(
								prepared,
								design,
								options.trials,
								evaluating,
							);
				return { prepared, evaluation };
			}),
		),
	);
	const { prepared, evaluation } = value;
	if (options.report !== undefined)
		await writeReport(options.report, ({ runReport }, document) =>
			runReport(
				document,
				evaluation,
				layerColumnSums(prepared, evaluation.resolvedDesign, options.seed),
				reportSources(process.argv.slice(2), [options.design]),
				VERSION,
			),
		);
	const diagnosis = options.diagnose
		? diagnose(prepared, evaluation.resolvedDesign, options.seed)
		: undefined;
	writeResult(
		{ ...evaluation, ...(diagnosis && { diagnosis }), timing },
		() => [
			...evaluationTables(evaluation),
			...(diagnosis ? diagnosisTables(diagnosis) : []),
		],
		options.json,
	);
}
