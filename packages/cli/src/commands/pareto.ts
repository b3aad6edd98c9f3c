import {
	type AnalysedPoint,
	analysePoints,
	InputError,
	type Metric,
	metricNames,
	metrics,
	type ParetoAnalysis,
	paretoTables,
	type Space,
} from "@mho/engine";
import { type Command, Option } from "commander";
import { type ResultStore, readStore } from "../store/result-store.js";
import { spacePoints } from "../sweep/space-points.js";
import { writeResult, writeWhole } from "../terminal/write-result.js";
import { jsonOption } from "./options.js";
import { outputPath } from "./output-path.js";

interface ParetoOptions {
	readonly space?: string;
	readonly objectives?: string;
	readonly plot?: string;
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
		if (options.plot !== undefined)
			await writePlot(options.plot, space, points, analysis);
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

/** The plotting library and the document that it draws in are loaded only here. */
async function writePlot(
	path: string,
	space: Space,
	points: readonly AnalysedPoint[],
	analysis: ParetoAnalysis,
): Promise<void> {
	const [{ frontFigure }, { parseHTML }] = await Promise.all([
		import("@mho/engine/figures"),
		import("linkedom"),
	]);
	const { document } = parseHTML("<!doctype html><html></html>");
	const figure = frontFigure(document, space, points, analysis);
	if (figure === undefined)
		throw new InputError("--plot: found one objective, expected two");
	const { plot } = figure;
	plot.setAttribute("xmlns", "http://www.w3.org/2000/svg");
	writeWhole(path, plot.outerHTML);
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
