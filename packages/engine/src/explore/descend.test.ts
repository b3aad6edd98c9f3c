import fc from "fast-check";
import { expect, test } from "vitest";
import { descend } from "./descend.js";
import { type Knob, type KnobSetting, unturned } from "./knob.js";

/** A knob whose notches have a noise and a gain of their own. */
interface Slope {
	readonly knob: Knob;
	readonly noises: readonly number[];
	readonly gains: readonly number[];
}

const slopes = fc
	.array(
		fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.nat(20)), {
			minLength: 1,
			maxLength: 5,
		}),
		{ minLength: 1, maxLength: 4 },
	)
	.map((drawn) =>
		drawn.map((notches, layer): Slope => {
			const upTo = (values: readonly number[]) =>
				values.map((_, n) => values.slice(0, n + 1).reduce((a, b) => a + b));
			return {
				knob: {
					kind: "adc",
					layers: [`layer${layer}`],
					notches: [[{}], ...notches.map(() => [{}])],
				},
				noises: [0, ...upTo(notches.map(([noise]) => noise / 100))],
				gains: [0, ...upTo(notches.map(([, gain]) => gain))],
			};
		}),
	);

function terrainOf(all: readonly Slope[]) {
	const of = (knob: Knob) => all.find((slope) => slope.knob === knob)!;
	return {
		noiseAt: (knob: Knob, notch: number) => ({
			noise: of(knob).noises[notch]!,
			way: 0,
		}),
		scoreOf: (settings: readonly KnobSetting[]) =>
			settings.reduce(
				(sum, { knob, notch }) => sum + of(knob).gains[notch]!,
				0,
			),
	};
}

test("every step gains, within the noise that is allowed, and states noise and score as they are", () => {
	fc.assert(
		fc.property(
			slopes,
			fc.double({ min: 0.01, max: 1, noNaN: true }),
			(all, limit) => {
				const terrain = terrainOf(all);
				const knobs = all.map(({ knob }) => knob);
				let score = 0;
				for (const step of descend(unturned(knobs), terrain, limit)) {
					const noise = step.settings.reduce(
						(sum, { knob, notch }) => sum + terrain.noiseAt(knob, notch).noise,
						0,
					);
					expect(step.noise).toBeCloseTo(noise, 9);
					expect(step.noise).toBeLessThanOrEqual(limit + 1e-12);
					expect(step.score).toBe(terrain.scoreOf(step.settings));
					expect(step.score).toBeGreaterThan(score);
					({ score } = step);
				}
			},
		),
	);
});

test("takes first what gains most for its noise, and looks past a notch that gains nothing alone", () => {
	const knob = (layer: string): Knob => ({
		kind: "adc",
		layers: [layer],
		notches: [[{}], [{}], [{}]],
	});
	const [steep, late] = [knob("steep"), knob("late")];
	const all = [
		{ knob: late, noises: [0, 0.1, 0.2], gains: [0, 0, 4] },
		{ knob: steep, noises: [0, 0.1, 0.5], gains: [0, 3, 4] },
	];
	const steps = descend(unturned([late, steep]), terrainOf(all), 1);
	expect(
		steps.map(({ settings, turned }) => [
			settings[turned]!.knob.layers[0],
			settings[turned]!.notch,
		]),
	).toEqual([
		["steep", 1],
		["late", 2],
		["steep", 2],
	]);
	expect(descend(unturned([late, steep]), terrainOf(all), 0.35)).toHaveLength(
		2,
	);
});
