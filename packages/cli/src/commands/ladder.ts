import {
	expectedLossText,
	formatPoints,
	formatQuantity,
	InputError,
	LOSS_NOTE,
	left,
	openSearch,
	parseObjective,
	prepareNetwork,
	type RungName,
	right,
	rungs,
	type Table,
	type TunedLadder,
	tuneLadder,
	writeTunedLadder,
} from "@mho/engine";
import { type Command, InvalidArgumentError, Option } from "commander";
import { openData } from "../input/open-data.js";
import { openDesign } from "../input/open-design.js";
import { openLadderFile } from "../input/open-ladder-file.js";
import { openNetwork } from "../input/open-network.js";
import type { SearchedRung } from "../terminal/json-result.js";
import { withProgress } from "../terminal/progress.js";
import { writeResult, writeWhole } from "../terminal/write-result.js";
import { studyBytes } from "../threads/study-bytes.js";
import { withThreads } from "../threads/with-threads.js";
import {
	addSearchEffort,
	addSimulationOptions,
	positiveInteger,
	type SearchEffort,
	type SimulationOptions,
} from "./options.js";
import { outputPath } from "./output-path.js";

interface LadderOptions extends SimulationOptions, SearchEffort {
	readonly maxAccuracyLoss: number;
	readonly objective: string;
	readonly searchImages: number;
	readonly rungs?: readonly RungName[];
	readonly from?: string;
	readonly cells?: string;
	readonly output: string;
}

/** `mho ladder`: tunes the designs that `mho reproduce asp-dac-2018` compares, on a network of the user's. */
export function addLadderCommand(program: Command): void {
	const command = addSimulationOptions(
		program
			.command("ladder")
			.description(
				"tune baselines and mechanisms one after the other for a network, by one search under one budget",
			)
			.argument("<network>", "built-in network, ONNX or Caffe file")
			.addOption(
				new Option(
					"--max-accuracy-loss <points>",
					"allowed loss against float, in percentage points",
				)
					.argParser(Number)
					.default(0.5),
			)
			.addOption(
				new Option("--objective <gains>", "as of mho optimize").default(
					"energy=1,throughput=1",
				),
			)
			.addOption(
				new Option("--search-images <count>", "labelled calibration images")
					.argParser(positiveInteger)
					.default(2000),
			)
			.addOption(
				new Option("--rungs <names>", "only these, such as R5,R6").argParser(
					rungNames,
				),
			)
			.addOption(
				new Option(
					"--from <file>",
					"tuned designs of rungs that are not searched: each search starts from the one before",
				),
			)
			.option(
				"--cells <design>",
				"tune for the device, read pulse, wires and mitigations of this design, as mho reproduce measures with --cells",
			)
			.addOption(
				new Option("-o, --output <file>", "the tuned designs")
					.argParser(outputPath)
					.default("ladder.yaml"),
			),
	);
	addSearchEffort(command)
		.addHelpText(
			"after",
			"\nExample:\n  mho ladder lenet5 -o lenet5-ladder.yaml\n  mho reproduce asp-dac-2018 --ladder lenet5-ladder.yaml",
		)
		.action((network: string, options: LadderOptions) =>
			ladder(network, options),
		);
}

/** Names of rungs that are tuned, with commas between. */
function rungNames(text: string): readonly RungName[] {
	const tuned = rungs.filter(({ knobs }) => knobs.length > 0);
	return text.split(",").map((name) => {
		const found = tuned.find((rung) => rung.name === name.trim());
		if (!found)
			throw new InvalidArgumentError(
				`found ${name}, expected ${tuned.map((rung) => rung.name).join(", ")}`,
			);
		return found.name;
	});
}

async function ladder(
	networkName: string,
	options: LadderOptions,
): Promise<void> {
	const network = openNetwork(networkName, options);
	const objective = parseObjective(options.objective);
	const { search, ...data } = openData({ ...options, images: 1 });
	if (!search)
		throw new InputError(
			`data ${options.data}: found no labelled calibration images to search on, expected --calibration with labels`,
		);
	const given = givenLadder(options);
	const cells =
		options.cells === undefined ? undefined : openDesign(options.cells);
	const designs = new Map(given?.designs);
	for (const name of options.rungs ?? []) designs.delete(name);
	const found: SearchedRung[] = [];
	const own = `${search.count} images of ${search.name.split("/").at(-1)}, ${options.judgeBy === "either" ? "" : `${options.judgeBy} `}loss of ${options.maxAccuracyLoss} points, ${options.objective}, seed ${options.seed}${cells ? `, on cells of ${cells.name}` : ""}`;
	const note =
		given && given.note !== own
			? `${own}; ${[...designs.keys()].join(", ")}: ${given.note}`
			: own;
	await withProgress((onProgress) =>
		withThreads(options.threads, async (executor) => {
			const prepared = await prepareNetwork(network, data, { executor });
			const session = await openSearch(prepared, search, {
				maxAccuracyLoss: options.maxAccuracyLoss / 100,
				judgeBy: options.judgeBy,
				seed: options.seed,
				studyBytes: studyBytes(),
				executor,
				onProgress,
			});
			await tuneLadder(session, {
				objective,
				checks: options.checks,
				exchanges: options.exchanges,
				only: options.rungs,
				given: given?.designs,
				cells,
				onProgress,
				onRung: ({ name, title }, { design, check, steps, chosen }) => {
					designs.set(name, design);
					const ladder = { network: network.name, note, designs };
					writeWhole(options.output, writeTunedLadder(ladder));
					const rung: SearchedRung = {
						name,
						title,
						hardware: chosen?.hardware.label ?? "as given",
						simulated: steps.length,
						againstFloat: check.againstFloat,
						expectedLoss: check.expectedLoss,
						energyPerImage: check.cost.energyPerImage,
						imagesPerSecond: check.cost.imagesPerSecond,
					};
					found.push(rung);
					process.stderr.write(`${rowOf(rung).join(" | ")}\n`);
				},
			});
		}),
	);
	const { output } = options;
	writeResult(
		{
			schema: "mho/ladder-search/2",
			network: network.name,
			note,
			output,
			rungs: found,
		},
		() => [
			searchTable(`${network.name}: ${note}`, found, [
				`written to ${output}`,
				LOSS_NOTE,
			]),
		],
		options.json,
	);
}

/** Designs to start from, which only rungs that are not searched can be. */
function givenLadder({ from, rungs }: LadderOptions): TunedLadder | undefined {
	if (from === undefined) return undefined;
	if (rungs === undefined)
		throw new InputError(
			`--from ${from}: found no --rungs, expected those that are searched, such as --rungs R6`,
		);
	return openLadderFile(from);
}

function searchTable(
	title: string,
	found: readonly SearchedRung[],
	notes: readonly string[],
): Table {
	return {
		title,
		columns: [
			left("rung"),
			left("what"),
			left("hardware"),
			right("designs simulated"),
			right("counted"),
			right("expected"),
			right("energy/image"),
			right("images/s"),
		],
		rows: found.map(rowOf),
		notes,
	};
}

function rowOf(rung: SearchedRung): readonly string[] {
	return [
		rung.name,
		rung.title,
		rung.hardware,
		String(rung.simulated),
		formatPoints(rung.againstFloat.difference),
		expectedLossText(rung.expectedLoss),
		formatQuantity(rung.energyPerImage, "J"),
		formatQuantity(rung.imagesPerSecond, ""),
	];
}
