import { dirname, relative } from "node:path";
import {
	changesOf,
	DESIGN_SCHEMA,
	InputError,
	layerColumnSums,
	OPTIMIZE_DEFAULTS,
	optimizationTables,
	optimizeDesign,
	parseKnobs,
	parseObjective,
	prepareNetwork,
	presetLookup,
	type Tuned,
} from "@mho/engine";
import { type Command, Option } from "commander";
import { stringify } from "yaml";
import { openData } from "../input/open-data.js";
import { openDesign } from "../input/open-design.js";
import { openNetwork } from "../input/open-network.js";
import { reportSources, writeReport } from "../report/write-report.js";
import { withProgress } from "../terminal/progress.js";
import { writeResult, writeWhole } from "../terminal/write-result.js";
import { studyBytes } from "../threads/study-bytes.js";
import { withThreads } from "../threads/with-threads.js";
import { VERSION } from "../version.js";
import {
	addSearchEffort,
	addSimulationOptions,
	designOption,
	positiveInteger,
	reportOption,
	type SearchEffort,
	type SimulationOptions,
} from "./options.js";
import { outputPath } from "./output-path.js";
import { timed } from "./timed.js";

interface OptimizeCommandOptions extends SimulationOptions, SearchEffort {
	readonly design: string;
	readonly maxAccuracyLoss: number;
	readonly objective: string;
	readonly knobs: string;
	readonly searchImages: number;
	readonly output: string;
}

/** `mho optimize`: the settings of each layer that give most under an accuracy budget. */
export function addOptimizeCommand(program: Command): void {
	const command = addSimulationOptions(
		program
			.command("optimize")
			.description(
				"choose operand bits, encoding, ADCs, partial products and arrays for the most of an objective under a budget of accuracy",
			)
			.argument("<network>", "built-in network, ONNX or Caffe file")
			.addOption(designOption())
			.addOption(
				new Option(
					"--max-accuracy-loss <points>",
					"allowed loss against float, in percentage points",
				)
					.argParser(points)
					.default(100 * OPTIMIZE_DEFAULTS.maxAccuracyLoss),
			)
			.addOption(
				new Option(
					"--objective <gains>",
					"what to maximise: energy, throughput, area, latency, or a product such as energy=1,throughput=2",
				).default(Object.keys(OPTIMIZE_DEFAULTS.objective).join(",")),
			)
			.addOption(
				new Option(
					"--knobs <names>",
					"what is open, separated by commas",
				).default(OPTIMIZE_DEFAULTS.knobs.join(",")),
			)
			.addOption(
				new Option(
					"--search-images <count>",
					"images for the search: labelled calibration images, else test images, which are left out of the accuracy",
				)
					.argParser(positiveInteger)
					.default(OPTIMIZE_DEFAULTS.searchImages),
			)
			.addOption(
				new Option("-o, --output <file>", "the tuned design")
					.argParser(outputPath)
					.default("tuned.yaml"),
			)
			.addOption(reportOption()),
	);
	addSearchEffort(command)
		.addHelpText(
			"after",
			"\nExample:\n  mho optimize lenet5 --design asp-dac-2018 --max-accuracy-loss 0.5 --objective energy=1,throughput=1 --images 2000 -o tuned.yaml\n  mho run lenet5 --design tuned.yaml",
		)
		.action((network: string, options: OptimizeCommandOptions) =>
			optimize(network, options),
		);
}

async function optimize(
	networkName: string,
	options: OptimizeCommandOptions,
): Promise<void> {
	const design = openDesign(options.design);
	const network = openNetwork(networkName, options);
	const objective = parseObjective(options.objective);
	const knobs = parseKnobs(options.knobs);
	const { value, timing } = await timed(() =>
		withProgress((onProgress) =>
			withThreads(options.threads, async (executor) => {
				const where = { executor, onProgress };
				const { search, ...data } = openData(options);
				const prepared = await prepareNetwork(network, data, where);
				const optimization = await optimizeDesign(prepared, design, {
					maxAccuracyLoss: options.maxAccuracyLoss / 100,
					objective,
					knobs,
					search,
					searchImages: options.searchImages,
					judgeBy: options.judgeBy,
					checks: options.checks,
					exchanges: options.exchanges,
					seed: options.seed,
					studyBytes: studyBytes(),
					...where,
				});
				return { prepared, optimization };
			}),
		),
	);
	const { prepared, optimization } = value;
	const base = presetLookup(options.design)
		? options.design
		: relative(dirname(options.output), options.design);
	const tunedFile = designFile(base, optimization.tuned);
	writeWhole(options.output, tunedFile);
	if (options.report !== undefined)
		await writeReport(options.report, ({ optimizationReport }, document) =>
			optimizationReport(
				document,
				optimization,
				options.output,
				layerColumnSums(
					prepared,
					optimization.tuned.evaluation.resolvedDesign,
					options.seed,
				),
				[
					...reportSources(process.argv.slice(2), [options.design]),
					{ title: "Tuned design", text: tunedFile.trim() },
				],
				VERSION,
			),
		);
	writeResult(
		{ ...optimization, timing },
		() => optimizationTables(optimization, options.output),
		options.json,
	);
}

/** What differs from the design that was given; `extends` names it. */
function designFile(base: string, { design, evaluation }: Tuned): string {
	const { simulated, float } = evaluation.accuracy;
	const accuracy = (value: number) => `${(100 * value).toFixed(2)} %`;
	return [
		`# ${evaluation.network}: ${accuracy(simulated)} of ${evaluation.images} images of ${evaluation.data}; float ${accuracy(float)}`,
		stringify({
			schema: DESIGN_SCHEMA,
			extends: base,
			name: design.name,
			...changesOf(design),
		}),
	].join("\n");
}

function points(text: string): number {
	const value = text.trim() === "" ? Number.NaN : Number(text);
	if (value >= 0 && value <= 100) return value;
	throw new InputError(
		`--max-accuracy-loss: found "${text}", expected percentage points, 0 to 100`,
	);
}
