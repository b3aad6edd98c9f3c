import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomFor } from "../base/random.js";
import { classProbabilities } from "./class-probabilities.js";

/** Mean logarithm of the labels' probabilities with a given sharpness. */
function likelihood(
	scores: readonly number[],
	labels: readonly number[],
	sharpness: number,
): number {
	const classes = scores.length / labels.length;
	const ofImages = labels.map((label, image) => {
		const own = scores.slice(image * classes, (image + 1) * classes);
		const top = Math.max(...own);
		const sum = own.reduce((t, x) => t + Math.exp(sharpness * (x - top)), 0);
		return sharpness * (own[label]! - top) - Math.log(sum);
	});
	return ofImages.reduce((a, b) => a + b) / labels.length;
}

/** Scores whose labels are drawn from a softmax of a known sharpness. */
function drawn(images: number, classes: number, sharpness: number) {
	const random = randomFor(5, "labels");
	const scores: number[] = [];
	const labels: number[] = [];
	for (let image = 0; image < images; image++) {
		const own = Array.from({ length: classes }, (_, k) =>
			random.normal(0, image, k),
		);
		const weights = own.map((x) => Math.exp(sharpness * x));
		let left = random.uniform(1, image, 0) * weights.reduce((a, b) => a + b, 0);
		const label = weights.findIndex((weight) => {
			left -= weight;
			return left < 0;
		});
		scores.push(...own);
		labels.push(label);
	}
	return { scores, labels };
}

/** What the logarithms of two probabilities differ by, over what their scores do. */
function sharpnessOf(probabilities: Float64Array, scores: readonly number[]) {
	const odds = probabilities[0]! / probabilities[1]!;
	return Math.log(odds) / (scores[0]! - scores[1]!);
}

describe("probabilities of classes", () => {
	test("are as sharp as the labels were drawn", () => {
		const { scores, labels } = drawn(4000, 4, 1.7);
		const sharpness = sharpnessOf(classProbabilities(scores, labels), scores);
		expect(Math.abs(sharpness - 1.7)).toBeLessThan(0.1);
	});

	test("make the labels likelier than a little more or less sharp ones", () => {
		const { scores, labels } = drawn(200, 3, 0.8);
		const sharpness = sharpnessOf(classProbabilities(scores, labels), scores);
		const best = likelihood(scores, labels, sharpness);
		for (const other of [0.95, 1.05])
			expect(likelihood(scores, labels, other * sharpness)).toBeLessThan(best);
	});

	test("do not depend on the unit of the scores, nor on what all scores of an image share", () => {
		const { scores, labels } = drawn(100, 3, 1);
		const plain = classProbabilities(scores, labels);
		const other = classProbabilities(
			scores.map((score, at) => 1e-4 * score + Math.floor(at / 3)),
			labels,
		);
		for (const [at, probability] of plain.entries())
			expect(other[at]).toBeCloseTo(probability, 6);
	});

	test("add up to 1 for each image and keep the order of the scores, whatever the labels", () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.record({
						scores: fc.tuple(fc.integer(), fc.integer(), fc.integer()),
						label: fc.integer({ min: 0, max: 2 }),
					}),
					{ minLength: 1, maxLength: 10 },
				),
				(images) => {
					const scores = images.flatMap((image) => image.scores);
					const labels = images.map(({ label }) => label);
					const result = classProbabilities(scores, labels);
					for (const [image, own] of images.entries()) {
						const ofImage = [...result.subarray(3 * image, 3 * image + 3)];
						expect(ofImage.reduce((a, b) => a + b)).toBeCloseTo(1, 10);
						for (const [a, b] of [
							[0, 1],
							[1, 2],
						] as const)
							if (own.scores[a] >= own.scores[b])
								expect(ofImage[a]).toBeGreaterThanOrEqual(ofImage[b]!);
					}
				},
			),
		);
	});

	test("of labels that say nothing against it are sharp", () => {
		expect([...classProbabilities([2, 0, 0, 3], [0, 1])]).toEqual([1, 0, 0, 1]);
	});
});
