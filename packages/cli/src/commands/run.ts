import {
	createWasmGemm,
	evaluate,
	evaluationTables,
	prepareNetwork,
} from "@mho/engine";
import type { Command } from "commander";
import { openData } from "../input/open-data.js";
import { openDesign } from "../input/open-design.js";
import { openNetwork } from "../input/open-network.js";
import { createProgress } from "../terminal/progress.js";
import { writeResult } from "../terminal/write-result.js";
import {
	dataOption,
	designOption,
	imagesOption,
	jsonOption,
	seedOption,
} from "./options.js";
import { timed } from "./timed.js";

interface RunOptions {
	readonly design: string;
	readonly data: string;
	readonly images: number;
	readonly seed: number;
	readonly json?: string;
}

/** `mho run`: accuracy and cost of one network on one design. */
export function addRunCommand(program: Command): void {
	program
		.command("run")
		.description(
			"classify images through simulated crossbars: accuracy, throughput, energy and area",
		)
		.argument("<network>", "built-in network or ONNX file")
		.addOption(designOption())
		.addOption(dataOption())
		.addOption(imagesOption())
		.addOption(seedOption())
		.addOption(jsonOption())
		.addHelpText(
			"after",
			"\nExample:\n  mho run lenet5 --design asp-dac-2018 --images 1000 --json result.json",
		)
		.action((network: string, options: RunOptions) => run(network, options));
}

function run(
	networkName: string,
	{ design: designName, data, images, seed, json }: RunOptions,
): void {
	const design = openDesign(designName);
	const network = openNetwork(networkName);
	const { value: evaluation, timing } = timed(() => {
		const prepared = prepareNetwork(
			network,
			openData(data, images),
			createWasmGemm(),
		);
		const progress = createProgress();
		try {
			return evaluate(prepared, design, { seed, onProgress: progress.update });
		} finally {
			progress.stop();
		}
	});
	writeResult(
		{ ...evaluation, timing },
		() => evaluationTables(evaluation),
		json,
	);
}
