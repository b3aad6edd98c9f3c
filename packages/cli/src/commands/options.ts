import { availableParallelism } from "node:os";
import {
	type Design,
	type JudgeBy,
	judgements,
	resizeBuffer,
	scaleDesign,
} from "@mho/engine";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { DataChoice } from "../input/open-data.js";
import type { NetworkChoice } from "../input/open-network.js";
import { outputPath } from "./output-path.js";

/** Options that several commands share. */
export const jsonOption = (): Option =>
	new Option(
		"--json <file>",
		"write the result as JSON; - is standard output",
	).argParser(outputPath);
export const reportOption = (): Option =>
	new Option(
		"--report <file>",
		"write tables and figures as one HTML page",
	).argParser(outputPath);
export const designOption = (): Option =>
	new Option("-d, --design <name>", "preset or design file").default("isaac");
/** What every command that costs designs can change in them. */
export interface DesignChanges {
	readonly chips?: number;
	readonly node?: number;
	readonly buffer?: number;
	readonly idle?: Design["idle"];
}

/** Adds the options that change designs. */
export function addDesignChanges(command: Command): Command {
	return command
		.addOption(
			new Option(
				"--chips <count>",
				"chips to lay the network out on (default: as the design says, or as few as hold it)",
			).argParser(positiveInteger),
		)
		.addOption(
			new Option(
				"--node <nm>",
				"technology node, 130 to 7: digital components are scaled to it",
			).argParser(positiveNumber),
		)
		.addOption(
			new Option(
				"--buffer <KiB>",
				"size of each tile's buffer: its energy and area follow published memories",
			).argParser(positiveNumber),
		)
		.addOption(
			new Option(
				"--idle <how>",
				"what is burnt without an action: static power of what is in use, or full power of everything",
			).choices(["gated", "always-on"]),
		);
}

/** The design with what the options change. */
export function changed(design: Design, changes: DesignChanges): Design {
	const { chips, node, buffer, idle } = changes;
	const { hierarchy } = design;
	const scaled = node === undefined ? design : scaleDesign(design, node * 1e-9);
	const resized =
		buffer === undefined ? scaled : resizeBuffer(scaled, buffer * 8192);
	return {
		...resized,
		hierarchy:
			chips === undefined
				? hierarchy
				: { ...hierarchy, chips: { kind: "count", count: chips } },
		idle: idle ?? design.idle,
	};
}

export const dataOption = (): Option =>
	new Option(
		"--data <name>",
		"built-in images (mnist); a file: data .yaml, .npy, .npz, MNIST idx (gz), CIFAR-10 .bin; or a folder of idx files, batches, PNG or JPEG files",
	).default("mnist");
export const labelsOption = (): Option =>
	new Option("--labels <file>", "class of each image: .npy, idx, .csv or .txt");
export const calibrationOption = (): Option =>
	new Option(
		"--calibration <name>",
		"images to calibrate on, of the same kinds; else the first ones of --data, left out of the accuracy",
	);
export const preprocessOption = (): Option =>
	new Option(
		"--preprocess <file>",
		"data .yaml that says how images become the network's input",
	);
export const imagesOption = (): Option =>
	new Option(
		"-n, --images <count>",
		"test images (default: 1000, or all of a file)",
	).argParser(positiveInteger);
export const seedOption = (): Option =>
	new Option("--seed <number>", "of everything random")
		.argParser(positiveInteger)
		.default(1);

/** How a search judges, and how hard it tries. */
export interface SearchEffort {
	readonly judgeBy: JudgeBy;
	readonly checks?: number;
	readonly exchanges?: number;
}

/** Adds the options of how a search judges and how hard it tries. */
export function addSearchEffort(command: Command): Command {
	return command
		.addOption(
			new Option(
				"--judge-by <loss>",
				"counted by labels, expected by float's probabilities, or the expected one where the count does not contradict it",
			)
				.choices(judgements)
				.default("either"),
		)
		.addOption(
			new Option(
				"--checks <count>",
				"designs simulated on one hardware, at most; fewer take less time, more come closer to the budget",
			).argParser(positiveInteger),
		)
		.addOption(
			new Option(
				"--exchanges <count>",
				"settings of single layers tried at the end",
			).argParser(positiveInteger),
		);
}

export const trialsOption = (): Option =>
	new Option(
		"--trials <count>",
		"chips, of seeds from --seed on: mean accuracy with its confidence interval",
	).argParser(positiveInteger);

export const threadsOption = (): Option =>
	new Option(
		"--threads <count>",
		"worker threads; the result does not depend on them",
	)
		.argParser(positiveInteger)
		.default(availableParallelism(), "all cores");

export const weightsOption = (): Option =>
	new Option("--weights <file>", ".caffemodel with the weights of a .prototxt");
export const inputShapeOption = (): Option =>
	new Option(
		"--input-shape <sizes>",
		"of one image, such as 3x224x224, for files that do not say it",
	).argParser(shapeOf);
export const scoresOption = (): Option =>
	new Option(
		"--scores <name>",
		"which output of an ONNX file that has several: the class scores",
	);

/** Sizes of 1 or more with x or commas between them. */
function shapeOf(text: string): readonly number[] {
	return text.split(/[x×,]/).map(positiveInteger);
}

/** What every command that simulates takes. */
export interface SimulationOptions extends DataChoice, NetworkChoice {
	readonly seed: number;
	readonly threads: number;
	readonly json?: string;
	readonly report?: string;
}

/** Adds the options of a simulation: the network's files, the data, and how it is run. */
export function addSimulationOptions(command: Command): Command {
	const options = [
		weightsOption,
		inputShapeOption,
		scoresOption,
		dataOption,
		labelsOption,
		calibrationOption,
		preprocessOption,
		imagesOption,
		seedOption,
		threadsOption,
		jsonOption,
	];
	for (const option of options) command.addOption(option());
	return command;
}

function positiveNumber(text: string): number {
	const value = Number(text);
	if (!(value > 0 && Number.isFinite(value)))
		throw new InvalidArgumentError("expected a number above 0");
	return value;
}

/** A whole number ≥ 1. */
export function positiveInteger(text: string): number {
	const value = Number(text);
	if (!Number.isSafeInteger(value) || value < 1)
		throw new InvalidArgumentError("expected a whole number, 1 or more");
	return value;
}
