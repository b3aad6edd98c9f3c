import {
	climbLadder,
	InputError,
	ladderTable,
	prepareNetwork,
	presetDesign,
	reproduceAspDac2018,
	reproduceIsaac,
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

const reproductions: Readonly<
	Record<string, (options: ReproduceOptions) => void>
> = {
	isaac: reproduceTable,
	"asp-dac-2018": reproduceLadder,
};

/** `mho reproduce`: published figures beside ours. */
export function addReproduceCommand(program: Command): void {
	program
		.command("reproduce")
		.description(
			"published figures of an architecture beside ours, with the deviation",
		)
		.argument("<preset>", Object.keys(reproductions).join(" or "))
		.addOption(imagesOption())
		.addOption(seedOption())
		.addOption(threadsOption())
		.addOption(jsonOption())
		.addHelpText("after", "\nExample:\n  mho reproduce isaac")
		.action((name: string, options: ReproduceOptions) => {
			const reproduce = reproductions[name];
			if (!reproduce) {
				throw new InputError(
					`reproduce ${name}: found no such preset, expected ${Object.keys(reproductions).join(" or ")}`,
				);
			}
			return reproduce(options);
		});
}

function reproduceTable({ json }: ReproduceOptions): void {
	const figures = reproduceIsaac(presetDesign("isaac"));
	writeResult(
		{ schema: "mho/reproduce/1", figures },
		() => [reproductionTable("ISAAC-CE, ISCA 2016", figures)],
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
