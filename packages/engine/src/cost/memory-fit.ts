import type { Joules, SquareMetres, Watts } from "../base/units.js";
import { mm2, mW, pJ } from "../base/units.js";
import type { Design } from "../design/design.js";

/** A published memory: what our fits go through. */
export interface MemoryPoint {
	readonly bytes: number;
	readonly area: SquareMetres;
	/** Of one access; absent where only a power was published, for no stated rate. */
	readonly energy?: Joules;
	readonly leakage?: Watts;
	readonly source: string;
}

const PUMA =
	"puma-simulator, include/constants.py, data memory, 32 nm, 1 ns an access";
const PUMA_EDRAM =
	"puma-simulator, include/constants.py, eDRAM of 256-bit words, 2 ns an access";
const ISAAC = "ISAAC, ISCA 2016, Table I, 32 nm";

/** Registers and data memories of 16-bit words at 32 nm. */
export const sramPoints: readonly MemoryPoint[] = [
	point(256, 0.00056, PUMA, 0.16, 0.044),
	point(512, 0.00108, PUMA, 0.24, 0.078),
	point(1024, 0.00192, PUMA, 0.33, 0.147),
	point(2048, 0.00392, PUMA, 0.57, 0.33),
	point(256, 0.00077, `${ISAAC}, OR of the IMA`),
	point(2048, 0.0021, `${ISAAC}, IR`),
	point(3072, 0.0032, `${ISAAC}, OR of the tile`),
];

/** eDRAM of 256-bit words at 32 nm. */
export const edramPoints: readonly MemoryPoint[] = [
	point(65536, 0.083, `${ISAAC}; 20.45 pJ a word as CiMLoop books it`, 20.45),
	point(65536, 0.086, PUMA_EDRAM, 17.2, 0.46),
	point(131072, 0.121, PUMA_EDRAM, 25.35, 0.77),
];

function point(
	bytes: number,
	squareMillimetres: number,
	source: string,
	picojoules?: number,
	milliwatts?: number,
): MemoryPoint {
	return {
		bytes,
		area: mm2(squareMillimetres),
		source,
		...(picojoules === undefined ? {} : { energy: pJ(picojoules) }),
		...(milliwatts === undefined ? {} : { leakage: mW(milliwatts) }),
	};
}

/** `factor · bytes^exponent`, as CACTI's arrays grow over small ranges. */
export interface PowerLaw {
	readonly factor: number;
	readonly exponent: number;
	/** Greatest deviation from a point, as a ratio less 1. */
	readonly worstError: number;
}

/** Least squares in logarithms through the points that have the figure. */
export function fitPowerLaw(
	points: readonly MemoryPoint[],
	of: "area" | "energy" | "leakage",
): PowerLaw {
	const known = points.flatMap((point) => {
		const y = point[of];
		return y === undefined
			? []
			: [{ x: Math.log(point.bytes), y: Math.log(y) }];
	});
	const mean = (values: readonly number[]) =>
		values.reduce((sum, value) => sum + value, 0) / values.length;
	const x0 = mean(known.map(({ x }) => x));
	const y0 = mean(known.map(({ y }) => y));
	const exponent =
		mean(known.map(({ x, y }) => (x - x0) * (y - y0))) /
		mean(known.map(({ x }) => (x - x0) ** 2));
	const offset = y0 - exponent * x0;
	const errors = known.map(({ x, y }) =>
		Math.expm1(Math.abs(offset + exponent * x - y)),
	);
	return {
		factor: Math.exp(offset),
		exponent,
		worstError: Math.max(...errors),
	};
}

/**
 * The design with tile buffers of another size: its own eDRAM row, which the fit's exponents scale. Rates stay.
 *
 * @param capacityBits of one buffer
 */
export function resizeBuffer(design: Design, capacityBits: number): Design {
	const { edram } = design.components;
	const ratio = capacityBits / edram.capacityBits;
	const energy = ratio ** fitPowerLaw(edramPoints, "energy").exponent;
	const area = ratio ** fitPowerLaw(edramPoints, "area").exponent;
	return {
		...design,
		components: {
			...design.components,
			edram: {
				...edram,
				capacityBits,
				energyPerAction: edram.energyPerAction * energy,
				area: edram.area * area,
				source: `${edram.source}; resized from ${edram.capacityBits} to ${capacityBits} bits by the fit through published eDRAMs: energy * ${energy.toPrecision(4)}, area * ${area.toPrecision(4)}`,
			},
		},
	};
}
