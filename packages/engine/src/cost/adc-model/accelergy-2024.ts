import {
	type Joules,
	type Metres,
	pJ,
	type SquareMetres,
	um2,
} from "../../base/units.js";
import type { AdcModel, AdcOperation } from "./adc-model.js";

/** The regression has no converters of fewer bits: they cost as much as these. */
const LEAST_BITS = 4;
const DECIBELS_PER_BIT = 6.0206;

/** Energy by the best figure of merit at the bits and the rate, area by rate and energy. */
export const accelergy2024: AdcModel = {
	kind: "accelergy-2024",
	title: "regression over published ADCs, any node and rate, from 4 bits on",
	technologyNode: "any",
	source:
		"Andrulis et al., arXiv 2404.06553, Accelergy ADC plug-in (also CiMLoop), model.py and model.yaml: SNDR = 6.0206 b + 1.761; FOMs = min(213.7807 - 2.871903 ln f, 128.30684 + 3.2205115 b); E pJ = 0.5 10^((SNDR - FOMs) / 10) exp(26.04962 + 1.880037 ln nm - 2.829126 ln b - 1.470202); A um2 = exp(0.9932795 ln nm + 0.1807154 ln f + 0.2991243 ln E + 1.3461916). Fewer than 4 bits are taken as 4",
	energyPerConversion,
	area(bits, operation) {
		const picojoules = energyPerConversion(bits, operation) / pJ(1);
		return areaOf(picojoules, operation);
	},
};

function energyPerConversion(
	bits: number,
	{ conversionsPerSecond, technologyNode }: AdcOperation,
): Joules {
	const b = Math.max(bits, LEAST_BITS);
	const noiseAndDistortion = DECIBELS_PER_BIT * b + 1.761;
	const figureOfMerit = Math.min(
		213.7807 - 2.871903 * Math.log(conversionsPerSecond),
		128.30684 + 3.2205115 * Math.ceil(b),
	);
	const ofNode = Math.exp(
		26.04962 +
			1.880037 * Math.log(nanometres(technologyNode)) -
			2.829126 * Math.log(b) -
			1.470202,
	);
	return pJ(0.5 * 10 ** ((noiseAndDistortion - figureOfMerit) / 10) * ofNode);
}

function areaOf(
	picojoules: number,
	{ conversionsPerSecond, technologyNode }: AdcOperation,
): SquareMetres {
	return um2(
		Math.exp(
			0.9932795 * Math.log(nanometres(technologyNode)) +
				0.1807154 * Math.log(conversionsPerSecond) +
				0.2991243 * Math.log(picojoules) +
				1.3461916,
		),
	);
}

const nanometres = (node: Metres): number => node * 1e9;
