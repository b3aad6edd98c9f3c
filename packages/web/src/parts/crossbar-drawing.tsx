import { Table, Text } from "@mantine/core";
import type { CrossbarInspection } from "@mho/engine";
import { type ReactNode, useEffect, useRef } from "react";

/** Pixels of a cell, where few rows are drawn and where many are. */
const LARGE_CELL = 12;
const SMALL_CELL = 6;
/** Rows up to which cells are drawn large. */
const FEW_ROWS = 40;
/** Rows and columns that are drawn; the table below has the sums of all. */
const DRAWN_OUTPUTS = 96;

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
	const cell = rows <= FEW_ROWS ? LARGE_CELL : SMALL_CELL;
	const driven = digits
		.subarray(plane * rows, (plane + 1) * rows)
		.reduce((sum, digit) => sum + (digit === 0 ? 0 : 1), 0);
	const product = plane * slices + slice;
	const runs = found.executed[product] === 1;
	useEffect(() => {
		const context = canvas.current?.getContext("2d");
		if (!context) return;
		const most = Math.max(1, ...found.positive, ...found.negative);
		context.clearRect(0, 0, context.canvas.width, context.canvas.height);
		for (let r = 0; r < rows; r++) {
			const digit = digits[plane * rows + r]!;
			context.fillStyle =
				digit === 0 ? "#8883" : digit > 0 ? "#2a9d8f" : "#d1495b";
			context.fillRect(0, r * cell, 2 * cell, cell - 1);
			for (let k = 0; k < drawn; k++) {
				const at = (r * slices + slice) * outputs + k;
				const level = found.positive[at]! - (found.negative[at] ?? 0);
				context.globalAlpha =
					(digit === 0 ? 0.35 : 1) * (0.08 + (0.92 * Math.abs(level)) / most);
				context.fillStyle = level < 0 ? "#d1495b" : "#3d8fd1";
				context.fillRect((k + 3) * cell, r * cell, cell - 1, cell - 1);
				context.globalAlpha = 1;
			}
		}
	}, [found, plane, slice, rows, outputs, drawn, slices, digits, cell]);
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
					width={(drawn + 3) * cell}
					height={rows * cell}
					role="img"
					aria-label={`Cells of slice ${slice + 1} under input plane ${plane + 1}: rows down, outputs across; the sums are in the table below`}
				/>
			</section>
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
