import type { AdcPoint } from "../../design/components.js";
import type { AdcModel } from "./adc-model.js";

/**
 * Energy and area through the points: logarithms are interpolated between neighbours, and go on beyond the ends as
 * between the last two. One point alone holds for all widths.
 *
 * @param points by ascending bits, at least one
 */
export function modelThrough(
	points: readonly AdcPoint[],
): Pick<AdcModel, "energyPerConversion" | "area"> {
	const through = (of: "energy" | "area") => (bits: number) =>
		interpolate(points, of, bits);
	return { energyPerConversion: through("energy"), area: through("area") };
}

function interpolate(
	points: readonly AdcPoint[],
	of: "energy" | "area",
	bits: number,
): number {
	const exact = points.find((point) => point.bits === bits);
	if (exact || points.length === 1) return (exact ?? points[0]!)[of];
	const above = points.findIndex((point) => point.bits > bits);
	const right = above === -1 ? points.length - 1 : Math.max(1, above);
	const [a, b] = [points[right - 1]!, points[right]!];
	const share = (bits - a.bits) / (b.bits - a.bits);
	return a[of] * (b[of] / a[of]) ** share;
}
