import {
	designKey,
	type Point,
	type PointFigures,
	type PointResult,
	type Space,
} from "@mho/engine";

/** SQL types of columns. */
export type ColumnType = "VARCHAR" | "DOUBLE" | "BOOLEAN";
export type ColumnValue = string | number | boolean | undefined;

/** A column that every store has. */
interface ResultColumn {
	readonly name: string;
	readonly type: ColumnType;
	readonly of: (row: StoredPoint) => ColumnValue;
}

/** A result with its point. */
export interface StoredPoint {
	readonly result: PointResult;
	readonly point: Point;
	/** Of mho. */
	readonly version: string;
}

const text = (
	name: string,
	of: (row: StoredPoint) => string | undefined,
): ResultColumn => ({ name, type: "VARCHAR", of });
const number = (
	name: string,
	of: (row: StoredPoint) => number | undefined,
): ResultColumn => ({ name, type: "DOUBLE", of });
const figure = (name: keyof PointFigures): ResultColumn => ({
	name,
	type: name === "boundBy" ? "VARCHAR" : "DOUBLE",
	of: ({ result }) => result.figures?.[name],
});

/** Columns of every store, in order; those of axes come behind them. */
export const resultColumns: readonly ResultColumn[] = [
	text("key", ({ result }) => result.key),
	text("status", ({ result }) => result.status),
	text("error", ({ result }) => result.error),
	text("design", ({ point }) => point.design.name),
	text("network", ({ point }) => point.network),
	text("data", ({ result, point }) =>
		result.images > 0 ? point.data : undefined,
	),
	number("images", ({ result }) => result.images),
	number("seed", ({ point }) => point.seed),
	text("version", ({ version }) => version),
	text("designKey", ({ point }) => designKey(point.design)),
	figure("accuracy"),
	figure("accuracyFloat"),
	figure("accuracyInteger"),
	figure("lossLower95"),
	figure("lossUpper95"),
	figure("energyPerImage"),
	figure("latency"),
	figure("imagesPerSecond"),
	figure("power"),
	figure("area"),
	figure("chipsUsed"),
	figure("tilesUsed"),
	figure("boundBy"),
	number("wallTime", ({ result }) => result.wallTime),
	number("attempt", ({ result }) => result.attempt),
	text("worker", ({ result }) => result.worker),
];

/** Columns of the axes of a space that are not there for every point anyway. */
export function axisColumns({
	axes,
}: Space): readonly { readonly name: string; readonly type: ColumnType }[] {
	const known = resultColumns.map(({ name }) => name.toLowerCase());
	return axes
		.filter(({ name }) => !known.includes(name.toLowerCase()))
		.map(({ name, values }) => {
			const types = new Set(values.map(({ label }) => typeof label));
			const [only] = types;
			if (types.size > 1) return { name, type: "VARCHAR" };
			return {
				name,
				type:
					only === "number"
						? "DOUBLE"
						: only === "boolean"
							? "BOOLEAN"
							: "VARCHAR",
			};
		});
}
