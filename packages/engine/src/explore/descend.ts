import type { Knob, KnobSetting } from "./knob.js";

/** One turn of one knob on the way down. */
export interface Descent {
	/** Where all knobs stand after it. */
	readonly settings: readonly KnobSetting[];
	/** Index of the knob that was turned. */
	readonly turned: number;
	/** Logarithm of the objective after it. */
	readonly score: number;
	/** Relative noise of the scores that is expected, the sum over all knobs. */
	readonly noise: number;
}

/** What one knob does to the scores. */
export interface KnobNoise {
	/** Power of the difference over that of the scores. */
	readonly noise: number;
	/** The way of the notch that gives it. */
	readonly way: number;
}

/** What a search asks about its knobs. */
export interface Terrain {
	/** With one knob at a notch and all others at 0. */
	noiseAt(knob: Knob, notch: number): KnobNoise;
	/** Logarithm of the objective. */
	scoreOf(settings: readonly KnobSetting[]): number;
}

/** Notches that are looked ahead: the objective may gain nothing by one of them alone. */
const LOOK_AHEAD = 3;
/** Noise below which no network tells the difference: the quotient of gain and noise stays finite. */
const LEAST_NOISE = 1e-7;

/**
 * Turns the knob that gains most of the objective for the noise that it adds, again and again, as long as the
 * noise that is expected stays below a limit. Noises of different knobs are taken to add up: they are small, and
 * independent of each other.
 *
 * @param start where all knobs stand at first
 */
export function descend(
	start: readonly KnobSetting[],
	{ noiseAt, scoreOf }: Terrain,
	limit: number,
): readonly Descent[] {
	let settings = start;
	const noises = start.map(({ knob, notch }) =>
		notch === 0 ? 0 : noiseAt(knob, notch).noise,
	);
	let score = scoreOf(settings);
	const steps: Descent[] = [];
	for (;;) {
		let best:
			| (Descent & { readonly own: number; readonly rate: number })
			| undefined;
		for (const [at, { knob, notch }] of settings.entries()) {
			const last = Math.min(notch + LOOK_AHEAD, knob.notches.length - 1);
			for (let to = notch + 1; to <= last; to++) {
				const { noise: own, way } = noiseAt(knob, to);
				const noise = sum(noises) - noises[at]! + own;
				if (noise > limit) break;
				const turned = settings.with(at, { knob, notch: to, way });
				const next = scoreOf(turned);
				const gain = next - score;
				const rate = gain / Math.max(own - noises[at]!, LEAST_NOISE);
				if (gain > 0 && rate > (best?.rate ?? 0))
					best = {
						settings: turned,
						turned: at,
						score: next,
						noise,
						own,
						rate,
					};
			}
		}
		if (!best) return steps;
		({ settings, score } = best);
		noises[best.turned] = best.own;
		const { turned, noise } = best;
		steps.push({ settings, turned, score, noise });
	}
}

const sum = (values: readonly number[]): number =>
	values.reduce((total, value) => total + value, 0);
