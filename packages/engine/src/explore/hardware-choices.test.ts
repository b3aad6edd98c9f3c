import { expect, test } from "vitest";
import { inputEncoders } from "../encode/input-encoders.js";
import { presetDesign } from "../presets/preset-designs.js";
import { encodingChoices } from "./hardware-choices.js";

const isaac = presetDesign("isaac");
const design = {
	...isaac,
	operands: { ...isaac.operands, inputSign: "where-needed" as const },
};
const isShifted = ({
	design: { operands },
}: {
	readonly design: typeof isaac;
}) => operands.inputSign === "shifted";

test("inputs of either sign are also shifted, for layers that choose among codes without a sign", () => {
	const choices = encodingChoices(design, ["encoding"], false, true);
	const shifted = choices.filter(isShifted);
	expect(shifted.map(({ label }) => label)).toEqual([
		"digits of each layer, single 2-bit cells, inputs shifted from 0 on",
		"digits of each layer, pairs of 2-bit cells, inputs shifted from 0 on",
	]);
	for (const { design: own, digits } of shifted) {
		expect(digits!.map(({ inputs }) => inputs)).toContain(own.encoding.inputs);
		for (const { inputs } of digits!)
			expect(inputEncoders[inputs].planes(6, false, 2)[0]!.min).toBe(0);
	}
});

test("nothing is shifted where no input has a sign, or a sign is asked for", () => {
	const none = [
		encodingChoices(design, ["encoding"], false, false),
		encodingChoices(isaac, ["encoding"], false, true),
		encodingChoices(design, ["encoding"], true, true),
		encodingChoices(design, ["adc"], false, true),
	];
	expect(none.flat().filter(isShifted)).toEqual([]);
});
