import { InputError } from "./input-error.js";

/** What a file or a result holds. */
type Fields = Readonly<Record<string, unknown>>;

/** Brings what was written in one version of a format to the next. */
export interface Migration {
	/** Such as `mho/design/1`: then it gives the fields of `mho/design/2`. */
	readonly from: string;
	/** The fields of the next version, but for `schema`. */
	readonly change: (fields: Fields) => Fields;
}

/**
 * Of all that mho reads back: designs, data files, spaces, ladders and their records, results. Nothing that was published
 * is of an older version yet.
 */
export const migrations: readonly Migration[] = [];

/**
 * What was written in an older version of its format, as the present one has it. What states no version is of the present
 * one; what states another format is left as it is.
 *
 * @param schema the present version, such as `mho/design/1`
 * @throws InputError where a newer version, or one that nothing leads on from, is stated
 */
export function migrate(
	fields: Fields,
	schema: string,
	steps: readonly Migration[] = migrations,
): Fields {
	const stated = versionOf(fields.schema);
	const wanted = versionOf(schema)!;
	if (stated?.format !== wanted.format) return fields;
	if (stated.version > wanted.version)
		throw new InputError(
			`found ${fields.schema}, which a newer mho has written, expected ${schema}`,
		);
	let migrated = fields;
	for (let { version } = stated; version < wanted.version; version++) {
		const step = steps.find(
			({ from }) => from === `${wanted.format}/${version}`,
		);
		if (!step)
			throw new InputError(
				`found ${fields.schema}, expected ${schema}: there is no way from version ${version} on`,
			);
		const next = `${wanted.format}/${version + 1}`;
		migrated = { ...step.change(migrated), schema: next };
	}
	return migrated;
}

function versionOf(
	schema: unknown,
): { readonly format: string; readonly version: number } | undefined {
	const parts = /^(mho\/[\w-]+)\/(\d+)$/.exec(String(schema));
	return parts ? { format: parts[1]!, version: Number(parts[2]) } : undefined;
}
