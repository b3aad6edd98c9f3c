/** Numbers and types of the fields of a message of protobuf. */
export interface MessageSchema {
	readonly [name: string]: readonly [number: number, type: FieldType];
}

/** `floats` and `doubles` of a blob stay bytes; what is `skipped` is known but not read. */
export type FieldType =
	| "integer"
	| "float"
	| "flag"
	| "text"
	| "floats"
	| "doubles"
	| "skipped"
	| EnumSchema
	| { readonly message: MessageSchema };

/** Names of an enumeration by their numbers. */
export interface EnumSchema {
	readonly names: Readonly<Record<number, string>>;
}
