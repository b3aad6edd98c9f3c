import { exponential } from "../base/exponential.js";
import { naturalLogarithm } from "../base/natural-logarithm.js";
import { type LevelScale, microsiemensPerLevel } from "../design/cell-scale.js";
import type { Drift } from "../design/device.js";
import { ASU_RRAM, BOLTZMANN } from "./compact-model/rram-model.js";
import type { CellDraws } from "./programming-models.js";

type Of<K> = Extract<Drift, { kind: K }>;

/** What time makes of a cell's conductance, in levels. */
type DriftModel<K extends Drift["kind"]> = (
	drift: Of<K>,
	held: number,
	scale: LevelScale,
	draws: CellDraws,
) => number;

const driftModels: { readonly [K in Drift["kind"]]: DriftModel<K> } = {
	none: (_, held) => held,
	"gap-growth": ({ temperature, time }, held, { off }) =>
		held <= off
			? held
			: Math.max(off, held * exponential(-gapGrowth(temperature, time))),
	"power-law": (
		{ exponent, exponentDeviation, time, reference },
		held,
		_,
		draws,
	) => {
		const nu =
			exponentDeviation === 0
				? exponent
				: exponent + exponentDeviation * draws.normal();
		return held * exponential(-nu * elapsed({ time, reference }));
	},
	logarithmic: (drift, held, scale, draws) => {
		const unit = microsiemensPerLevel(scale, drift.topConductance);
		const t = elapsed(drift);
		const sigma = Math.max(0, drift.spread * t + drift.spreadAtReference);
		return held + (drift.mean * t + draws.normal() * sigma) / unit;
	},
};

/** By how much the gap of a cell without voltage grows, over the length by which tunnelling falls to 1 / e. */
function gapGrowth(temperature: number, time: number): number {
	const { velocity, generationEnergy, recombinationEnergy, gapScale } =
		ASU_RRAM;
	const kT = BOLTZMANN * temperature;
	const hops =
		exponential(-recombinationEnergy / kT) -
		exponential(-generationEnergy / kT);
	return (velocity * hops * time) / gapScale;
}

/** ln (time / reference). */
function elapsed({ time, reference }: { time: number; reference: number }) {
	return time < reference
		? naturalLogarithm(time / reference)
		: -naturalLogarithm(reference / time);
}

/** Conductance after the time that the design says, in levels, never negative. */
export function drifted(
	drift: Drift,
	held: number,
	scale: LevelScale,
	draws: CellDraws,
): number {
	return Math.max(
		0,
		(driftModels[drift.kind] as DriftModel<Drift["kind"]>)(
			drift as never,
			held,
			scale,
			draws,
		),
	);
}
