import { Table, Text, Title } from "@mantine/core";
import type { Table as ResultTable } from "@mho/engine";
import type { ReactNode } from "react";

/** A table of the engine's report, as the command line prints it. */
export function ResultTableView({
	table: { title, columns, rows, notes },
}: {
	readonly table: ResultTable;
}): ReactNode {
	const hasHeader = columns.some(({ header }) => header !== "");
	return (
		<section>
			<Title order={2} size="h4" mt="lg" mb="xs">
				{title}
			</Title>
			<Table.ScrollContainer
				minWidth={0}
				type="native"
				tabIndex={0}
				role="region"
				aria-label={title}
			>
				<Table className="numbers" verticalSpacing={3} withRowBorders>
					{hasHeader && (
						<Table.Thead>
							<Table.Tr>
								{columns.map(({ header, align }, n) =>
									header === "" ? (
										// biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name
										<Table.Td key={n} />
									) : (
										// biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name
										<Table.Th key={n} ta={align} scope="col">
											{header}
										</Table.Th>
									),
								)}
							</Table.Tr>
						</Table.Thead>
					)}
					<Table.Tbody>
						{rows.map((row) => (
							<Table.Tr key={row.join("|")}>
								{row.map((cell, n) =>
									n === 0 ? (
										<Table.Th key="name" scope="row" fw={400}>
											{cell}
										</Table.Th>
									) : (
										// biome-ignore lint/suspicious/noArrayIndexKey: cells have no other name
										<Table.Td key={n} ta={columns[n]?.align ?? "left"}>
											{cell}
										</Table.Td>
									),
								)}
							</Table.Tr>
						))}
					</Table.Tbody>
				</Table>
			</Table.ScrollContainer>
			{notes.map((note) => (
				<Text key={note} size="sm" mt={4}>
					{note}
				</Text>
			))}
		</section>
	);
}
