import {
	Button,
	FileButton,
	Group,
	Progress,
	SimpleGrid,
	Text,
	Title,
} from "@mantine/core";
import { evaluationTables, formatQuantity } from "@mho/engine";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { presetText, useApp } from "../app-state.js";
import { Choice } from "../parts/choice.js";
import { DigitGrid } from "../parts/digit-grid.js";
import { FigureView } from "../parts/figure-view.js";
import { NumberField } from "../parts/number-field.js";
import { ResultTableView } from "../parts/result-table.js";
import { saveFile } from "../parts/save-file.js";
import { readFiles } from "../parts/use-file-drop.js";
import type { RunPart, Thumbnails } from "../session/session.js";

/** Images that are drawn, at most. */
const SHOWN_IMAGES = 120;

/** Classifies images through the crossbars of the design, in view; then accuracy, energy, throughput and area. */
export function RunPage(): ReactNode {
	const app = useApp();
	const { network, parts, evaluation, running, session } = app;
	const [thumbnails, setThumbnails] = useState<Thumbnails>();
	useEffect(() => {
		setThumbnails(undefined);
		if (network) session.thumbnails(SHOWN_IMAGES).then(setThumbnails);
	}, [network, session]);
	const live = useMemo(() => liveResult(parts), [parts]);
	return (
		<>
			<Controls />
			<LiveFigures live={live} />
			<Progress
				value={(100 * live.done) / Math.max(1, live.total)}
				animated={running}
				aria-label="images that are done"
				mb="md"
			/>
			{thumbnails && thumbnails.labels.length > 0 && (
				<DigitGrid thumbnails={thumbnails} classes={live.classes} />
			)}
			{evaluation && (
				<>
					{evaluationTables(evaluation).map((table) => (
						<ResultTableView key={table.title} table={table} />
					))}
					<FigureView
						by={evaluation}
						draw={({ energyFigure }, page) =>
							energyFigure(page, evaluation.cost)
						}
					/>
					<FigureView
						by={evaluation}
						draw={({ floorplanFigure }, page) =>
							floorplanFigure(page, evaluation.cost)
						}
					/>
					<FigureView
						by={evaluation}
						draw={({ occupancyFigure }, page) =>
							occupancyFigure(page, evaluation.cost)
						}
					/>
				</>
			)}
		</>
	);
}

function Controls(): ReactNode {
	const app = useApp();
	const { network, presets, images, designText } = app;
	const named = presets.find(({ design }) => design === designText);
	return (
		<Group align="end" mb="md">
			<Choice
				label="Design"
				data={[
					...presets.map(({ name }) => name),
					...(named ? [] : ["own design"]),
				]}
				value={named?.name ?? "own design"}
				onChange={(name) => {
					if (name !== "own design")
						app.setDesignText(presetText(presets, name));
				}}
			/>
			<NumberField
				label="Images"
				value={images}
				min={1}
				max={network?.images ?? 1}
				step={100}
				w={110}
				onChange={(value) => {
					if (value >= 1) app.setImages(value);
				}}
			/>
			<Button
				onClick={app.run}
				disabled={app.running || !network || network.images === 0}
			>
				Run
			</Button>
			<FileButton
				multiple
				onChange={async (files) => {
					if (files.length > 0) await app.openFiles(await readFiles(files));
				}}
			>
				{(props) => (
					<Button variant="default" {...props} disabled={app.running}>
						Open a network and images…
					</Button>
				)}
			</FileButton>
			{app.evaluation && (
				<>
					<Button
						variant="default"
						onClick={() => app.keep(app.evaluation!)}
						disabled={app.kept.includes(app.evaluation)}
					>
						Keep for comparison
					</Button>
					<Button
						variant="default"
						onClick={() =>
							saveFile(
								`${app.evaluation!.design}.json`,
								JSON.stringify(app.evaluation, null, 2),
								"application/json",
							)
						}
					>
						JSON
					</Button>
				</>
			)}
			{network?.notes.map((note) => (
				<Text key={note} size="sm">
					{note}
				</Text>
			))}
		</Group>
	);
}

function LiveFigures({ live }: { readonly live: LiveResult }): ReactNode {
	const { evaluation, network, session, designText } = useApp();
	const [estimate, setEstimate] = useState<number>();
	useEffect(() => {
		setEstimate(undefined);
		if (network)
			session
				.cost(designText)
				.then(({ cost }) => setEstimate(cost.energyPerImage))
				.catch(() => setEstimate(undefined));
	}, [network, session, designText]);
	const energy = evaluation?.cost.energyPerImage ?? estimate;
	return (
		<SimpleGrid cols={{ base: 2, sm: 4 }} mb="sm">
			<Headline
				name="accuracy so far"
				value={live.done === 0 ? "–" : percent(live.right / live.done)}
			/>
			<Headline name="images" value={`${live.done} of ${live.total || "…"}`} />
			<Headline
				name={evaluation ? "energy, measured" : "energy, estimated"}
				value={
					energy === undefined ? "–" : formatQuantity(energy * live.done, "J")
				}
			/>
			<Headline name="phase" value={evaluation ? "done" : live.phase} />
		</SimpleGrid>
	);
}

function Headline({
	name,
	value,
}: {
	readonly name: string;
	readonly value: string;
}): ReactNode {
	return (
		<div>
			<Text size="sm">{name}</Text>
			<Title order={2} size="h3" className="numbers">
				{value}
			</Title>
		</div>
	);
}

interface LiveResult {
	readonly phase: string;
	readonly done: number;
	readonly total: number;
	readonly right: number;
	readonly classes: ReadonlyMap<number, number>;
}

function liveResult(parts: readonly RunPart[]): LiveResult {
	const classes = new Map<number, number>();
	let right = 0;
	for (const { first, classes: found, labels } of parts) {
		if (first === undefined || !found || !labels) continue;
		found.forEach((each, n) => {
			classes.set(first + n, each);
			if (each === labels[n]) right++;
		});
	}
	const total = parts.find(({ first }) => first !== undefined)?.total ?? 0;
	return {
		phase: parts.at(-1)?.phase ?? "waiting",
		done: classes.size,
		total,
		right,
		classes,
	};
}

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
