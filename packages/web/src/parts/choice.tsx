import { NativeSelect } from "@mantine/core";
import type { ReactNode } from "react";

/** One of several names, in the browser's own list: it is what phones and screen readers know, and weighs nothing. */
export function Choice({
	label,
	data,
	value,
	onChange,
	maw,
}: {
	readonly label: string;
	readonly data: readonly string[];
	readonly value: string;
	readonly onChange: (value: string) => void;
	readonly maw?: number;
}): ReactNode {
	return (
		<NativeSelect
			label={label}
			data={data}
			value={value}
			onChange={(event) => onChange(event.currentTarget.value)}
			{...(maw === undefined ? {} : { maw })}
		/>
	);
}
