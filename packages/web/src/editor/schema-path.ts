/** A JSON schema, as far as an editor asks it. */
export interface Schema {
	readonly type?: string;
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly additionalProperties?: Schema | boolean;
	readonly anyOf?: readonly Schema[];
	readonly oneOf?: readonly Schema[];
	readonly allOf?: readonly Schema[];
	readonly enum?: readonly unknown[];
	readonly const?: unknown;
	readonly description?: string;
}

/** Keys that a cursor's line lies below, outermost first, by indentation. */
export function yamlPath(
	lines: readonly string[],
	line: number,
	indent: number,
): readonly string[] {
	const path: string[] = [];
	let within = indent;
	for (let n = line - 1; n >= 0 && within > 0; n--) {
		const [, space = "", key] = lines[n]!.match(/^( *)([\w-]+):/) ?? [];
		if (key !== undefined && space.length < within) {
			path.unshift(key);
			within = space.length;
		}
	}
	return path;
}

/** All that a schema may be at a path: one for each member of its unions. */
export function schemasAt(
	schema: Schema,
	path: readonly string[],
): readonly Schema[] {
	const [key, ...rest] = path;
	if (key === undefined) return branches(schema);
	return branches(schema).flatMap(({ properties, additionalProperties }) => {
		const next =
			properties?.[key] ??
			(typeof additionalProperties === "object"
				? additionalProperties
				: undefined);
		return next ? schemasAt(next, rest) : [];
	});
}

/** Values that a field may be written as, where there are finitely many. */
export function valuesOf(schemas: readonly Schema[]): readonly string[] {
	const values = schemas.flatMap((schema) => [
		...(schema.enum ?? []),
		...(schema.const === undefined ? [] : [schema.const]),
		...(schema.type === "boolean" ? [true, false] : []),
	]);
	return [...new Set(values.map(String))];
}

/** Fields that may stand at a place, each once. */
export function fieldsOf(
	schemas: readonly Schema[],
): ReadonlyMap<string, Schema> {
	return new Map(
		schemas.flatMap(({ properties = {} }) => Object.entries(properties)),
	);
}

function branches(schema: Schema): readonly Schema[] {
	const parts = schema.anyOf ?? schema.oneOf ?? schema.allOf;
	return parts ? [schema, ...parts.flatMap(branches)] : [schema];
}
