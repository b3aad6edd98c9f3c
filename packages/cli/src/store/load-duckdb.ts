import { InputError } from "@mho/engine";

export type DuckDb = typeof import("@duckdb/node-api");

/**
 * DuckDB, which is installed only by those who sweep.
 *
 * @throws InputError that says how to install it
 */
export async function loadDuckDb(): Promise<DuckDb> {
	try {
		return await import("@duckdb/node-api");
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND")
			throw error;
		throw new InputError(
			"DuckDB is not installed, which result stores are files of: npm install @duckdb/node-api",
		);
	}
}
