import * as Plot from "@observablehq/plot";
import type { TracePoint } from "../../device/compact-model/run-waveform.js";
import type { WriteVerifyRun } from "../../device/compact-model/write-verify.js";
import { drawPlot } from "./draw-plot.js";
import type { Figure, FigureData } from "./figure.js";

const COLOR = "#0b6e99";
const SECOND = "#d1495b";
/** Smaller currents are below the axis. */
const LEAST_CURRENT = 1e-10;

/** Current over voltage, on a logarithmic axis. */
export function ivFigure(
	document: Document,
	trace: readonly TracePoint[],
): Figure {
	const points = trace.filter(
		({ current }) => Math.abs(current) >= LEAST_CURRENT,
	);
	const plot = drawPlot(document, {
		height: 360,
		marginLeft: 60,
		marginBottom: 42,
		x: { label: "voltage (V) →", grid: true },
		y: { label: "↑ |current| (A)", type: "log", grid: true, tickFormat: ".0e" },
		marks: [
			Plot.line(points, {
				x: "voltage",
				y: (point: TracePoint) => Math.abs(point.current),
				stroke: COLOR,
				strokeWidth: 1.5,
			}),
		],
	});
	return {
		id: "iv",
		title: "Current and voltage of a cell",
		caption: "As the voltage rises, falls and comes back.",
		plot,
		data: traceData(trace),
	};
}

/** Voltage, current and gap over time. */
export function traceFigure(
	document: Document,
	trace: readonly TracePoint[],
): Figure {
	const panels = [
		panel("voltage", "V", 1, trace, ({ voltage }) => voltage),
		panel("current", "µA", 1e6, trace, ({ current }) => current),
		panel("gap", "nm", 1e9, trace, ({ gap }) => gap),
	];
	const plot = drawPlot(document, {
		height: 420,
		marginLeft: 60,
		marginRight: 120,
		marginBottom: 42,
		x: { label: "time (s) →", grid: true, tickFormat: "~s" },
		y: { label: null, grid: true, ticks: 4 },
		fy: { label: null, domain: panels.map(({ label }) => label) },
		marks: panels.map(({ points }) =>
			Plot.line(points, { x: "time", y: "share", fy: "panel", stroke: COLOR }),
		),
	});
	return {
		id: "pulses",
		title: "A cell under pulses",
		caption:
			"Each in shares of its greatest magnitude, which stands beside it.",
		plot,
		data: traceData(trace),
	};
}

/** A quantity in shares of its greatest magnitude, which the label tells. */
function panel(
	name: string,
	unit: string,
	perSi: number,
	trace: readonly TracePoint[],
	of: (point: TracePoint) => number,
) {
	const greatest = trace.reduce(
		(most, point) => Math.max(most, Math.abs(of(point))),
		Number.MIN_VALUE,
	);
	const label = `${name} / ${(greatest * perSi).toPrecision(3)} ${unit}`;
	const points = trace.map((point) => ({
		time: point.time,
		share: of(point) / greatest,
		panel: label,
	}));
	return { label, points };
}

function traceData(trace: readonly TracePoint[]): FigureData {
	return {
		columns: [
			"time (s)",
			"voltage (V)",
			"current (A)",
			"gap (m)",
			"temperature (K)",
		],
		rows: trace.map((p) => [
			p.time,
			p.voltage,
			p.current,
			p.gap,
			p.temperature,
		]),
	};
}

/** What write-verify leaves: how far conductances lie from their target. */
export function programmingFigure(
	document: Document,
	runs: readonly WriteVerifyRun[],
	tolerance: number,
): Figure {
	const plot = drawPlot(document, {
		height: 320,
		marginLeft: 50,
		marginBottom: 42,
		x: { label: "conductance / target − 1 →", tickFormat: "%" },
		y: { label: "↑ cells", grid: true },
		marks: [
			Plot.rectY(runs, {
				...Plot.binX(
					{ y: "count" },
					{ x: (run: WriteVerifyRun) => run.error, thresholds: 20 },
				),
				fill: COLOR,
			}),
			Plot.ruleX([-tolerance, tolerance], {
				stroke: SECOND,
				strokeDasharray: "4 3",
			}),
			Plot.ruleY([0]),
		],
	});
	return {
		id: "programming",
		title: "Cells after write-verify",
		caption: `${runs.length} cells; dashed: the tolerance.`,
		plot,
		data: {
			columns: [
				"cell",
				"conductance (S)",
				"relative error",
				"pulses",
				"energy (J)",
				"time (s)",
			],
			rows: runs.map((run, cell) => [
				cell,
				run.conductance,
				run.error,
				run.pulses.length,
				run.energy,
				run.time,
			]),
		},
	};
}
