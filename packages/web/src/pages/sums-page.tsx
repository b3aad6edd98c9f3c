import { Button, Group, Text, Title } from "@mantine/core";
import type { Design, LayerColumnSums } from "@mho/engine";
import { type ReactNode, useEffect, useState } from "react";
import { useApp } from "../app-state.js";
import { withField } from "../editor/with-field.js";
import { Choice } from "../parts/choice.js";
import { FigureView } from "../parts/figure-view.js";
import { NumberField } from "../parts/number-field.js";
import { ProductGrid } from "../parts/product-grid.js";
import { useResolvedDesign } from "../parts/use-resolved-design.js";

/** Column sums of each layer with the range of the ADC on them, and which partial products run; both can be set. */
export default function SumsPage(): ReactNode {
	const app = useApp();
	const { session, network, images, seed } = app;
	const design = useResolvedDesign();
	const [sums, setSums] = useState<readonly LayerColumnSums[]>();
	const [problem, setProblem] = useState<string>();
	useEffect(() => {
		if (!design || !network || network.images === 0) return;
		let isWanted = true;
		setProblem(undefined);
		session.columnSums(design, { images, seed, workers: 1 }).then(
			(found) => isWanted && setSums(found),
			(error: Error) => isWanted && setProblem(error.message),
		);
		return () => {
			isWanted = false;
		};
	}, [session, design, network, images, seed]);
	if (!network || network.images === 0)
		return <Text>Column sums need images to be seen: open some.</Text>;
	return (
		<>
			{problem !== undefined && <Text role="alert">{problem}</Text>}
			{design && <AdcControls design={design} />}
			{sums ? (
				<FigureView
					by={sums}
					draw={({ columnSumsFigure }, page) => columnSumsFigure(page, sums)}
				/>
			) : (
				<Text role="status">Sampling column sums…</Text>
			)}
			{design && <Products design={design} />}
		</>
	);
}

/** Sets the converter of all layers, and shows the accuracy that follows. */
function AdcControls({ design }: { readonly design: Design }): ReactNode {
	const { designText, setDesignText, run, running, evaluation } = useApp();
	const fixed = design.adc.kind === "fixed" ? design.adc : undefined;
	const [bits, setBits] = useState(fixed?.bits ?? 8);
	const [step, setStep] = useState(fixed?.step ?? 1);
	const apply = (): void => {
		const signed =
			design.encoding.weights !== "column-flip" && (fixed?.signed ?? true);
		const adc = { kind: "fixed", bits, step, signed };
		setDesignText(withField(designText, ["adc"], adc));
	};
	return (
		<Group align="end">
			<NumberField
				label="ADC bits"
				value={bits}
				min={1}
				max={12}
				w={100}
				onChange={(value) => setBits(value)}
			/>
			<NumberField
				label="Levels per code"
				value={step}
				min={1}
				max={64}
				w={130}
				onChange={(value) => setStep(value)}
			/>
			<Button variant="default" onClick={apply} disabled={running}>
				Set range
			</Button>
			<Button onClick={run} disabled={running}>
				Measure accuracy
			</Button>
			<Text role="status" className="numbers">
				{running
					? "running…"
					: evaluation
						? `accuracy ${(100 * evaluation.accuracy.simulated).toFixed(2)} %, float ${(100 * evaluation.accuracy.float).toFixed(2)} %`
						: "not run with this design yet"}
			</Text>
		</Group>
	);
}

function Products({ design }: { readonly design: Design }): ReactNode {
	const { session, network, images, seed, designText, setDesignText } =
		useApp();
	const [layer, setLayer] = useState<string>();
	const chosen = layer ?? network?.layers[0]?.layer;
	const [planes, setPlanes] = useState<{
		readonly inputs: readonly number[];
		readonly weights: readonly number[];
		readonly executed: Uint8Array;
	}>();
	useEffect(() => {
		if (chosen === undefined) return;
		let isWanted = true;
		const place = { layer: chosen, segment: 0, image: 0, position: 0, seed };
		session.inspect(design, place, images).then(
			(found) =>
				isWanted &&
				setPlanes({
					inputs: found.inputSignificance,
					weights: found.weightSignificance,
					executed: found.executed,
				}),
			() => isWanted && setPlanes(undefined),
		);
		return () => {
			isWanted = false;
		};
	}, [session, design, chosen, images, seed]);
	const keepFrom = (significance: number): void => {
		const at = { unit: "significance", bits: significance };
		setDesignText(
			withField(designText, ["partialProducts"], { kind: "threshold", at }),
		);
	};
	return (
		<section>
			<Title order={2} size="h4" mt="lg">
				Partial products
			</Title>
			<Group align="end" mb="xs">
				<Choice
					label="Layer"
					data={network?.layers.map((each) => each.layer) ?? []}
					value={chosen ?? ""}
					onChange={(name) => setLayer(name)}
				/>
				<Text size="sm">
					A click sets the threshold: products of that significance and above
					run.
				</Text>
			</Group>
			{planes && <ProductGrid {...planes} onThreshold={keepFrom} />}
		</section>
	);
}
