import { expect, test } from "vitest";
import { randomFor } from "../base/random.js";
import { classProbabilities } from "./class-probabilities.js";
import { expectedLoss } from "./expected-loss.js";

const probabilities = Float64Array.of(0.7, 0.2, 0.1, 0.5, 0.5, 0);
/** Contradicts nothing. */
const anything = { lower95: -1, upper95: 1 };

test("a changed class costs what its probability is less than that of float's class", () => {
	const lossOf = (...classes: number[]) =>
		expectedLoss(probabilities, Int32Array.from(classes), anything)?.loss;
	expect(lossOf(0, 1)).toBe(0);
	expect(lossOf(1, 2)).toBeCloseTo((0.5 + 0.5) / 2, 12);
});

test("the interval lies around the loss, from 0 on, and is not empty where no class changes", () => {
	const certain = new Float64Array(100).fill(1);
	const none = expectedLoss(certain, new Int32Array(100), anything);
	expect(none).toMatchObject({ loss: 0, lower95: 0 });
	expect(none?.upper95).toBeCloseTo((1.96 * 0.5) / 100, 4);
});

test.each([
	[-0.6, -0.3, true],
	[-0.99, -0.95, false],
	[-0.1, 0.1, false],
])(
	"nothing is expected where the count says otherwise: a difference of %f … %f",
	(lower95, upper95, agrees) => {
		const images = 200;
		const halves = new Float64Array(2 * images);
		const classes = new Int32Array(images);
		for (let image = 0; image < images; image++) {
			halves.set([0.9, 0.1], 2 * image);
			classes[image] = image % 2;
		}
		const found = expectedLoss(halves, classes, { lower95, upper95 });
		expect(found !== undefined).toBe(agrees);
	},
);

/** Sets of images with labels drawn from the probabilities, and classes by scores with noise. */
function losses(sets: number, images: number) {
	const random = randomFor(3, "images");
	return Array.from({ length: sets }, (_, set) => {
		const scores: number[] = [];
		const labels: number[] = [];
		const classes = new Int32Array(images);
		const float = new Int32Array(images);
		for (let image = 0; image < images; image++) {
			const margin = 3 * random.normal(set, image, 0);
			const isFirst =
				random.uniform(set, image, 1) < 1 / (1 + Math.exp(-margin));
			scores.push(margin, 0);
			labels.push(isFirst ? 0 : 1);
			float[image] = margin > 0 ? 0 : 1;
			classes[image] = margin + random.normal(set, image, 2) > 0 ? 0 : 1;
		}
		const right = (of: Int32Array) =>
			of.reduce((sum, own, n) => sum + (own === labels[n] ? 1 : 0), 0);
		return {
			counted: (right(float) - right(classes)) / images,
			expected: expectedLoss(
				classProbabilities(scores, labels),
				classes,
				anything,
			)!,
		};
	});
}

const mean = (values: readonly number[]) =>
	values.reduce((a, b) => a + b, 0) / values.length;
const deviation = (values: readonly number[]) =>
	Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));

test("it is what counting comes to in the mean, with half the deviation at most, which its interval says", () => {
	const sets = losses(60, 500);
	const counted = sets.map((set) => set.counted);
	const expected = sets.map((set) => set.expected.loss);
	const uncertainty = deviation(counted) / Math.sqrt(sets.length);
	expect(Math.abs(mean(counted) - mean(expected))).toBeLessThan(
		3 * uncertainty,
	);
	expect(deviation(expected)).toBeLessThan(deviation(counted) / 2);
	const truth = mean(expected);
	const covers = sets.filter(
		({ expected: { lower95, upper95 } }) =>
			lower95 <= truth && truth <= upper95,
	);
	expect(covers.length / sets.length).toBeGreaterThan(0.88);
});
