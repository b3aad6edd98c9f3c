import { chipAreas } from "../../cost/chip.js";
import type { Hardware } from "../../cost/component-models.js";
import { peakFigures, peakPower } from "../../cost/peak.js";
import type { Design } from "../../design/design.js";
import { planLayer } from "../../map/plan-layer.js";
import { besidePublished } from "../beside-published.js";
import { fullArray } from "../full-array.js";
import type { ReproducedFigure } from "../reproduced-figure.js";
import { pumaPublished } from "./published.js";

/** ISAAC's converters and drivers. */
const HARDWARE: Hardware = {
	adcBits: 8,
	driverSize: 1,
	hasWeightZeroPoints: false,
	weightSumBits: 0,
	converterTableBits: 0,
	inputEncoderBits: 0,
};
const UNITS_PER_CORE = 2;

const READS =
	"PUMA's unit takes a product every 1.38 us by its published peak, ours every 16 reads of 100.8 ns";
const CONTROL =
	"instruction memories, control and vector units of PUMA's cores are not modelled; its chip link is ISAAC's here";

export function reproducePuma(puma: Design): readonly ReproducedFigure[] {
	const { pe, chip } = peakPower(puma, HARDWARE);
	const { timePerPosition } = planLayer(fullArray(puma), puma);
	const { gops, gopsPerMm2, gopsPerWatt } = peakFigures(puma, HARDWARE);
	return besidePublished(pumaPublished, {
		"energy of one matrix-vector product, 128×128": {
			ours: (pe * fullReadTime(puma, timePerPosition)) / UNITS_PER_CORE,
			reason:
				"what PUMA's figure includes is not in our sources; registers are ISAAC's here",
		},
		"peak throughput": { ours: gops, reason: READS },
		"power of the chip": { ours: chip, reason: `${CONTROL}; ${READS}` },
		"area of the chip": {
			ours: chipAreas(puma, HARDWARE).chip,
			reason: CONTROL,
		},
		"peak computational density": {
			ours: gopsPerMm2,
			reason: `${READS}; ${CONTROL}`,
		},
		"peak power efficiency": {
			ours: gopsPerWatt,
			reason: `${READS}; ${CONTROL}`,
		},
	});
}

/** Sixteen reads, each as long as 129 conversions of one ADC an array. */
function fullReadTime(
	{ crossbar, components, operands }: Design,
	timeOfOneOutput: number,
): number {
	const conversions =
		(crossbar.columns + 1) * HARDWARE.adcBits * components.adc.timePerBit;
	return Math.max(timeOfOneOutput, operands.inputBits * conversions);
}
