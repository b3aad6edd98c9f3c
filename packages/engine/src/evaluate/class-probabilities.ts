import { exponential } from "../base/exponential.js";

/** Halvings of the range of sharpness: its logarithm is then found to 2⁻³⁰. */
const HALVINGS = 36;
/** Sharpest and least sharp, as powers of 2, of scores whose mean square is 1. */
const WIDEST = 30;

/**
 * Probabilities of the classes that a network's scores stand for: a softmax, as sharp as makes the labels most likely
 * (temperature scaling: Guo, Pleiss, Sun, Weinberger, On calibration of modern neural networks, ICML 2017).
 *
 * @param scores [images × classes], of any scale
 * @param labels class of each image
 * @returns [images × classes]
 */
export function classProbabilities(
	scores: ArrayLike<number>,
	labels: ArrayLike<number>,
): Float64Array {
	const classes = scores.length / labels.length;
	const belowTop = differencesToTop(scores, classes);
	const squares = belowTop.reduce((sum, value) => sum + value ** 2, 0);
	const unit = Math.sqrt(belowTop.length / (squares || 1));
	let low = -WIDEST;
	let high = WIDEST;
	for (let n = 0; n < HALVINGS; n++) {
		const middle = (low + high) / 2;
		if (isTooSharp(belowTop, labels, unit * 2 ** middle)) high = middle;
		else low = middle;
	}
	return softmaxes(belowTop, classes, unit * 2 ** low);
}

/** Whether the labels would be likelier with less: scores of classes are expected to be greater than those of labels are. */
function isTooSharp(
	belowTop: Float64Array,
	labels: ArrayLike<number>,
	sharpness: number,
): boolean {
	const classes = belowTop.length / labels.length;
	const probabilities = softmaxes(belowTop, classes, sharpness);
	let excess = 0;
	for (let at = 0; at < belowTop.length; at++)
		excess += probabilities[at]! * belowTop[at]!;
	for (let image = 0; image < labels.length; image++)
		excess -= belowTop[image * classes + labels[image]!]!;
	return excess > 0;
}

function softmaxes(
	belowTop: Float64Array,
	classes: number,
	sharpness: number,
): Float64Array {
	const result = belowTop.map((value) => exponential(sharpness * value));
	for (let first = 0; first < result.length; first += classes) {
		const ofImage = result.subarray(first, first + classes);
		const sum = ofImage.reduce((total, value) => total + value, 0);
		for (let k = 0; k < classes; k++) ofImage[k]! /= sum;
	}
	return result;
}

/** Scores of each image less the greatest of them. */
function differencesToTop(
	scores: ArrayLike<number>,
	classes: number,
): Float64Array {
	const result = Float64Array.from(scores);
	for (let first = 0; first < result.length; first += classes) {
		const ofImage = result.subarray(first, first + classes);
		const top = ofImage.reduce((a, b) => Math.max(a, b), -Infinity);
		for (let k = 0; k < classes; k++) ofImage[k]! -= top;
	}
	return result;
}
