import { expect, test } from "vitest";
import type { Cost } from "../cost/cost.js";
import { logObjective, parseObjective } from "./objective.js";

const cost = (
	energyPerImage: number,
	imagesPerSecond: number,
	area: number,
): Cost => ({ energyPerImage, imagesPerSecond, area, latency: 1 }) as Cost;

test("an objective is a product of gains to the power of their weights", () => {
	const objective = parseObjective("energy=1, throughput=2");
	expect(objective).toEqual({ energy: 1, throughput: 2 });
	const gain = (a: Cost, b: Cost) =>
		Math.exp(logObjective(objective, b) - logObjective(objective, a));
	expect(gain(cost(8, 5, 1), cost(2, 15, 9))).toBeCloseTo(4 * 3 ** 2, 9);
});

test("area counts what a square metre gives", () => {
	const objective = parseObjective("area");
	const ratio = Math.exp(
		logObjective(objective, cost(1, 30, 2)) -
			logObjective(objective, cost(1, 10, 1)),
	);
	expect(ratio).toBeCloseTo(1.5, 9);
});

test.each([
	["speed", /found "speed", expected energy, throughput, area, latency/],
	["energy=0", /energy: found weight "0", expected a number above 0/],
	["energy=", /found weight ""/],
	["energy=x", /found weight "x"/],
	["", /found ""/],
	["energy=1,area,energy=2", /found energy twice/],
])("%o is refused", (text, message) => {
	expect(() => parseObjective(text)).toThrow(message);
});
