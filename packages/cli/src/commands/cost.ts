import {
	costEvaluationTables,
	type Design,
	evaluateCost,
	explainCost,
	explanationTables,
	type Network,
	SENSITIVITY_DEFAULTS,
	sensitivity,
	sensitivityTable,
} from "@mho/engine";
import { type Command, Option } from "commander";
import { openDesign } from "../input/open-design.js";
import { type NetworkChoice, openNetwork } from "../input/open-network.js";
import { reportSources, writeReport } from "../report/write-report.js";
import { writeResult } from "../terminal/write-result.js";
import { VERSION } from "../version.js";
import {
	addDesignChanges,
	changed,
	type DesignChanges,
	designOption,
	inputShapeOption,
	jsonOption,
	reportOption,
	scoresOption,
	weightsOption,
} from "./options.js";

interface CostOptions extends NetworkChoice, DesignChanges {
	readonly design: string;
	readonly explain?: string;
	readonly sensitivity?: true;
	readonly json?: string;
	readonly report?: string;
}

/** `mho cost`: cost from the shapes alone. */
export function addCostCommand(program: Command): void {
	addDesignChanges(
		program
			.command("cost")
			.description(
				"throughput, energy and area without data: activity from stated distributions",
			)
			.argument("<network>", "network by name, ONNX or Caffe file"),
	)
		.addOption(designOption())
		.addOption(
			new Option(
				"--explain <entry>",
				"the arithmetic behind LAYER/COMPONENT, down to the constants and their sources",
			).conflicts("sensitivity"),
		)
		.addOption(
			new Option(
				"--sensitivity",
				"which constants move the cost most, ±20 % each",
			),
		)
		.addOption(weightsOption())
		.addOption(inputShapeOption())
		.addOption(scoresOption())
		.addOption(jsonOption())
		.addOption(reportOption())
		.addHelpText(
			"after",
			"\nExample:\n  mho cost lenet5 --design isaac --json -\n  mho cost vgg-16 --explain conv1_1/adc\n  mho cost resnet-50 --design raella --sensitivity",
		)
		.action(async (networkName: string, options: CostOptions) => {
			const network = openNetwork(networkName, options, "cost");
			const design = changed(openDesign(options.design), options);
			if (options.explain !== undefined) {
				const explained = explainCost(network, design, options.explain);
				writeResult(
					explained,
					() => explanationTables(explained),
					options.json,
				);
				return;
			}
			if (options.sensitivity) {
				writeSensitivity(network, design, options.json);
				return;
			}
			const evaluation = evaluateCost(network, design);
			if (options.report !== undefined)
				await writeReport(options.report, ({ costReport }, document) =>
					costReport(
						document,
						evaluation,
						reportSources(process.argv.slice(2), [options.design]),
						VERSION,
					),
				);
			writeResult(
				evaluation,
				() => costEvaluationTables(evaluation),
				options.json,
			);
		});
}

function writeSensitivity(
	network: Network,
	design: Design,
	json: string | undefined,
): void {
	const entries = sensitivity(network, design);
	writeResult(
		{
			schema: "mho/sensitivity/1",
			network: network.name,
			design: design.name,
			change: SENSITIVITY_DEFAULTS.change,
			entries,
		},
		() => [
			sensitivityTable(
				`What moves the cost of ${network.name} on ${design.name}`,
				entries,
				SENSITIVITY_DEFAULTS.change,
			),
		],
		json,
	);
}
