import { Stack } from "@mantine/core";
import type { Design } from "@mho/engine";
import type { ReactNode } from "react";
import { Choice } from "../parts/choice.js";
import { NumberField } from "../parts/number-field.js";
import { type Schema, schemasAt, valuesOf } from "./schema-path.js";
import { withField } from "./with-field.js";

/** Fields of a design that are set most, as a form; each change is written into the text, comments stay. */
export function DesignForm({
	text,
	design,
	schema,
	onChange,
}: {
	readonly text: string;
	readonly design: Design;
	readonly schema: Schema;
	readonly onChange: (text: string) => void;
}): ReactNode {
	const set = (path: readonly string[], value: unknown): void =>
		onChange(withField(text, path, value));
	const choice = (label: string, path: readonly string[], value: string) => (
		<Choice
			label={label}
			data={[...valuesOf(schemasAt(schema, path))]}
			value={value}
			onChange={(next) => set(path, next)}
		/>
	);
	const count = (
		label: string,
		path: readonly string[],
		value: number,
		range: readonly [number, number],
	) => (
		<NumberField
			label={label}
			value={value}
			min={range[0]}
			max={range[1]}
			onChange={(next) => next !== value && set(path, next)}
		/>
	);
	const { encoding, operands, crossbar, adc } = design;
	return (
		<Stack gap="xs">
			{choice("Weight encoding", ["encoding", "weights"], encoding.weights)}
			{choice("Input encoding", ["encoding", "inputs"], encoding.inputs)}
			{count(
				"Weight bits",
				["operands", "weightBits"],
				operands.weightBits,
				[1, 16],
			)}
			{count(
				"Input bits",
				["operands", "inputBits"],
				operands.inputBits,
				[1, 16],
			)}
			{count("Rows", ["crossbar", "rows"], crossbar.rows, [1, 1024])}
			{count("Columns", ["crossbar", "columns"], crossbar.columns, [1, 1024])}
			{count("Cell bits", ["crossbar", "cellBits"], crossbar.cellBits, [1, 4])}
			{adc.kind === "fixed" &&
				count("ADC bits", ["adc", "bits"], adc.bits, [1, 16])}
		</Stack>
	);
}
