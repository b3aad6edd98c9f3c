import { TextInput } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";

/** A number within its range. What is typed counts once it is one; leaving the field brings back the last one. */
export function NumberField({
	label,
	value,
	min,
	max,
	step = 1,
	w,
	onChange,
}: {
	readonly label: string;
	readonly value: number;
	readonly min: number;
	readonly max: number;
	readonly step?: number;
	readonly w?: number;
	readonly onChange: (value: number) => void;
}): ReactNode {
	const [text, setText] = useState(String(value));
	useEffect(() => setText(String(value)), [value]);
	const valid = (typed: string): boolean => {
		const number = typed === "" ? Number.NaN : Number(typed);
		return Number.isInteger(number) && number >= min && number <= max;
	};
	return (
		<TextInput
			type="number"
			label={label}
			value={text}
			min={min}
			max={max}
			step={step}
			error={!valid(text)}
			{...(w === undefined ? {} : { w })}
			onChange={(event) => {
				const typed = event.currentTarget.value;
				setText(typed);
				if (valid(typed)) onChange(Number(typed));
			}}
			onBlur={() => setText(String(value))}
		/>
	);
}
