import {
	analysePoints,
	InputError,
	type Metric,
	metricNames,
	metrics,
	paretoTables,
	type Space,
} from "@mho/engine";
import type { SweepFindings } from "@mho/engine/figures";
import { type Command, Option } from "commander";
import { writeFigure } from "../report/write-figure.js";
import { commandSource, writeReport } from "../report/write-report.js";
import { type ResultStore, readStore } from "../store/result-store.js";
import { spacePoints } from "../sweep/space-points.js";
import { writeResult } from "../terminal/write-result.js";
import { VERSION } from "../version.js";
import { jsonOption, reportOption } from "./options.js";
import { outputPath } from "./output-path.js";

interface ParetoOptions {
	readonly space?: string;
	readonly objectives?: string;
	readonly plot?: string;
	readonly report?: string;
	readonly json?: string;
}

/** `mho pareto`: what the results of a sweep say about its objectives. */
export function addParetoCommand(program: Command): void {
	program
		.command("pareto")
		.description(
			"front, knee, dominated share and sensitivity of each axis, from a store of results",
		)
		.argument("<store>", "file of mho sweep")
		.option(
			"--space <name>",
			"space whose points are looked at (default: the last one)",
		)
		.option(
			"--objectives <metrics>",
			"other objectives than the space has, separated by commas",
		)
		.addOption(
			new Option("--plot <file>", "SVG of the first two objectives").argParser(
				outputPath,
			),
		)
		.addOption(reportOption())
		.addOption(jsonOption())
		.addHelpText(
			"after",
			"\nExample:\n  mho pareto results.duckdb\n  mho pareto results.duckdb --objectives accuracy,energyPerImage --plot front.svg",
		)
		.action((store: string, options: ParetoOptions) => pareto(store, options));
}

async function pareto(path: string, options: ParetoOptions): Promise<void> {
	const store = await readStore(path);
	try {
		const space = withObjectives(await spaceOf(store, path, options), options);
		const points = await spacePoints(store, space);
		if (points.length === 0)
			throw new InputError(
				`store ${path}: found no point of ${space.name} that is done`,
			);
		const analysis = analysePoints(space, points);
		await drawFindings({ space, points, analysis }, options);
		const { axes, objectives, constraints, name } = space;
		writeResult(
			{
				schema: "mho/pareto/1",
				space: name,
				axes: axes.map((axis) => axis.name),
				objectives,
				constraints,
				...analysis,
			},
			() => paretoTables(space, analysis),
			options.json,
		);
	} finally {
		store.close();
	}
}

async function drawFindings(
	{ space, points, analysis }: SweepFindings,
	{ plot, report }: ParetoOptions,
): Promise<void> {
	if (plot !== undefined && space.objectives.length < 2)
		throw new InputError("--plot: found one objective, expected two");
	await writeFigure(
		{ svg: plot },
		({ frontFigure }, document) =>
			frontFigure(document, space, points, analysis)!,
	);
	if (report !== undefined)
		await writeReport(report, ({ sweepReport }, document) =>
			sweepReport(
				document,
				{ space, points, analysis },
				undefined,
				[commandSource(process.argv.slice(2))],
				VERSION,
			),
		);
}

async function spaceOf(
	store: ResultStore,
	path: string,
	{ space: name }: ParetoOptions,
): Promise<Space> {
	const spaces = await store.spaces();
	const found = spaces.findLast(
		(space) => name === undefined || space.name === name,
	);
	if (found) return found;
	const names = [...new Set(spaces.map((space) => space.name))];
	throw new InputError(
		`store ${path}: found no space ${name ?? ""}, expected ${names.join(", ") || "one that mho sweep has written"}`,
	);
}

function withObjectives(space: Space, { objectives }: ParetoOptions): Space {
	if (objectives === undefined) return space;
	return {
		...space,
		objectives: objectives.split(",").map((text) => {
			const metric = metricNames.find((known) => known === text.trim());
			if (metric === undefined)
				throw new InputError(
					`--objectives: found "${text.trim()}", expected ${metricNames.join(", ")}`,
				);
			return { metric, goal: goalOf(metric, space) };
		}),
	};
}

function goalOf(metric: Metric, { evaluate }: Space): "min" | "max" {
	if (evaluate === "cost" && metrics[metric].needsAccuracy)
		throw new InputError(
			`--objectives: found ${metric}, which takes images, but the sweep had no data`,
		);
	return metrics[metric].goal;
}
