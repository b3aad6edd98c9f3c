import type { AdcPolicy, EarlyRanges } from "../design/adc-policy.js";
import type { Design } from "../design/design.js";
import { layerOverrides } from "../design/layer-overrides.js";
import { layerShapes } from "../network/layer-shape.js";
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
	const scored = (some: typeof early) => {
		const of = withConverters(some);
		const cost = check.costOf(of);
		return { some, design: of, cost, score: logObjective(objective, cost) };
	};
	let best = scored(early);
	for (;;) {
		const fewer = best.some
			.map((dropped) => scored(best.some.filter((one) => one !== dropped)))
			.toSorted((a, b) => b.score - a.score)
			.at(0);
		if (!fewer || fewer.score <= best.score) break;
		best = fewer;
	}
	const { cost, score, some } = best;
	if (score <= found.score) return found;
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

/** The design with converters that stop early in every layer, as calibration images will say. */
function stopping({ prepared }: SearchSession, design: Design): Design {
	const layers = layerShapes(prepared.network).map(({ layer }) => {
		const own = layerOverrides(design, layer);
		return [layer, { ...own, adc: early(own.adc ?? design.adc) }] as const;
	});
	return { ...design, layers: Object.fromEntries(layers) };
}

function early(adc: AdcPolicy): AdcPolicy {
	return adc.kind === "table" || adc.kind === "early-stop"
		? adc
		: {
				kind: "early-stop",
				converter: adc,
				ranges: "calibrated",
				per: "product",
			};
}

function hasRanges({
	ranges,
}: {
	readonly ranges: EarlyRanges | "calibrated";
}) {
	return ranges !== "calibrated" && ranges.flat(2).length > 0;
}
