import type { Design } from "./design.js";

/** A physical constant of a design, with where it is from. */
export interface DesignConstant {
	/** Place in the design: keys joined by dots. */
	readonly path: string;
	readonly value: number;
	readonly unit: string;
	/** Absent where the design does not say. */
	readonly source: string | undefined;
}

/** Fields that hold a quantity, wherever they stand. */
const UNITS: Readonly<Record<string, string>> = {
	energyPerAction: "J",
	area: "m2",
	throughput: "Hz",
	peakRate: "Hz",
	staticPower: "W",
	readPulse: "s",
	timePerBit: "s",
	arrayReadTime: "s",
	energyPerCell: "J",
	timePerRow: "s",
	endurance: "",
	energy: "J",
};

/** All constants of the components and the crossbar, in the order of the design. */
export function designConstants(design: Design): readonly DesignConstant[] {
	return [
		...within(design.crossbar, "crossbar", design.crossbar.source),
		...Object.entries(design.components).flatMap(([name, component]) =>
			within(component, `components.${name}`, component.source),
		),
	];
}

function within(
	record: object,
	path: string,
	source: string | undefined,
): readonly DesignConstant[] {
	return Object.entries(record).flatMap(([key, value]) => {
		const place = `${path}.${key}`;
		if (typeof value === "object" && value !== null) {
			const own = "source" in value ? String(value.source) : source;
			return within(value, place, own);
		}
		const unit = UNITS[key];
		return unit === undefined || typeof value !== "number"
			? []
			: [{ path: place, value, unit, source }];
	});
}

/** The design with one constant multiplied. */
export function withConstant(
	design: Design,
	path: string,
	factor: number,
): Design {
	const replace = (value: unknown, keys: readonly string[]): unknown => {
		const [key, ...rest] = keys;
		if (key === undefined) return (value as number) * factor;
		if (Array.isArray(value))
			return value.map((item, n) =>
				String(n) === key ? replace(item, rest) : item,
			);
		const record = value as Readonly<Record<string, unknown>>;
		return { ...record, [key]: replace(record[key], rest) };
	};
	return replace(design, path.split(".")) as Design;
}
