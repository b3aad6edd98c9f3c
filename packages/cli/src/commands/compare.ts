import {
	comparisonTable,
	type Evaluation,
	evaluate,
	InputError,
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
	reportOption,
	type SimulationOptions,
} from "./options.js";
import { timed } from "./timed.js";

interface CompareOptions extends SimulationOptions {
	readonly designs: string;
}

/** `mho compare`: several designs side by side on the same network and images. */
export function addCompareCommand(program: Command): void {
	addSimulationOptions(
		program
			.command("compare")
			.description(
				"run one network on several designs and show them side by side, with gains over the first",
			)
			.argument("<network>", "built-in network, ONNX or Caffe file")
			.requiredOption(
				"--designs <names>",
				"presets or design files, separated by commas",
			)
			.addOption(reportOption()),
	)
		.addHelpText(
			"after",
			"\nExample:\n  mho compare lenet5 --designs isaac,asp-dac-2018 --images 1000",
		)
		.action((network: string, options: CompareOptions) =>
			compare(network, options),
		);
}

async function compare(
	networkName: string,
	options: CompareOptions,
): Promise<void> {
	const names = options.designs.split(",").map((name) => name.trim());
	if (names.includes(""))
		throw new InputError(
			`--designs: found "${options.designs}", expected names separated by commas`,
		);
	const designs = names.map(openDesign);
	const network = openNetwork(networkName, options);
	const { value: evaluations, timing } = await timed(() =>
		withProgress((onProgress) =>
			withThreads(options.threads, async (executor) => {
				const where = { executor, onProgress };
				const prepared = await prepareNetwork(
					network,
					openData(options),
					where,
				);
				const results: Evaluation[] = [];
				for (const design of designs) {
					const evaluation = await evaluate(prepared, design, {
						seed: options.seed,
						executor,
						onProgress: (phase, done, total) =>
							onProgress(`${design.name}: ${phase}`, done, total),
					});
					results.push(evaluation);
				}
				return results;
			}),
		),
	);
	if (options.report !== undefined)
		await writeReport(options.report, ({ comparisonReport }, document) =>
			comparisonReport(
				document,
				evaluations,
				reportSources(process.argv.slice(2), names),
				VERSION,
			),
		);
	const table = comparisonTable(evaluations);
	const notes = [...table.notes, `computed in ${timing.wall.toFixed(1)} s`];
	writeResult(
		{ schema: "mho/compare/1", evaluations, timing },
		() => [{ ...table, notes }],
		options.json,
	);
}
