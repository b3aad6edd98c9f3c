import * as Plot from "@observablehq/plot";
import type { ParetoAnalysis } from "../../explore/pareto/analyse-points.js";
import type { PointSpace } from "../../explore/sweep/space.js";
import { formatPercent } from "../format-quantity.js";
import { drawPlot } from "./draw-plot.js";
import type { Figure } from "./figure.js";

/** Share of the variance of each objective that each axis alone is the cause of. */
export function sensitivityFigure(
	document: Document,
	{ axes, objectives }: PointSpace,
	{ sensitivity }: Pick<ParetoAnalysis, "sensitivity">,
): Figure {
	const cells = axes.flatMap(({ name }, at) =>
		objectives.map(({ metric }, m) => ({
			axis: name,
			metric,
			share: sensitivity[at]![m]!,
		})),
	);
	const longest = Math.max(...axes.map(({ name }) => name.length));
	const plot = drawPlot(document, {
		marginLeft: Math.min(260, 20 + 6.6 * longest),
		marginBottom: 42,
		height: 60 + 24 * axes.length,
		padding: 0.06,
		x: { label: null, domain: objectives.map(({ metric }) => metric) },
		y: { label: null, domain: axes.map(({ name }) => name) },
		color: { type: "linear", domain: [0, 1], scheme: "YlGnBu" },
		marks: [
			Plot.cell(cells, { x: "metric", y: "axis", fill: "share" }),
			Plot.text(cells, {
				x: "metric",
				y: "axis",
				text: ({ share }: { share: number }) => formatPercent(share),
				fill: ({ share }: { share: number }) =>
					share > 0.55 ? "white" : "black",
			}),
		],
	});
	return {
		id: "sensitivity",
		title: "What each axis explains",
		caption:
			"Share of the variance of each objective that one axis alone is the cause of, of the logarithm of costs; what is missing to 100% is due to axes together.",
		plot,
		data: {
			columns: ["axis", "objective", "share of the variance"],
			rows: cells.map(({ axis, metric, share }) => [axis, metric, share]),
		},
	};
}
