import {
	climbLadder,
	findPreset,
	InputError,
	ladderTable,
	type Preset,
	prepareNetwork,
	presetDesign,
	presets,
	reproduceAspDac2018,
	reproductionTable,
} from "@mho/engine";
import type { Command } from "commander";
import { openData } from "../input/open-data.js";
import { openNetwork } from "../input/open-network.js";
import { withProgress } from "../terminal/progress.js";
import { writeResult } from "../terminal/write-result.js";
import { withThreads } from "../threads/with-threads.js";
import {
	imagesOption,
	jsonOption,
	seedOption,
	threadsOption,
} from "./options.js";

interface ReproduceOptions {
	readonly images?: number;
	readonly seed: number;
	readonly threads: number;
	readonly json?: string;
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
	program
		.command("reproduce")
		.description(
			"published figures of an architecture beside ours, with the deviation",
		)
		.argument("<preset>", names.join(", "))
		.addOption(imagesOption())
		.addOption(seedOption())
		.addOption(threadsOption())
		.addOption(jsonOption())
		.addHelpText("after", "\nExample:\n  mho reproduce isaac")
		.action((name: string, options: ReproduceOptions) => {
			const preset = findPreset(name);
			const simulate = reproductions[preset?.name ?? ""];
			if (simulate) return simulate(options);
			if (!preset?.reproduce) {
				throw new InputError(
					`reproduce ${name}: found no such preset, expected ${names.join(", ")}`,
				);
			}
			return reproduceTable(preset, preset.reproduce, options);
		});
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
	const network = openNetwork("lenet5");
	const data = openData({ ...options, data: "mnist" });
	const rungs = await withProgress((onProgress) =>
		withThreads(options.threads, async (executor) =>
			climbLadder(
				await prepareNetwork(network, data, { executor, onProgress }),
				presetDesign("isaac"),
				presetDesign("asp-dac-2018"),
				(step) => ({
					seed: options.seed,
					executor,
					onProgress: (phase, done, total) =>
						onProgress(`${step}: ${phase}`, done, total),
				}),
			),
		),
	);
	const figures = reproduceAspDac2018(network.name, rungs);
	writeResult(
		{ schema: "mho/reproduce/1", figures, ladder: rungs },
		() => [ladderTable(network.name, data.test.count, rungs)],
		options.json,
	);
}
