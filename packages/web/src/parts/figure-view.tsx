import { Button, Group, Title } from "@mantine/core";
import type { Figure } from "@mho/engine/figures";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { pngOf, svgText } from "./picture-of-svg.js";
import { saveBlob, saveFile } from "./save-file.js";

type Figures = typeof import("@mho/engine/figures");

interface Drawn {
	readonly figure: Figure;
	readonly figures: Figures;
}

/** The plotting library, loaded when the first figure is to be seen. */
let loading: Promise<Figures> | undefined;

/** A figure of the engine's report with its numbers and exports. */
export function FigureView({
	draw,
	by,
}: {
	readonly draw: (figures: Figures, document: Document) => Figure;
	/** What the figure depends on: drawn anew when it changes. */
	readonly by: unknown;
}): ReactNode {
	const place = useRef<HTMLElement>(null);
	const latest = useRef(draw);
	latest.current = draw;
	const [drawn, setDrawn] = useState<Drawn>();
	// biome-ignore lint/correctness/useExhaustiveDependencies: `by` says when to draw anew
	useEffect(() => {
		let isWanted = true;
		loading ??= import("@mho/engine/figures");
		loading.then((figures) => {
			if (!isWanted) return;
			const figure = latest.current(figures, document);
			figure.plot.setAttribute("role", "img");
			figure.plot.setAttribute(
				"aria-label",
				`${figure.title}. ${figure.caption}`,
			);
			place.current?.replaceChildren(figure.plot);
			setDrawn({ figure, figures });
		});
		return () => {
			isWanted = false;
		};
	}, [by]);
	const figure = drawn?.figure;
	return (
		<section>
			<Title order={2} size="h4" mt="lg" mb="xs">
				{figure?.title ?? "…"}
			</Title>
			<figure>
				<section
					className="plot"
					ref={place}
					// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
					tabIndex={0}
					aria-label={figure?.title ?? "figure"}
				/>
				<figcaption>{figure?.caption}</figcaption>
			</figure>
			{drawn && (
				<>
					<Group gap="xs" mt="xs">
						{EXPORTS.map((kind) => (
							<Button
								key={kind}
								size="compact-xs"
								variant="default"
								aria-label={`${drawn.figure.title} as ${kind}`}
								onClick={() => save(kind, drawn)}
							>
								{kind}
							</Button>
						))}
					</Group>
					<FigureNumbers figure={drawn.figure} />
				</>
			)}
		</section>
	);
}

const EXPORTS = ["SVG", "PNG", "CSV"] as const;

async function save(
	kind: (typeof EXPORTS)[number],
	{ figure: { id, plot, data }, figures }: Drawn,
): Promise<void> {
	switch (kind) {
		case "SVG":
			return saveFile(`${id}.svg`, svgText(plot), "image/svg+xml");
		case "PNG":
			return saveBlob(`${id}.png`, await pngOf(plot));
		case "CSV":
			return saveFile(`${id}.csv`, figures.figureCsv(data), "text/csv");
		default:
			return kind satisfies never;
	}
}

/** Rows that are shown; the CSV has all. */
const SHOWN_ROWS = 200;

function FigureNumbers({
	figure: {
		title,
		data: { columns, rows },
	},
}: {
	readonly figure: Figure;
}): ReactNode {
	const [open, setOpen] = useState(false);
	return (
		<details onToggle={(event) => setOpen(event.currentTarget.open)}>
			<summary>Numbers</summary>
			{open && (
				<section
					className="grid-scroll"
					// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
					tabIndex={0}
					aria-label={`Numbers of ${title}`}
				>
					<table className="numbers">
						<thead>
							<tr>
								{columns.map((column) => (
									<th key={column} scope="col" align="left">
										{column}
									</th>
								))}
							</tr>
						</thead>
						<tbody>
							{rows.slice(0, SHOWN_ROWS).map((row) => (
								<tr key={row.join()}>
									{row.map((cell, n) => (
										// biome-ignore lint/suspicious/noArrayIndexKey: cells have no other name
										<td key={n}>
											{typeof cell === "number" ? cell.toPrecision(6) : cell}
										</td>
									))}
								</tr>
							))}
						</tbody>
					</table>
				</section>
			)}
		</details>
	);
}
