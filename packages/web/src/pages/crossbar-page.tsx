import { Button, Group, Slider, Text } from "@mantine/core";
import type { CrossbarInspection } from "@mho/engine";
import { type ReactNode, useEffect, useState } from "react";
import { useApp } from "../app-state.js";
import { CELL, DEVIATIONS } from "../editor/deviations.js";
import { type Schema, schemasAt, valuesOf } from "../editor/schema-path.js";
import { withField } from "../editor/with-field.js";
import { Choice } from "../parts/choice.js";
import { CrossbarDrawing } from "../parts/crossbar-drawing.js";
import { NumberField } from "../parts/number-field.js";
import { useResolvedDesign } from "../parts/use-resolved-design.js";

/** One array at work: cells, driven rows, column sums and codes, stepping through input planes and slices. */
export default function CrossbarPage(): ReactNode {
	const { session, network, images, seed } = useApp();
	const design = useResolvedDesign();
	const [layer, setLayer] = useState<string>();
	const [segment, setSegment] = useState(0);
	const [image, setImage] = useState(0);
	const [position, setPosition] = useState<number>();
	const [plane, setPlane] = useState<number>();
	const [slice, setSlice] = useState<number>();
	const [found, setFound] = useState<CrossbarInspection>();
	const [problem, setProblem] = useState<string>();
	const chosen = layer ?? network?.layers[0]?.layer;
	const positions =
		network?.layers.find((each) => each.layer === chosen)?.positions ?? 1;
	// The middle of an image has most to show.
	const at = position ?? Math.floor(positions / 2 + Math.sqrt(positions) / 2);
	useEffect(() => {
		if (!design || chosen === undefined || network?.images === 0) return;
		let isWanted = true;
		setProblem(undefined);
		const place = { layer: chosen, segment, image, position: at, seed };
		session.inspect(design, place, images).then(
			(next) => isWanted && setFound(next),
			(error: Error) => isWanted && setProblem(error.message),
		);
		return () => {
			isWanted = false;
		};
	}, [session, design, chosen, segment, image, at, seed, images, network]);
	if (!network || network.images === 0)
		return <Text>A crossbar is driven by an image: open some.</Text>;
	const planes = found?.inputSignificance.length ?? 1;
	const slices = found?.weightSignificance.length ?? 1;
	const shownPlane = Math.min(plane ?? planes - 2, planes - 1);
	const shownSlice = Math.min(slice ?? slices - 1, slices - 1);
	return (
		<>
			<DesignKnobs />
			<Group align="end" mb="sm">
				<Choice
					label="Layer"
					data={network.layers.map((each) => each.layer)}
					value={chosen ?? ""}
					onChange={(name) => {
						if (name === null) return;
						setLayer(name);
						setSegment(0);
						setPosition(undefined);
					}}
				/>
				<NumberField
					label="Row segment"
					value={segment}
					min={0}
					max={(found?.segments ?? 1) - 1}
					w={110}
					onChange={(value) => setSegment(value)}
				/>
				<NumberField
					label="Image"
					value={image}
					min={0}
					max={images - 1}
					w={90}
					onChange={(value) => setImage(value)}
				/>
				<NumberField
					label="Position"
					value={at}
					min={0}
					max={positions - 1}
					w={110}
					onChange={(value) => setPosition(value)}
				/>
			</Group>
			<Group mb="md" grow preventGrowOverflow={false} align="end">
				<Steps
					label="Input plane"
					value={Math.max(0, shownPlane)}
					count={planes}
					onChange={setPlane}
				/>
				<Steps
					label="Weight slice"
					value={shownSlice}
					count={slices}
					onChange={setSlice}
				/>
				<Button
					variant="default"
					maw={200}
					onClick={() => {
						const next = nextProduct(
							found,
							Math.max(0, shownPlane),
							shownSlice,
						);
						setPlane(next.plane);
						setSlice(next.slice);
					}}
				>
					Next partial product
				</Button>
			</Group>
			{problem !== undefined && <Text role="alert">{problem}</Text>}
			{found && (
				<CrossbarDrawing
					found={found}
					plane={Math.max(0, shownPlane)}
					slice={shownSlice}
				/>
			)}
		</>
	);
}

/** The next partial product that runs, planes after slices; the first after the last. */
function nextProduct(
	found: CrossbarInspection | undefined,
	plane: number,
	slice: number,
): { readonly plane: number; readonly slice: number } {
	if (!found) return { plane, slice };
	const { executed, weightSignificance } = found;
	const slices = weightSignificance.length;
	const after = plane * slices + slice + 1;
	const next = executed.indexOf(1, after);
	const product = Math.max(0, next < 0 ? executed.indexOf(1) : next);
	return { plane: Math.floor(product / slices), slice: product % slices };
}

/** Encodings and deviations of the cells, set in the design itself: one sees at once what they do to the sums. */
function DesignKnobs(): ReactNode {
	const { session, designText, setDesignText } = useApp();
	const design = useResolvedDesign();
	const [schema, setSchema] = useState<Schema>();
	useEffect(() => {
		session.schema().then((found) => setSchema(found as Schema));
	}, [session]);
	if (!schema || !design) return null;
	const set = (path: readonly string[], value: unknown): void =>
		setDesignText(withField(designText, path, value));
	const encoding = (side: "weights" | "inputs", label: string): ReactNode => (
		<Choice
			label={label}
			data={[...valuesOf(schemasAt(schema, ["encoding", side]))]}
			value={design.encoding[side]}
			onChange={(next) => set(["encoding", side], next)}
		/>
	);
	return (
		<>
			<Group align="end" mb="sm">
				{encoding("weights", "Weight encoding")}
				{encoding("inputs", "Input encoding")}
			</Group>
			<Group mb="md" grow preventGrowOverflow={false}>
				{DEVIATIONS.map(({ label, most, step, of, set: change }) => (
					<Knob
						key={label}
						label={label}
						most={most}
						step={step}
						value={of(design)}
						onChange={(value) =>
							setDesignText(change(designText, value, design))
						}
					/>
				))}
			</Group>
			<Text size="sm" mb="md">
				Wires divide the voltage with the cells: a design that states no
				resistances gets cells of {CELL.low} to {CELL.high}.
			</Text>
		</>
	);
}

/** A slider whose value counts when it is let go of: each one computes the array anew. */
function Knob({
	label,
	value,
	most,
	step,
	onChange,
}: {
	readonly label: string;
	readonly value: number;
	readonly most: number;
	readonly step: number;
	readonly onChange: (value: number) => void;
}): ReactNode {
	const [shown, setShown] = useState(value);
	useEffect(() => setShown(value), [value]);
	return (
		<div className="knob">
			<Text size="sm">
				{label}: {Math.round(100 * shown) / 100}
			</Text>
			<Slider
				value={shown}
				min={0}
				max={most}
				step={step}
				onChange={setShown}
				onChangeEnd={onChange}
				thumbLabel={label}
				label={null}
			/>
		</div>
	);
}

function Steps({
	label,
	value,
	count,
	onChange,
}: {
	readonly label: string;
	readonly value: number;
	readonly count: number;
	readonly onChange: (value: number) => void;
}): ReactNode {
	return (
		<div>
			<Text size="sm">
				{label} {value + 1} of {count}
			</Text>
			<Slider
				value={value}
				min={0}
				max={Math.max(1, count - 1)}
				step={1}
				onChange={(next) => onChange(Math.min(next, count - 1))}
				thumbLabel={label}
				label={null}
			/>
		</div>
	);
}
