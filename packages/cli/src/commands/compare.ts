import {
	comparisonTable,
	costComparisonTables,
	type Design,
	type Evaluation,
	evaluate,
	evaluateCost,
	InputError,
	layerColumnSums,
	type Network,
	prepareNetwork,
	publishedRows,
	publishedTable,
	type Table,
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
	addDesignChanges,
	addSimulationOptions,
	changed,
	type DesignChanges,
	reportOption,
	type SimulationOptions,
} from "./options.js";
import { timed } from "./timed.js";

interface CompareOptions extends SimulationOptions, DesignChanges {
	readonly designs: string;
	readonly costOnly?: true;
	readonly published?: true;
}

/** `mho compare`: several designs side by side on the same network and images. */
export function addCompareCommand(program: Command): void {
	const command = addSimulationOptions(
		program
			.command("compare")
			.description(
				"run a network on several designs and show them side by side, with gains over the first; several networks, and those without weights, compare by cost alone",
			)
			.argument(
				"<networks>",
				"network by name, ONNX or Caffe file; several separated by commas",
			)
			.requiredOption(
				"--designs <names>",
				"presets or design files, separated by commas",
			)
			.option(
				"--cost-only",
				"no simulation: activity from stated distributions",
			)
			.option(
				"--published",
				"also accelerators as they were published, none of them simulated",
			)
			.addOption(reportOption()),
	);
	addDesignChanges(command)
		.addHelpText(
			"after",
			"\nExample:\n  mho compare lenet5 --designs isaac,asp-dac-2018 --images 1000\n  mho compare vgg-16,resnet-50 --designs isaac,raella --published",
		)
		.action((networks: string, options: CompareOptions) =>
			compare(networks, options),
		);
}

async function compare(
	networkNames: string,
	options: CompareOptions,
): Promise<void> {
	const names = namesIn("--designs", options.designs);
	const designs = names.map((name) => changed(openDesign(name), options));
	const networks = namesIn("networks", networkNames).map((name) =>
		openNetwork(name, options, "cost"),
	);
	const published = options.published ? [publishedTable(publishedRows)] : [];
	const isCostOnly =
		options.costOnly || networks.length > 1 || networks[0]!.isWithoutWeights;
	if (isCostOnly) {
		await compareCosts(networks, designs, names, published, options);
		return;
	}
	const network = openNetwork(networkNames, options);
	const { value, timing } = await timed(() =>
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
				return { prepared, evaluations: results };
			}),
		),
	);
	const { prepared, evaluations } = value;
	if (options.report !== undefined)
		await writeReport(options.report, ({ comparisonReport }, document) =>
			comparisonReport(
				document,
				evaluations,
				evaluations.map(({ resolvedDesign }) =>
					layerColumnSums(prepared, resolvedDesign, options.seed),
				),
				reportSources(process.argv.slice(2), names),
				VERSION,
			),
		);
	const table = comparisonTable(evaluations);
	const notes = [...table.notes, `computed in ${timing.wall.toFixed(1)} s`];
	writeResult(
		{ schema: "mho/compare/1", evaluations, timing },
		() => [{ ...table, notes }, ...published],
		options.json,
	);
}

function namesIn(what: string, text: string): readonly string[] {
	const names = text.split(",").map((name) => name.trim());
	if (names.includes(""))
		throw new InputError(
			`${what}: found "${text}", expected names separated by commas`,
		);
	return names;
}

/** Networks side by side on designs by cost alone: nothing is simulated. */
async function compareCosts(
	networks: readonly Network[],
	designs: readonly Design[],
	names: readonly string[],
	published: readonly Table[],
	{ report, json }: CompareOptions,
): Promise<void> {
	const evaluations = networks.map((network) =>
		designs.map((design) => evaluateCost(network, design)),
	);
	if (report !== undefined)
		await writeReport(report, ({ costComparisonReport }, document) =>
			costComparisonReport(
				document,
				evaluations,
				published,
				reportSources(process.argv.slice(2), names),
				VERSION,
			),
		);
	writeResult(
		{ schema: "mho/compare-costs/1", evaluations },
		() => [...costComparisonTables(evaluations), ...published],
		json,
	);
}
