import type { AdcPolicy, EarlyRanges } from "../design/adc-policy.js";
import type { Design, Hierarchy } from "../design/design.js";
import { layerOverrides } from "../design/layer-overrides.js";
import { layerShapes } from "../network/layer-shape.js";
import { asManyAdcsAsPay } from "./adc-count.js";
import { logObjective, type Objective } from "./objective.js";
import type { Found } from "./search-design.js";
import type { SearchSession } from "./search-session.js";

/**
 * What was found, with converters that stop early in the layers where the objective gains from it: they give the same
 * codes in fewer comparisons, of which the longest may take more. What is chosen for searches to start from stays.
 */
export async function stopEarlyWhereItPays(
	session: SearchSession,
	found: Found,
	objective: Objective,
): Promise<Found> {
	const { design } = found;
	const calibrated = session.calibrate(stopping(session, design));
	const early = Object.entries(calibrated.layers).flatMap(([layer, { adc }]) =>
		adc?.kind === "early-stop" && hasRanges(adc) ? [{ layer, adc }] : [],
	);
	if (!found.check.passes || early.length === 0) return found;
	const withConverters = (some: typeof early) => ({
		...design,
		layers: {
			...design.layers,
			...Object.fromEntries(
				some.map(({ layer, adc }) => [
					layer,
					{ ...layerOverrides(design, layer), adc },
				]),
			),
		},
	});
	const check = await session.check(withConverters(early));
	const scored = (some: typeof early, hierarchy: Hierarchy) => {
		const of = { ...withConverters(some), hierarchy };
		const cost = check.costOf(of);
		return { some, design: of, cost, score: logObjective(objective, cost) };
	};
	/** The longest search of a code takes time, for which other numbers of converters may do. */
	const balanced = ({ some, design: of }: ReturnType<typeof scored>) => ({
		some,
		...asManyAdcsAsPay(of, objective, check.costOf),
	});
	const fewer = (hierarchy: Hierarchy) => {
		let best = scored(early, hierarchy);
		for (;;) {
			const next = best.some
				.map((dropped) =>
					scored(
						best.some.filter((one) => one !== dropped),
						hierarchy,
					),
				)
				.toSorted((a, b) => b.score - a.score)
				.at(0);
			if (!next || next.score <= best.score) return balanced(best);
			best = next;
		}
	};
	const all = scored(early, design.hierarchy);
	const [best] = [all.design, balanced(all).design]
		.map(({ hierarchy }) => fewer(hierarchy))
		.toSorted((a, b) => b.score - a.score) as [ReturnType<typeof balanced>];
	const { cost, score, some } = best;
	const before = asManyAdcsAsPay(design, objective, found.check.costOf);
	if (score <= before.score) return found;
	const { againstFloat, expectedLoss, images, passes } = check;
	return {
		...found,
		design: best.design,
		check: { ...check, cost },
		score,
		steps: [
			...found.steps,
			{
				hardware: found.chosen?.hardware.label ?? "as given",
				tried: { kind: "early-stop", layers: some.length },
				budget: found.budget,
				score,
				againstFloat,
				expectedLoss,
				images,
				passes,
			},
		],
	};
}

/**
 * The design with converters that stop early in every layer, as calibration images will say: by ranges of each product, or
 * of the layer where it has groups, of which every one would be simulated once for each.
 */
function stopping({ prepared }: SearchSession, design: Design): Design {
	const layers = layerShapes(prepared.network).map(({ layer, groups }) => {
		const own = layerOverrides(design, layer);
		const per = groups === 1 ? "product" : "layer";
		const adc = early(own.adc ?? design.adc, per);
		return [layer, { ...own, adc }] as const;
	});
	return { ...design, layers: Object.fromEntries(layers) };
}

function early(adc: AdcPolicy, per: "layer" | "product"): AdcPolicy {
	return adc.kind === "table" || adc.kind === "early-stop"
		? adc
		: { kind: "early-stop", converter: adc, ranges: "calibrated", per };
}

function hasRanges({
	ranges,
}: {
	readonly ranges: EarlyRanges | "calibrated";
}) {
	return ranges !== "calibrated" && ranges.flat(2).length > 0;
}
