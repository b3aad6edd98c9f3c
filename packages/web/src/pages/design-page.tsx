import {
	Button,
	CopyButton,
	Grid,
	Group,
	Table,
	Text,
	Title,
} from "@mantine/core";
import { type Design, diffDesigns } from "@mho/engine";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { presetText, useApp } from "../app-state.js";
import { DesignForm } from "../editor/design-form.js";
import type { Schema } from "../editor/schema-path.js";
import { YamlEditor } from "../editor/yaml-editor.js";
import { Choice } from "../parts/choice.js";
import { saveFile } from "../parts/save-file.js";
import type { DesignProblem } from "../session/session.js";
import { sharedDesignUrl } from "../share-design.js";

/** What a design is called in the list that is no preset's. */
const OWN = "own design";

/** The design as a file beside a form of its main fields, and how it differs from a preset. */
export default function DesignPage(): ReactNode {
	const { session, presets, designText, setDesignText } = useApp();
	const [schema, setSchema] = useState<Schema>();
	useEffect(() => {
		session.schema().then((found) => setSchema(found as Schema));
	}, [session]);
	const [design, setDesign] = useState<Design>();
	const [problem, setProblem] = useState<DesignProblem>();
	useEffect(() => {
		let isWanted = true;
		session.resolve(designText).then((found) => {
			if (!isWanted) return;
			setProblem(found.problem);
			if (found.design) setDesign(found.design);
		});
		return () => {
			isWanted = false;
		};
	}, [session, designText]);
	const preset = presets.find(({ design }) => design === designText);
	return (
		<>
			<Group align="end" mb="sm">
				<Choice
					label="Start from"
					data={[...presets.map(({ name }) => name), ...(preset ? [] : [OWN])]}
					value={preset?.name ?? OWN}
					onChange={(name) =>
						name !== OWN && setDesignText(presetText(presets, name))
					}
				/>
				<CopyButton value={sharedDesignUrl(location.href, designText)}>
					{({ copied, copy }) => (
						<Button variant="default" onClick={copy}>
							{copied ? "Address copied" : "Share by address"}
						</Button>
					)}
				</CopyButton>
				<Button
					variant="default"
					onClick={() => saveFile("design.yaml", designText, "text/yaml")}
				>
					Save as file
				</Button>
			</Group>
			<Text role="status" mb="xs" size="sm">
				{problem
					? `line ${problem.line}: ${problem.message}`
					: design
						? `valid design "${design.name}"`
						: "…"}
			</Text>
			<Grid>
				<Grid.Col span={{ base: 12, md: 8 }}>
					{schema && (
						<YamlEditor
							text={designText}
							onChange={setDesignText}
							schema={schema}
							label="Design file"
							check={async (text) => (await session.resolve(text)).problem}
						/>
					)}
				</Grid.Col>
				<Grid.Col span={{ base: 12, md: 4 }}>
					{design && schema && (
						<DesignForm
							text={designText}
							design={design}
							schema={schema}
							onChange={setDesignText}
						/>
					)}
				</Grid.Col>
			</Grid>
			{design && <Differences design={design} />}
		</>
	);
}

function Differences({ design }: { readonly design: Design }): ReactNode {
	const { session, presets } = useApp();
	const [other, setOther] = useState("isaac");
	const [first, setFirst] = useState<Design>();
	useEffect(() => {
		const preset = presets.find(({ name }) => name === other);
		if (preset)
			session.resolve(preset.design).then((found) => setFirst(found.design));
	}, [session, presets, other]);
	const differences = useMemo(
		() =>
			first
				? diffDesigns(first, design).filter(
						({ field }) => !/(^|\.)(source|description|name)$/.test(field),
					)
				: [],
		[first, design],
	);
	return (
		<section>
			<Title order={2} size="h4" mt="lg">
				Differences
			</Title>
			<Choice
				label="From"
				data={presets.map(({ name }) => name)}
				value={other}
				onChange={(name) => setOther(name)}
				maw={240}
			/>
			<Table.ScrollContainer
				minWidth={0}
				type="native"
				tabIndex={0}
				role="region"
				aria-label="Differences"
			>
				<Table verticalSpacing={3}>
					<Table.Thead>
						<Table.Tr>
							<Table.Th scope="col">field</Table.Th>
							<Table.Th scope="col">{other}</Table.Th>
							<Table.Th scope="col">{design.name}</Table.Th>
						</Table.Tr>
					</Table.Thead>
					<Table.Tbody>
						{differences.map(({ field, first, second }) => (
							<Table.Tr key={field}>
								<Table.Th scope="row" fw={400}>
									{field}
								</Table.Th>
								<Table.Td>{String(first ?? "–")}</Table.Td>
								<Table.Td>{String(second ?? "–")}</Table.Td>
							</Table.Tr>
						))}
					</Table.Tbody>
				</Table>
			</Table.ScrollContainer>
		</section>
	);
}
