import { costEvaluationTables, evaluateCost } from "@mho/engine";
import type { Command } from "commander";
import { openDesign } from "../input/open-design.js";
import { openNetwork } from "../input/open-network.js";
import { writeResult } from "../terminal/write-result.js";
import { designOption, jsonOption } from "./options.js";

/** `mho cost`: cost from the shapes alone. */
export function addCostCommand(program: Command): void {
	program
		.command("cost")
		.description(
			"throughput, energy and area without data: activity from stated distributions",
		)
		.argument("<network>", "built-in network or ONNX file")
		.addOption(designOption())
		.addOption(jsonOption())
		.addHelpText(
			"after",
			"\nExample:\n  mho cost lenet5 --design isaac --json -",
		)
		.action(
			(
				networkName: string,
				{ design, json }: { design: string; json?: string },
			) => {
				const evaluation = evaluateCost(
					openNetwork(networkName),
					openDesign(design),
				);
				writeResult(evaluation, () => costEvaluationTables(evaluation), json);
			},
		);
}
