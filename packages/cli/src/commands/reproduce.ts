import {
	climbLadder,
	climbRungs,
	costedLadderTable,
	costRungs,
	findPreset,
	headlineTables,
	InputError,
	ladderTable,
	type Network,
	type Preset,
	prepareNetwork,
	presetDesign,
	presets,
	readLadderRecord,
	recordLadder,
	reproduceAspDac2018,
	reproductionTable,
	rungTables,
	summariseLadders,
	type TunedLadder,
	tunedLadder,
	tunedLadders,
} from "@mho/engine";
import { type Command, Option } from "commander";
import { openData } from "../input/open-data.js";
import { openDesign } from "../input/open-design.js";
import { openLadderFile } from "../input/open-ladder-file.js";
import { openNetwork } from "../input/open-network.js";
import { readInputFile } from "../input/read-input-file.js";
import { withProgress } from "../terminal/progress.js";
import { writeResult, writeWhole } from "../terminal/write-result.js";
import { withThreads } from "../threads/with-threads.js";
import { addSimulationOptions, type SimulationOptions } from "./options.js";
import { outputPath } from "./output-path.js";

interface ReproduceOptions extends SimulationOptions {
	readonly network?: string;
	readonly ladder?: string;
	readonly full?: boolean;
	readonly cells?: string;
	readonly like?: string;
	readonly record?: string;
	readonly summary?: readonly string[];
}

/** Presets whose figures need simulations of images. */
const reproductions: Readonly<
	Record<string, (options: ReproduceOptions) => void>
> = {
	"asp-dac-2018": reproduceLadder,
};

const names = presets
	.filter(({ name, reproduce }) => reproduce || name in reproductions)
	.map(({ name }) => name);

/** `mho reproduce`: published figures beside ours. */
export function addReproduceCommand(program: Command): void {
	addSimulationOptions(
		program
			.command("reproduce")
			.description(
				"published figures of an architecture beside ours, with the deviation",
			)
			.argument("<preset>", names.join(", "))
			.option(
				"--network <network>",
				"for asp-dac-2018: another network than lenet5, by name or file",
			)
			.option(
				"--ladder <file>",
				"for asp-dac-2018: designs that mho ladder has tuned, where none come with mho for the network",
			)
			.option("--full", "all test images")
			.option(
				"--cells <design>",
				"for asp-dac-2018: the tuned ladder with the device, read pulse, wires and mitigations of this design in every rung",
			)
			.option(
				"--like <ladder>",
				"for asp-dac-2018: cost --network by its shapes alone, with the designs that were tuned for another network",
			)
			.addOption(
				new Option(
					"--record <file>",
					"for asp-dac-2018: keep the figures of the tuned ladder, for --summary",
				).argParser(outputPath),
			)
			.option(
				"--summary <files...>",
				"for asp-dac-2018: what was recorded of several networks side by side, with geometric means",
			),
	)
		.addHelpText(
			"after",
			"\nExample:\n  mho reproduce isaac\n  mho reproduce asp-dac-2018 --full\n  mho reproduce asp-dac-2018 --summary docs/figures/ladders/*.json",
		)
		.action((name: string, options: ReproduceOptions) => {
			const preset = findPreset(name);
			const simulate = reproductions[preset?.name ?? ""];
			if (simulate) return simulate(options);
			if (!preset?.reproduce) {
				throw new InputError(
					`reproduce ${name}: found no such preset, expected ${names.join(", ")}`,
				);
			}
			refuseOptionsOfLadder(name, options);
			return reproduceTable(preset, preset.reproduce, options);
		});
}

/** @throws InputError for an option that the figures of other presets do not depend on */
function refuseOptionsOfLadder(name: string, options: ReproduceOptions): void {
	const ofLadder = [
		"network",
		"ladder",
		"full",
		"cells",
		"like",
		"record",
		"summary",
	] as const;
	const odd = ofLadder.find((option) => options[option] !== undefined);
	if (odd !== undefined)
		throw new InputError(
			`--${odd}: found it with ${name}, expected it with ${Object.keys(reproductions).join(", ")}`,
		);
}

function reproduceTable(
	{ name, title }: Preset,
	reproduce: NonNullable<Preset["reproduce"]>,
	{ json }: ReproduceOptions,
): void {
	const figures = reproduce(presetDesign(name), presetDesign("isaac"));
	writeResult(
		{ schema: "mho/reproduce/1", figures },
		() => [reproductionTable(title, figures)],
		json,
	);
}

async function reproduceLadder(options: ReproduceOptions): Promise<void> {
	if (options.summary) return summarise(options.summary, options.json);
	const networkName = options.network ?? "lenet5";
	if (options.like !== undefined) {
		const measured = ["ladder", "full", "cells", "record"] as const;
		const odd = measured.find((option) => options[option] !== undefined);
		if (odd !== undefined)
			throw new InputError(
				`--${odd}: found it with --like, which simulates nothing: expected one of them`,
			);
		return costShapes(
			openNetwork(networkName, options, "cost"),
			options.like,
			options.json,
		);
	}
	const network = openNetwork(networkName, options);
	const tuned = openLadder(network, options.ladder);
	const cells =
		options.cells === undefined ? undefined : openDesign(options.cells);
	const all = options.data === "mnist" ? { images: MNIST_IMAGES } : {};
	const data = openData({
		...(options.full ? all : { images: DEFAULT_IMAGES }),
		...options,
	});
	const { steps, rungs } = await withProgress((onProgress) =>
		withThreads(options.threads, async (executor) => {
			const where = (step: string) => ({
				seed: options.seed,
				executor,
				onProgress: (phase: string, done: number, total: number) =>
					onProgress(`${step}: ${phase}`, done, total),
			});
			const prepared = await prepareNetwork(network, data, {
				executor,
				onProgress,
			});
			return {
				// The paper's own claim is for what comes with mho.
				steps:
					options.ladder || cells
						? []
						: await climbLadder(
								prepared,
								presetDesign("isaac"),
								presetDesign("asp-dac-2018"),
								where,
							),
				rungs: tuned && (await climbRungs(prepared, tuned, where, cells)),
			};
		}),
	);
	const figures =
		steps.length > 0 ? reproduceAspDac2018(network.name, steps) : [];
	if (options.record !== undefined) {
		if (!tuned || !rungs)
			throw new InputError(
				`--record: found no tuned designs for ${network.name}, expected --ladder`,
			);
		const { title = network.name, note } = tuned;
		const record = recordLadder(
			{ network: title, note, cells: cells?.description },
			rungs,
		);
		writeWhole(options.record, `${JSON.stringify(record)}\n`);
	}
	writeResult(
		{ schema: "mho/reproduce/1", figures, ladder: steps, rungs },
		() => [
			...(steps.length > 0
				? [ladderTable(network.name, data.test.count, steps)]
				: []),
			...(rungs && tuned ? rungTables(network.name, tuned.note, rungs) : []),
		],
		options.json,
	);
}

/** No data, no accuracy: what the designs of another network would cost. */
function costShapes(
	network: Network,
	like: string,
	json: string | undefined,
): void {
	const ladders = tunedLadders();
	const tuned = ladders.find(
		(ladder) => ladder.network === like || ladder.title === like,
	);
	if (!tuned)
		throw new InputError(
			`--like ${like}: found no such ladder, expected ${ladders.map(({ title, network: name }) => title ?? name).join(", ")}`,
		);
	const ladder = costRungs(network, tuned);
	writeResult(
		{ schema: "mho/costed-ladder/1", ...ladder },
		() => [costedLadderTable(ladder)],
		json,
	);
}

/** What was measured before, network beside network. */
function summarise(files: readonly string[], json: string | undefined): void {
	const records = files.map((file) =>
		readLadderRecord(
			new TextDecoder().decode(readInputFile(file, "record")),
			file,
		),
	);
	writeResult(
		{ schema: "mho/ladder-summary/1", summaries: summariseLadders(records) },
		() => headlineTables(records),
		json,
	);
}

const DEFAULT_IMAGES = 2000;
const MNIST_IMAGES = 10_000;

/** From a file that was named, else what comes with mho. */
function openLadder(
	network: Network,
	file: string | undefined,
): TunedLadder | undefined {
	return file === undefined ? tunedLadder(network) : openLadderFile(file);
}
