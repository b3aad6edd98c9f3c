import { costEvaluationTables, evaluateCost } from "@mho/engine";
import type { Command } from "commander";
import { openDesign } from "../input/open-design.js";
import { type NetworkChoice, openNetwork } from "../input/open-network.js";
import { writeResult } from "../terminal/write-result.js";
import {
	addDesignChanges,
	changed,
	type DesignChanges,
	designOption,
	inputShapeOption,
	jsonOption,
	scoresOption,
	weightsOption,
} from "./options.js";

interface CostOptions extends NetworkChoice, DesignChanges {
	readonly design: string;
	readonly json?: string;
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
		.addOption(weightsOption())
		.addOption(inputShapeOption())
		.addOption(scoresOption())
		.addOption(jsonOption())
		.addHelpText(
			"after",
			"\nExample:\n  mho cost lenet5 --design isaac --json -",
		)
		.action((networkName: string, options: CostOptions) => {
			const network = openNetwork(networkName, options, "cost");
			const design = changed(openDesign(options.design), options);
			const evaluation = evaluateCost(network, design);
			writeResult(
				evaluation,
				() => costEvaluationTables(evaluation),
				options.json,
			);
		});
}
