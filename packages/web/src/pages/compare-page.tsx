import { Button, FileButton, Group, Text } from "@mantine/core";
import { comparisonTable, type Evaluation } from "@mho/engine";
import { type ReactNode, useState } from "react";
import { useApp } from "../app-state.js";
import { FigureView } from "../parts/figure-view.js";
import { ResultTableView } from "../parts/result-table.js";
import { readEvaluations } from "./read-evaluations.js";

/** Runs that were kept, or read from the command line's JSON, side by side. */
export default function ComparePage(): ReactNode {
	const { kept, keep, forget } = useApp();
	const [problem, setProblem] = useState<string>();
	const read = async (files: readonly File[]): Promise<void> => {
		setProblem(undefined);
		for (const file of files) {
			const text = await file.text();
			try {
				for (const evaluation of readEvaluations(text)) keep(evaluation);
			} catch (error) {
				setProblem(`${file.name}: ${(error as Error).message}`);
			}
		}
	};
	return (
		<>
			<Group mb="md">
				<FileButton multiple accept="application/json,.json" onChange={read}>
					{(props) => (
						<Button variant="default" {...props}>
							Read results…
						</Button>
					)}
				</FileButton>
				<Text size="sm">
					JSON of mho run or mho compare, or runs that were kept here.
				</Text>
			</Group>
			{problem !== undefined && <Text role="alert">{problem}</Text>}
			{kept.length === 0 ? (
				<Text>Nothing is kept yet: run a design and keep it.</Text>
			) : (
				<>
					<ResultTableView table={comparisonTable(kept)} />
					<Group gap="xs" mt="xs">
						{kept.map(({ design }, n) => (
							<Button
								// biome-ignore lint/suspicious/noArrayIndexKey: two runs may have the same name
								key={n}
								size="compact-xs"
								variant="default"
								onClick={() => forget(n)}
							>
								Remove {design}
							</Button>
						))}
					</Group>
					{["gains", "energy-by-design", "accuracy"].map((id, n) => (
						<FigureView
							key={id}
							by={kept}
							draw={({ comparisonFigures }, page) =>
								comparisonFigures(page, named(kept))[n]!
							}
						/>
					))}
				</>
			)}
		</>
	);
}

/** Two runs of one design are told apart by their place. */
function named(kept: readonly Evaluation[]): readonly Evaluation[] {
	return kept.map((evaluation, n) =>
		kept.findIndex(({ design }) => design === evaluation.design) === n
			? evaluation
			: { ...evaluation, design: `${evaluation.design} (${n + 1})` },
	);
}
