import { existsSync } from "node:fs";
import {
	InputError,
	type PointFigures,
	pointFigureNames,
	type Space,
} from "@mho/engine";
import { VERSION } from "../version.js";
import { type DuckDb, loadDuckDb } from "./load-duckdb.js";
import {
	axisColumns,
	type ColumnValue,
	resultColumns,
	type StoredPoint,
} from "./result-columns.js";

type Connection = Awaited<
	ReturnType<Awaited<ReturnType<DuckDb["DuckDBInstance"]["create"]>>["connect"]>
>;
type Appender = Awaited<ReturnType<Connection["createAppender"]>>;

/** Version of the tables below. */
export const STORE_SCHEMA = 1;

/** Results of a sweep in a file. One process has it open at a time. */
export interface ResultStore {
	/** Keys of all points that are in it. */
	readonly keys: ReadonlySet<string>;
	/**
	 * Adds points whose keys are not there yet, all or none.
	 *
	 * @throws Error where the disk is full or fails
	 */
	add(points: readonly StoredPoint[]): Promise<void>;
	/** What is known of the points that are done, by key. */
	figures(): Promise<ReadonlyMap<string, PointFigures>>;
	/** Forgets points that failed, so that they are tried again. */
	forgetFailed(): Promise<void>;
	/** How many points there are of each status. */
	counts(): Promise<Readonly<Record<string, number>>>;
	query(sql: string): Promise<QueryResult>;
	/** Spaces whose points are in it, the last one last, as JSON. */
	spaces(): Promise<readonly Space[]>;
	close(): void;
}

export interface QueryResult {
	readonly columns: readonly string[];
	/** Numbers, text, true or false; null where there is nothing. */
	readonly rows: readonly (readonly unknown[])[];
}

/**
 * Opens a store to add the points of a space, and makes it where there is none.
 *
 * @throws InputError where it is no store, of another version, or in use
 */
export async function openStore(
	path: string,
	space: Space,
): Promise<ResultStore> {
	const connection = await connect(path, "READ_WRITE");
	try {
		await prepareTables(path, connection);
		await prepareColumns(path, connection, space);
		await rememberSpace(connection, space);
	} catch (error) {
		disconnect(connection);
		throw error instanceof InputError ? error : writingError(path, error);
	}
	return storeOn(path, connection, space);
}

function writingError(path: string, error: unknown): Error {
	return new Error(
		`store ${path}: cannot be written (${firstLine((error as Error).message)}); what was stored before is kept`,
	);
}

/** Opens a store that is there to read it. */
export async function readStore(path: string): Promise<ResultStore> {
	if (!existsSync(path))
		throw new InputError(`store ${path}: there is no such file`);
	const connection = await connect(path, "READ_ONLY");
	await checkSchema(path, connection);
	return storeOn(path, connection, undefined);
}

async function connect(
	path: string,
	access: "READ_WRITE" | "READ_ONLY",
): Promise<Connection> {
	const { DuckDBInstance } = await loadDuckDb();
	try {
		const instance = await DuckDBInstance.create(path, {
			access_mode: access,
			threads: "2",
		});
		const connection = await instance.connect();
		instances.set(connection, instance);
		return connection;
	} catch (error) {
		throw new InputError(`store ${path}: ${openingError(error as Error)}`);
	}
}

/** A file is let go of when its instance is closed. */
const instances = new WeakMap<Connection, { closeSync(): void }>();

function disconnect(connection: Connection): void {
	connection.closeSync();
	instances.get(connection)?.closeSync();
}

function openingError({ message }: Error): string {
	const holder = /PID (\d+)/.exec(message)?.[1];
	if (/Could not set lock/.test(message))
		return `it is open in ${holder ? `process ${holder}` : "another process"}, and one at a time may have it open`;
	if (/not a valid DuckDB|corrupt|checksum|deserialize|WAL/i.test(message))
		return `it is no DuckDB file, or a damaged one (${firstLine(message)}): expected a store of mho sweep, or a new file`;
	return `it cannot be opened (${firstLine(message)})`;
}

const firstLine = (text: string): string => text.split("\n", 1)[0]!;

async function prepareTables(
	path: string,
	connection: Connection,
): Promise<void> {
	const tables = await rowsOf(
		connection,
		"SELECT table_name FROM duckdb_tables()",
	);
	if (tables.length > 0) return checkSchema(path, connection);
	const columns = resultColumns.map(
		({ name, type }) =>
			`${quoted(name)} ${type}${name === "key" ? " PRIMARY KEY" : ""}`,
	);
	await connection.run(
		[
			"BEGIN",
			"CREATE TABLE mho_store (schema INTEGER, version VARCHAR)",
			`INSERT INTO mho_store VALUES (${STORE_SCHEMA}, '${VERSION}')`,
			"CREATE TABLE spaces (document VARCHAR)",
			`CREATE TABLE points (${columns.join(", ")})`,
			"COMMIT",
		].join("; "),
	);
}

async function checkSchema(
	path: string,
	connection: Connection,
): Promise<void> {
	const [row] = await rowsOf(connection, "SELECT schema FROM mho_store").catch(
		() => {
			throw new InputError(
				`store ${path}: found a DuckDB file without mho's tables, expected a store of mho sweep, or a new file`,
			);
		},
	);
	const version = Number(row?.[0]);
	if (version === STORE_SCHEMA) return;
	const whose =
		version > STORE_SCHEMA
			? `, which a newer mho has written, expected ${STORE_SCHEMA}`
			: `, expected ${STORE_SCHEMA}: export it with the mho that wrote it`;
	throw new InputError(
		`store ${path}: found version ${version} of the tables${whose}`,
	);
}

/** Axes that the store has not met get a column; one that now has values of another kind becomes text. */
async function prepareColumns(
	path: string,
	connection: Connection,
	space: Space,
): Promise<void> {
	const known = new Map(
		(await rowsOf(connection, COLUMNS)).map(([name, type]) => [
			String(name).toLowerCase(),
			type,
		]),
	);
	for (const { name, type } of axisColumns(space)) {
		const before = known.get(name.toLowerCase());
		if (before === type) continue;
		await connection
			.run(
				before === undefined
					? `ALTER TABLE points ADD COLUMN ${quoted(name)} ${type}`
					: `ALTER TABLE points ALTER COLUMN ${quoted(name)} TYPE VARCHAR`,
			)
			.catch((error: Error) => {
				throw new InputError(
					`store ${path}: axis ${name} cannot be stored (${firstLine(error.message)})`,
				);
			});
	}
}

const COLUMNS =
	"SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'points' ORDER BY column_index";

async function rememberSpace(
	connection: Connection,
	space: Space,
): Promise<void> {
	const document = JSON.stringify(space);
	const literal = `'${document.replaceAll("'", "''")}'`;
	const [last] = await rowsOf(
		connection,
		"SELECT document FROM spaces ORDER BY rowid DESC LIMIT 1",
	);
	if (last?.[0] === document) return;
	await connection.run(`INSERT INTO spaces VALUES (${literal})`);
}

async function storeOn(
	path: string,
	connection: Connection,
	space: Space | undefined,
): Promise<ResultStore> {
	const keys = new Set(
		space === undefined
			? []
			: (await rowsOf(connection, "SELECT key FROM points")).map(([key]) =>
					String(key),
				),
	);
	const columns = await rowsOf(connection, COLUMNS);
	const valuesOf = space === undefined ? undefined : valuesBy(columns, space);
	return {
		keys,
		async add(points) {
			const added = points.filter(({ result }) => !keys.has(result.key));
			if (added.length === 0) return;
			try {
				await connection.run("BEGIN");
				const appender = await connection.createAppender("points");
				for (const point of added) {
					for (const value of valuesOf!(point)) append(appender, value);
					appender.endRow();
				}
				appender.closeSync();
				await connection.run("COMMIT");
			} catch (error) {
				await connection.run("ROLLBACK").catch(() => {});
				throw writingError(path, error);
			}
			for (const { result } of added) keys.add(result.key);
		},
		async figures() {
			const names = pointFigureNames;
			const rows = await rowsOf(
				connection,
				`SELECT key, ${names.map(quoted).join(", ")} FROM points WHERE status = 'done'`,
			);
			return new Map(
				rows.map(([key, ...values]) => [
					String(key),
					Object.fromEntries(
						names.flatMap((name, n) =>
							values[n] === null ? [] : [[name, values[n]]],
						),
					) as unknown as PointFigures,
				]),
			);
		},
		async forgetFailed() {
			const failed = await rowsOf(
				connection,
				"DELETE FROM points WHERE status = 'failed' RETURNING key",
			);
			for (const [key] of failed) keys.delete(String(key));
		},
		async counts() {
			const rows = await rowsOf(
				connection,
				"SELECT status, count(*)::INTEGER FROM points GROUP BY status",
			);
			return Object.fromEntries(rows.map(([status, n]) => [status, n]));
		},
		async query(sql) {
			try {
				const reader = await connection.runAndReadAll(sql);
				return { columns: reader.columnNames(), rows: reader.getRowsJson() };
			} catch (error) {
				throw new InputError(
					`query: ${(error as Error).message.replaceAll(/\s*\n\s*/g, " ")}`,
				);
			}
		},
		async spaces() {
			const rows = await rowsOf(
				connection,
				"SELECT document FROM spaces ORDER BY rowid",
			);
			return rows.map(([document]) => JSON.parse(String(document)) as Space);
		},
		close: () => disconnect(connection),
	};
}

/** Values of a point in the order of the columns that the table has. */
function valuesBy(
	columns: readonly (readonly unknown[])[],
	space: Space,
): (point: StoredPoint) => readonly ColumnValue[] {
	const readers = columns.map(([column, type]) => {
		const name = String(column);
		const fixed = resultColumns.find((result) => result.name === name);
		if (fixed) return fixed.of;
		const at = space.axes.findIndex(
			(axis) => axis.name.toLowerCase() === name.toLowerCase(),
		);
		const labels = space.axes[at]?.values.map(({ label }) =>
			type === "VARCHAR" ? String(label) : label,
		);
		return ({ result }: StoredPoint) => labels?.[result.choice[at]!];
	});
	return (point) => readers.map((read) => read(point));
}

function append(appender: Appender, value: ColumnValue): void {
	if (value === undefined) appender.appendNull();
	else if (typeof value === "string") appender.appendVarchar(value);
	else if (typeof value === "number") appender.appendDouble(value);
	else appender.appendBoolean(value);
}

async function rowsOf(
	connection: Connection,
	sql: string,
): Promise<readonly (readonly unknown[])[]> {
	return (await connection.runAndReadAll(sql)).getRowsJS();
}

function quoted(name: string): string {
	return `"${name.replaceAll('"', '""')}"`;
}
