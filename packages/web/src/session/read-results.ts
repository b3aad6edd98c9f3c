import {
	analysePoints,
	InputError,
	type Metric,
	pointsOfRows,
	type ResultPoints,
	type ResultRow,
	spaceOfPoints,
} from "@mho/engine";
import { parquetReadObjects } from "hyparquet";
import type { AnalysedSpace, NamedBytes } from "./session.js";

/**
 * Points of a file that `mho query STORE -o FILE` wrote, Parquet or JSON.
 *
 * @throws InputError where it is neither, or holds no points
 */
export async function readResults({
	name,
	bytes,
}: NamedBytes): Promise<ResultPoints> {
	return pointsOfRows(await rowsOf(name, bytes), name);
}

/** What every Parquet file begins with. */
const PARQUET = "PAR1";

async function rowsOf(
	name: string,
	bytes: Uint8Array,
): Promise<readonly ResultRow[]> {
	const start = new TextDecoder("latin1").decode(bytes.subarray(0, 4));
	try {
		if (start === PARQUET)
			return await parquetReadObjects({ file: Uint8Array.from(bytes).buffer });
		const rows = JSON.parse(new TextDecoder().decode(bytes));
		if (Array.isArray(rows)) return rows;
	} catch {
		// Said below.
	}
	throw new InputError(
		`${name}: found neither Parquet nor a JSON array, expected a file of mho query STORE -o results.parquet (or .json)`,
	);
}

export function analyseResults(
	name: string,
	points: ResultPoints,
	objectives: readonly Metric[],
): AnalysedSpace {
	const space = spaceOfPoints(name, points, objectives);
	return { space, analysis: analysePoints(space, points.points) };
}
