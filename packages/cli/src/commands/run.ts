import { evaluate, evaluationTables, prepareNetwork } from "@mho/engine";
import type { Command } from "commander";
import { openData } from "../input/open-data.js";
import { openDesign } from "../input/open-design.js";
import { openNetwork } from "../input/open-network.js";
import { withProgress } from "../terminal/progress.js";
import { writeResult } from "../terminal/write-result.js";
import { withThreads } from "../threads/with-threads.js";
import {
	addSimulationOptions,
	designOption,
	type SimulationOptions,
} from "./options.js";
import { timed } from "./timed.js";

interface RunOptions extends SimulationOptions {
	readonly design: string;
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
			.addOption(designOption()),
	)
		.addHelpText(
			"after",
			"\nExample:\n  mho run lenet5 --design asp-dac-2018 --images 1000 --json result.json",
		)
		.action((network: string, options: RunOptions) => run(network, options));
}

async function run(networkName: string, options: RunOptions): Promise<void> {
	const design = openDesign(options.design);
	const network = openNetwork(networkName, options);
	const { value: evaluation, timing } = await timed(() =>
		withProgress((onProgress) =>
			withThreads(options.threads, async (executor) => {
				const where = { executor, onProgress };
				const data = openData(options);
				const prepared = await prepareNetwork(network, data, where);
				return evaluate(prepared, design, { seed: options.seed, ...where });
			}),
		),
	);
	writeResult(
		{ ...evaluation, timing },
		() => evaluationTables(evaluation),
		options.json,
	);
}
