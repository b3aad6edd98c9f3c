import { Table, Text } from "@mantine/core";
import type { CrossbarInspection } from "@mho/engine";
import { type ReactNode, useEffect, useRef } from "react";

/** Pixels of a cell, at least and at most. */
const LEAST_CELL = { width: 5, height: 3 };
const LARGEST_CELL = 24;
/** Pixels that the cells may take; what is more scrolls. */
const ROOM = { width: 900, height: 400 };
/** Columns that are drawn; the table below has the sums of all. */
const DRAWN_OUTPUTS = 96;
/** Columns' widths that the driven rows and a gap take, left of the cells. */
const MARGIN_CELLS = 3;
/** Pixels of the bars below the cells. */
const BARS_HEIGHT = 90;

const POSITIVE_COLOR = "#3d8fd1";
const NEGATIVE_COLOR = "#d1495b";
const DRIVEN_COLOR = "#2a9d8f";
const CLIPPED_COLOR = "#e07b00";

const LEGEND = [
	{ color: DRIVEN_COLOR, label: "row driven" },
	{ color: NEGATIVE_COLOR, label: "row driven with the opposite sign" },
	{ color: POSITIVE_COLOR, label: "positive cell or sum" },
	{ color: NEGATIVE_COLOR, label: "negative cell or sum" },
	{ color: CLIPPED_COLOR, label: "sum beyond the ADC" },
];

/** Cells of one slice, the rows that an input plane drives, and what the columns sum to. */
export function CrossbarDrawing({
	found,
	plane,
	slice,
}: {
	readonly found: CrossbarInspection;
	readonly plane: number;
	readonly slice: number;
}): ReactNode {
	const canvas = useRef<HTMLCanvasElement>(null);
	const { rows, outputs, digits, weightSignificance } = found;
	const slices = weightSignificance.length;
	const drawn = Math.min(outputs, DRAWN_OUTPUTS);
	const cell = cellSize(rows, drawn);
	const driven = digits
		.subarray(plane * rows, (plane + 1) * rows)
		.reduce((sum, digit) => sum + (digit === 0 ? 0 : 1), 0);
	const product = plane * slices + slice;
	const runs = found.executed[product] === 1;
	useEffect(() => {
		const context = canvas.current?.getContext("2d");
		if (!context) return;
		context.clearRect(0, 0, context.canvas.width, context.canvas.height);
		const place = { plane, slice, drawn, cell: cellSize(rows, drawn) };
		drawCells(context, found, place);
		drawSums(context, found, place);
	}, [found, plane, slice, drawn, rows]);
	return (
		<>
			<Text mb="xs">
				{rows} rows, {driven} driven · {outputs} outputs
				{drawn < outputs ? `, ${drawn} drawn` : ""} · ADC of {found.adc.bits}{" "}
				bits, {found.adc.min} … {found.adc.max} levels ·{" "}
				{runs ? "this partial product runs" : "this partial product is skipped"}
			</Text>
			<section
				className="grid-scroll"
				// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
				tabIndex={0}
				aria-label="Cells"
			>
				<canvas
					ref={canvas}
					width={(drawn + MARGIN_CELLS) * cell.width}
					height={rows * cell.height + BARS_HEIGHT}
					role="img"
					aria-label={`Cells of slice ${slice + 1} under input plane ${plane + 1}: rows down, outputs across, below them a bar for each column sum; the sums are in the table below`}
				/>
			</section>
			<Text size="sm" mb="xs" className="legend">
				{LEGEND.map(({ color, label }) => (
					<span key={label}>
						<i style={{ background: color }} /> {label}
					</span>
				))}
			</Text>
			<Table.ScrollContainer
				minWidth={0}
				type="native"
				tabIndex={0}
				role="region"
				aria-label="Column sums and codes"
			>
				<Table className="numbers" verticalSpacing={2} layout="auto">
					<Table.Tbody>
						<OutputRow name="output" outputs={outputs} of={String} />
						<OutputRow
							name="column sum"
							outputs={outputs}
							of={(k) => rounded(found.sums[product * outputs + k]!)}
						/>
						{found.noise.length > 0 && (
							<OutputRow
								name="read noise, σ"
								outputs={outputs}
								of={(k) => rounded(found.noise[product * outputs + k]!)}
							/>
						)}
						<OutputRow
							name="code"
							outputs={outputs}
							of={(k) =>
								runs ? String(found.codes[product * outputs + k]!) : "–"
							}
						/>
					</Table.Tbody>
				</Table>
			</Table.ScrollContainer>
		</>
	);
}

interface DrawnPlace {
	readonly plane: number;
	readonly slice: number;
	/** Columns. */
	readonly drawn: number;
	readonly cell: CellSize;
}

/** Pixels. */
interface CellSize {
	readonly width: number;
	readonly height: number;
}

/** Cells as large as their room lets them be; many rows are drawn flat. */
function cellSize(rows: number, drawn: number): CellSize {
	const fit = (room: number, count: number, least: number): number =>
		Math.max(least, Math.min(LARGEST_CELL, Math.floor(room / count)));
	return {
		width: fit(ROOM.width, drawn + MARGIN_CELLS, LEAST_CELL.width),
		height: fit(ROOM.height, rows, LEAST_CELL.height),
	};
}

/** Rows down, outputs across; cells whose row is not driven are pale. */
function drawCells(
	context: CanvasRenderingContext2D,
	{
		rows,
		outputs,
		digits,
		weightSignificance,
		positive,
		negative,
	}: CrossbarInspection,
	{ plane, slice, drawn, cell: { width, height } }: DrawnPlace,
): void {
	const slices = weightSignificance.length;
	const most = Math.max(1, ...positive, ...negative);
	for (let r = 0; r < rows; r++) {
		const digit = digits[plane * rows + r]!;
		context.fillStyle =
			digit === 0 ? "#8883" : digit > 0 ? DRIVEN_COLOR : NEGATIVE_COLOR;
		context.fillRect(0, r * height, 2 * width, height - 1);
		for (let k = 0; k < drawn; k++) {
			const at = (r * slices + slice) * outputs + k;
			const level = positive[at]! - (negative[at] ?? 0);
			context.globalAlpha =
				(digit === 0 ? 0.35 : 1) * (0.08 + (0.92 * Math.abs(level)) / most);
			context.fillStyle = level < 0 ? NEGATIVE_COLOR : POSITIVE_COLOR;
			const x = (k + MARGIN_CELLS) * width;
			context.fillRect(x, r * height, width - 1, height - 1);
			context.globalAlpha = 1;
		}
	}
}

/** A bar below each column, as far as its sum of the levels that the array could reach; lines where the ADC ends. */
function drawSums(
	context: CanvasRenderingContext2D,
	{ rows, outputs, weightSignificance, sums, adc }: CrossbarInspection,
	{ plane, slice, drawn, cell }: DrawnPlace,
): void {
	const product = plane * weightSignificance.length + slice;
	const shown = sums.subarray(product * outputs, product * outputs + drawn);
	const most = Math.max(adc.max, -adc.min, ...shown.map(Math.abs), 1);
	const least = Math.min(adc.min, ...shown) < 0 ? -most : 0;
	const top = rows * cell.height + 8;
	const height = BARS_HEIGHT - 10;
	const y = (sum: number): number =>
		top + (height * (most - sum)) / (most - least);
	const left = MARGIN_CELLS * cell.width;
	shown.forEach((sum, k) => {
		const isClipped = sum < adc.min || sum > adc.max;
		const color = sum < 0 ? NEGATIVE_COLOR : POSITIVE_COLOR;
		context.fillStyle = isClipped ? CLIPPED_COLOR : color;
		const from = Math.min(y(sum), y(0));
		const size = Math.abs(y(sum) - y(0));
		context.fillRect(left + k * cell.width, from, cell.width - 1, size);
	});
	context.fillStyle = getComputedStyle(context.canvas).color;
	context.fillRect(left, y(0), drawn * cell.width, 1);
	for (const end of [adc.min, adc.max])
		for (let x = 0; x < drawn * cell.width; x += 6)
			context.fillRect(left + x, y(end), 3, 1);
}

const rounded = (value: number): string =>
	String(Math.round(100 * value) / 100);

/** One figure of every output. */
function OutputRow({
	name,
	outputs,
	of,
}: {
	readonly name: string;
	readonly outputs: number;
	readonly of: (output: number) => string;
}): ReactNode {
	return (
		<Table.Tr>
			<Table.Th scope="row">{name}</Table.Th>
			{Array.from({ length: outputs }, (_, k) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: outputs are known by their number
				<Table.Td key={k}>{of(k)}</Table.Td>
			))}
		</Table.Tr>
	);
}
