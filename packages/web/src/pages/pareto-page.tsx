import { Button, FileButton, Group, Text } from "@mantine/core";
import { type Metric, paretoTables, type ResultPoints } from "@mho/engine";
import { type ReactNode, useEffect, useState } from "react";
import { useApp } from "../app-state.js";
import { Choice } from "../parts/choice.js";
import { FigureView } from "../parts/figure-view.js";
import { ResultTableView } from "../parts/result-table.js";
import { readFiles } from "../parts/use-file-drop.js";
import type { AnalysedSpace } from "../session/session.js";

/** What is looked at first, where the results have it. */
const FIRST: readonly Metric[] = ["accuracy", "energyPerImage", "area"];

/** Results of a sweep: their front in two objectives, and what each axis does. */
export default function ParetoPage(): ReactNode {
	const { session } = useApp();
	const [results, setResults] = useState<{
		readonly name: string;
		readonly points: ResultPoints;
	}>();
	const [objectives, setObjectives] = useState<readonly [Metric, Metric]>();
	const [found, setFound] = useState<AnalysedSpace>();
	const [problem, setProblem] = useState<string>();
	const open = async (files: readonly File[]): Promise<void> => {
		setProblem(undefined);
		try {
			const [file] = await readFiles(files);
			if (!file) return;
			const points = await session.readResults(file);
			const [x, y] = FIRST.filter((each) => points.metrics.includes(each));
			setFound(undefined);
			setResults({ name: file.name, points });
			setObjectives([x!, y!]);
		} catch (error) {
			setProblem((error as Error).message);
		}
	};
	useEffect(() => {
		if (!results || !objectives) return;
		let isWanted = true;
		session
			.analyse(results.name, results.points, objectives)
			.then((next) => isWanted && setFound(next));
		return () => {
			isWanted = false;
		};
	}, [session, results, objectives]);
	return (
		<>
			<Group mb="md" align="end">
				<FileButton
					accept=".parquet,.json"
					onChange={(file) => file && open([file])}
				>
					{(props) => (
						<Button variant="default" {...props}>
							Read sweep results…
						</Button>
					)}
				</FileButton>
				{results && objectives && (
					<>
						<Choice
							label="Objective across"
							data={results.points.metrics}
							value={objectives[0]}
							onChange={(x) => setObjectives([x as Metric, objectives[1]])}
						/>
						<Choice
							label="Objective up"
							data={results.points.metrics}
							value={objectives[1]}
							onChange={(y) => setObjectives([objectives[0], y as Metric])}
						/>
					</>
				)}
			</Group>
			{problem !== undefined && <Text role="alert">{problem}</Text>}
			{!results && (
				<Text>
					A Parquet or JSON file of a sweep: mho sweep space.yaml --store
					results.duckdb, then mho query results.duckdb -o results.parquet.
				</Text>
			)}
			{results && found && (
				<>
					<FigureView
						by={found}
						draw={({ frontFigure }, page) =>
							frontFigure(
								page,
								found.space,
								results.points.points,
								found.analysis,
							)!
						}
					/>
					{paretoTables(found.space, found.analysis).map((table) => (
						<ResultTableView key={table.title} table={table} />
					))}
					<FigureView
						by={found}
						draw={({ sensitivityFigure }, page) =>
							sensitivityFigure(page, found.space, found.analysis)
						}
					/>
				</>
			)}
		</>
	);
}
