import { expect, test } from "vitest";
import { quantizationNote } from "./quantization-note.js";

const off = { biasCorrection: false, channelEqualization: false };

test("a loss of more than half a point in integers names the settings that are off", () => {
	const accuracy = { float: 0.62, integer: 0.608 };
	const said =
		"exact integers are 1.20 points below float, before any crossbar";
	expect(quantizationNote(accuracy, off)).toEqual([
		`${said}: try operands.biasCorrection: true with operands.channelEqualization: true, or more operand bits`,
	]);
	expect(quantizationNote(accuracy, { ...off, biasCorrection: true })).toEqual([
		`${said}: try operands.channelEqualization: true, or more operand bits`,
	]);
	expect(
		quantizationNote(accuracy, { ...off, channelEqualization: "joined" }),
	).toEqual(quantizationNote(accuracy, off));
	const on = { biasCorrection: true, channelEqualization: true };
	expect(quantizationNote(accuracy, on)).toEqual([
		`${said}: try more operand bits`,
	]);
});

test("half a point and less, and a gain, are not worth a word", () => {
	expect(quantizationNote({ float: 0.62, integer: 0.615 }, off)).toEqual([]);
	expect(quantizationNote({ float: 0.62, integer: 0.63 }, off)).toEqual([]);
});
